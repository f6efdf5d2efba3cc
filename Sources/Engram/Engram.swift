// What importers of the library get: read a scenario, make it a plan, run it, look at the results.
//
//     let scenario = try Scenario.read(path: "one-night.yaml")
//     let results = try Plan(scenario).run(jobs: 2)
@_exported import Analysis
@_exported import Lives
@_exported import Recordings
@_exported import Reporting
@_exported import Runs
@_exported import Scenarios
@_exported import Sweeps
