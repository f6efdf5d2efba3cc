import Foundation

extension SlurmArray {
  /// Hands a matrix to Slurm, a task for each cell that can be run; returns what is to be told. `arguments` say which matrix it is, as they
  /// were typed in the current folder; `command` is the engram program.
  public func submit(
    _ folder: MatrixFolder, _ plan: MatrixPlan, command: String, arguments: [String], dryRun: Bool
  ) throws -> String {
    try check()
    let cells = plan.cells.filter { $0.plan != nil }.map(\.number)
    guard let last = cells.last else { throw SweepError.slurm("no brain takes any of the experiments: there is nothing to run") }
    let largest = dryRun ? Int.max : Self.largestArray()
    guard last < largest else {
      throw SweepError.slurm("the matrix has \(plan.cells.count) cells, and an array at most \(largest) tasks")
    }
    try folder.begin(plan)
    // Paths stay as they were typed, and the task begins where they were: what it runs is the same to the last letter.
    let here = FileManager.default.currentDirectoryPath, words = ([command, "matrix"] + arguments).map(Self.quoted)
    let output = Self.quoted(Self.absolute(folder.path))
    let lines =
      directives(name: plan.name, tasks: Self.ranges(cells), folder: Self.absolute(folder.path), minutes: 60) + [
        "# Each task runs one of \(plan.cells.count) cells; a task that was cut off goes on where it stopped.",
        "cd \(Self.quoted(here)) || exit 2",
        "exec \(words.joined(separator: " ")) --output \(output) --cell $SLURM_ARRAY_TASK_ID --jobs \(cpus) --quiet",
      ]
    let (path, job) = try submit(lines.joined(separator: "\n") + "\n", in: folder.path, dryRun: dryRun)
    let told = "\(cells.count) task\(cells.count == 1 ? "" : "s"), one for each cell: \(path)"
    guard let job else { return told + "\nnot submitted: sbatch \(Self.quoted(path))" }
    return told + "\nsubmitted as job \(job); afterwards the same command without --slurm makes the table"
  }

  /// Numbers as a directive takes them: "0-3,5".
  static func ranges(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
  }
}
