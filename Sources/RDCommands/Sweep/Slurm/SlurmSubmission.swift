import Foundation
import RDCore
import RDExperiments
import RDFiles
import RDResults

/// What has been submitted of a sweep, in `.trials/slurm/submission.json` of its folder.
struct SlurmSubmission: Codable {
  /// The number of parts of the trials: task `i` of the array runs part `i`.
  var partCount: Int

  /// The most tasks that were asked for.
  var tasks: Int

  /// Options of `sbatch`.
  var options: [String]

  /// The number of the last job that publishes; `nil` if none was submitted.
  var mergeJob: String?

  /// The folder of what belongs to the submission, and the output of its jobs.
  static func folder(of results: String) -> String { results + "/.trials/slurm" }

  /// What was submitted last; `nil` if nothing was.
  ///
  /// - Throws: `Diagnosis` if it cannot be read.
  static func stored(in results: String) throws(Diagnosis) -> SlurmSubmission? {
    let path = path(in: results)
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    guard let submission = try? JSONDecoder().decode(SlurmSubmission.self, from: bytes),
      1...Shard.countLimit ~= submission.partCount
    else {
      throw Diagnosis.badData("'\(path)' is damaged. Remove it and submit again.")
    }
    return submission
  }

  func store(in results: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try AtomicFile.write([UInt8](encoder.encode(self)), to: Self.path(in: results))
  }

  private static func path(in results: String) -> String {
    folder(of: results) + "/submission.json"
  }
}
