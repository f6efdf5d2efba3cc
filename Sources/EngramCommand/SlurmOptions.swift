import ArgumentParser
import Engram
import Foundation

/// What every command that hands work to Slurm takes.
struct SlurmOptions: ParsableArguments {
  @Flag(help: "The engine: Slurm, the only one so far.") var slurm = false
  @Option(help: "Time limit of a task.") var time: String?
  @Option(help: "Partition.") var partition: String?
  @Option(help: "Account.") var account: String?
  @Option(help: "Most tasks at once.") var arrayLimit: Int?
  @Option(help: "Cores of a task.") var cpus = 1
  @Option(help: "Memory of a task.") var mem = "1G"
  @Flag(help: "Write the script without submitting it.") var dryRun = false

  func validate() throws {
    if !(1...1024).contains(cpus) || arrayLimit.map({ $0 < 1 }) ?? false {
      throw ValidationError("--cpus and --array-limit are at least 1")
    }
  }

  var array: SlurmArray {
    var array = SlurmArray()
    (array.time, array.partition, array.account, array.limit) = (time, partition, account, arrayLimit)
    (array.cpus, array.memory) = (cpus, mem)
    return array
  }

  /// The program itself, as a job finds it.
  static var program: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  }
}
