// swift-tools-version: 6.0
import PackageDescription

/// What `import Engram` gives.
let exported: [Target.Dependency] = ["Analysis", "Lives", "Recordings", "Reporting", "Runs", "Scenarios", "Sweeps"]

// Lowest first; no target depends on one of its own or a higher level (see Sources/README.md).
let package = Package(
  name: "engram",
  platforms: [.macOS(.v14)],
  products: [
    .library(name: "Engram", targets: ["Engram"]),
    .executable(name: "engram", targets: ["EngramCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // 0: C
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .target(name: "CKernels"),
    // 1: numbers and the vocabulary of declarations
    .target(name: "NumericalMethods", dependencies: ["CGSL", "CKernels"]),
    .target(name: "Declarations"),
    // 2: what is learnt, what learns, what is recorded
    .target(name: "Materials", dependencies: ["Declarations", "NumericalMethods"]),
    .target(name: "NetworkModels", dependencies: ["Declarations", "NumericalMethods"]),
    .target(name: "Recordings"),
    .target(name: "SleepDynamics", dependencies: ["Declarations", "NumericalMethods", "CKernels"]),
    // 3: engines, the file format
    .target(name: "RateEngines", dependencies: ["Declarations", "NetworkModels", "NumericalMethods", "CKernels"]),
    .target(
      name: "SpikingEngines",
      dependencies: ["Declarations", "NetworkModels", "NumericalMethods", "Recordings", "CKernels"]),
    .target(
      name: "Scenarios",
      dependencies: [
        "Declarations", "Materials", "NetworkModels", "NumericalMethods", "SleepDynamics",
        .product(name: "Yams", package: "Yams"),
      ]),
    // 4: the statistics
    .target(name: "Analysis", dependencies: ["Declarations", "Recordings", "Scenarios", "NumericalMethods", "SleepDynamics"]),
    // 5: a subject's life; from data to paper
    .target(
      name: "Lives",
      dependencies: [
        "Analysis", "CKernels", "Declarations", "Materials", "NetworkModels", "NumericalMethods", "RateEngines", "Recordings",
        "Scenarios", "SleepDynamics", "SpikingEngines",
      ]),
    .target(
      name: "Reporting",
      dependencies: ["Analysis", "Declarations", "NumericalMethods", "Recordings", "Scenarios", "SleepDynamics"],
      resources: [
        .embedInCode("Resources/page.css"), .embedInCode("Resources/page.js"), .embedInCode("Resources/player.js"),
      ]),
    // 6: from file to data, to a folder
    .target(
      name: "Runs",
      dependencies: [
        "Analysis", "Declarations", "Lives", "Materials", "NetworkModels", "NumericalMethods", "RateEngines", "Recordings",
        "Reporting", "Scenarios", "SleepDynamics", "SpikingEngines",
      ]),
    // 7: many runs
    .target(
      name: "Sweeps",
      dependencies: ["Analysis", "Declarations", "Lives", "Recordings", "Reporting", "Runs", "Scenarios", "NumericalMethods"]),
    // 8, 9: what is imported, what is typed
    // A target names everything that it imports: SwiftPM rebuilds only what depends directly.
    .target(name: "Engram", dependencies: exported),
    .executableTarget(
      name: "EngramCommand",
      dependencies: exported + ["Engram", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    .executableTarget(
      name: "EngramBenchmark",
      dependencies: [
        "RateEngines", "SpikingEngines", "NetworkModels", "Materials", "SleepDynamics", "CKernels",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/EngramBenchmark"),
    // Tests
    .testTarget(name: "DeclarationsTests", dependencies: ["Declarations"]),
    .testTarget(name: "NumericalMethodsTests", dependencies: ["NumericalMethods"]),
    .testTarget(name: "MaterialsTests", dependencies: ["Materials"]),
    .testTarget(name: "RecordingsTests", dependencies: ["Recordings"]),
    .testTarget(name: "SleepDynamicsTests", dependencies: ["SleepDynamics", "CKernels"]),
    .testTarget(name: "RateEnginesTests", dependencies: ["RateEngines", "CKernels"]),
    .testTarget(
      name: "SpikingEnginesTests", dependencies: ["RateEngines", "SpikingEngines", "NetworkModels", "Recordings", "CKernels"]),
    .testTarget(name: "ScenariosTests", dependencies: ["Lives", "Runs", "Sweeps"], exclude: ["Malformed"]),
    .testTarget(name: "ReportingTests", dependencies: ["Declarations", "Reporting"]),
    .testTarget(name: "AnalysisTests", dependencies: ["Analysis", "Reporting"]),
    .testTarget(
      name: "RunsTests", dependencies: exported + ["Engram", "NetworkModels", "NumericalMethods"],
      exclude: ["records.txt"]),
    // Long runs of the science: make science
    .testTarget(name: "ScienceTests", dependencies: exported + ["Engram"]),
    .testTarget(name: "SweepsTests", dependencies: exported + ["Engram", "NumericalMethods"]),
    .testTarget(
      name: "BrainsTests",
      dependencies: exported + ["Engram", "CKernels", "Declarations", "Materials", "NetworkModels", "NumericalMethods"]),
  ],
  cLanguageStandard: .gnu17
)
