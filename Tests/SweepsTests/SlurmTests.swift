import Engram
import Foundation
import Sweeps
import Testing

/// The script of an array, without a Slurm (`Tests/slurm.sh` has one).
struct SlurmTests {
  private let scratch = Scratch()

  private func script(_ array: SlurmArray, command: String = "/bin/echo") throws -> String {
    let folder = try SweepFolder(scratch.path + "/a 'b' 50%", try SmallSweep.request(scratch, chunk: 1))
    let said = try array.submit(folder, command: command, dryRun: true)
    #expect(said.contains("not submitted: sbatch "))
    return folder.path + "/slurm/job.sh"
  }

  /// What a task of the array would run.
  private func arguments(_ script: String, task: Int) throws -> [String] {
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [script]
    process.environment = ["SLURM_ARRAY_TASK_ID": "\(task)"]
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
  }

  @Test func tasksShareTheChunks() throws {
    var array = SlurmArray()
    (array.minutes, array.limit, array.cpus, array.partition) = (1e-9, 3, 2, "main")
    let path = try script(array), text = try String(contentsOfFile: path, encoding: .utf8)
    for line in ["#SBATCH --array=0-5%3", "#SBATCH --cpus-per-task=2", "#SBATCH --partition=main", "#SBATCH --signal=B:TERM@60"] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
    #expect(text.contains("#SBATCH --output=\"\(scratch.path)/a 'b' 50%%/slurm/%A_%a.log\"\n"))
    for task in 0..<6 {
      let words = try arguments(path, task: task)
      #expect(words.contains("\(task)..\(task)") && words.suffix(3) == ["--jobs", "2", "--quiet"], "\(words)")
    }
  }

  @Test func oneTaskForAll() throws {
    var array = SlurmArray()
    array.minutes = 1e9
    let path = try script(array), text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("#SBATCH --array=0-0\n") && !text.contains("--account"))
    #expect(try arguments(path, task: 0).contains("0..5"))
  }

  @Test func wordsThatADirectiveDoesNotTake() throws {
    for word in ["a b", "x\n#SBATCH --exclusive", "é", "$(date)"] {
      var array = SlurmArray()
      array.account = word
      let error = #expect(throws: SweepError.self) { _ = try script(array) }
      #expect(error?.description.contains("--account") == true)
    }
  }
}
