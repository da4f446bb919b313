import RDCore
import RDFiles
import RDResults

/// The services of `rdtool train` for a training, whose checkpoint is a file beside the model.
struct ModelTrainingContext: TrainingContext {
  let model: String

  /// A hash of the external dependencies of the training.
  let program: ContentHash

  let observer: (any ProgressObserver)?
  let interruption: Interruption

  private var path: String { model + ".checkpoint" }

  func report(completed: Int, of total: Int, note: String) {
    observer?.report(
      ProgressReport(
        part: model, completed: completed, total: total, note: note, hasEnded: completed == total))
  }

  var isInterrupted: Bool { interruption.isRequested }

  /// By elapsed time, and at the end.
  func isCheckpointDue(after epochs: Int) -> Bool { false }

  /// The checkpoint, if written by this program: another may compute differently.
  func checkpoint() throws -> [UInt8]? {
    guard let bytes = try SealedFile.read(from: path) else { return nil }
    guard bytes.starts(with: program.bytes) else {
      throw Diagnosis.badData(
        "'\(path)': another program or processor wrote the checkpoint, and its numbers may differ. Go on there, or remove it to train from the start."
      )
    }
    return Array(bytes.dropFirst(program.bytes.count))
  }

  func resumes(after seconds: Double) {}

  func storeCheckpoint(_ bytes: [UInt8]) throws {
    try SealedFile.write(program.bytes + bytes, to: path)
  }

  func unusableCheckpoint(_ reason: any Error) -> any Error {
    Diagnosis.badData("'\(path)': \(reason)")
  }

  /// The final state of an earlier training is its checkpoint.
  func keptTraining(_ identity: String) throws -> [UInt8]? { nil }

  func keepTraining(_ bytes: [UInt8], _ identity: String) throws {
    try storeCheckpoint(bytes)
  }
}
