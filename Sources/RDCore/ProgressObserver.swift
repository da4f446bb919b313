/// An observer of the progress of a long computation.
///
/// A method reports and never prints; the command line shows progress on a terminal, a test collects it, a pipe sees nothing.
package protocol ProgressObserver: Sendable {
  /// Takes a report; called from any thread, so it must be quick.
  func report(_ progress: ProgressReport)
}

/// The progress of one part of a long computation.
package struct ProgressReport: Sendable, Equatable {
  /// The name of the part, the same in all its reports: a trial's key.
  package let part: String

  /// Units of work done, from 0 to `total`.
  package let completed: Int

  /// Units of work in all.
  package let total: Int

  /// The text beside the progress bar, as in `"epoch 120, loss 0.503"`.
  package let note: String

  /// Whether the part has ended; true in the last report of each part.
  package let hasEnded: Bool

  package init(part: String, completed: Int, total: Int, note: String, hasEnded: Bool) {
    self.part = part
    self.completed = completed
    self.total = total
    self.note = note
    self.hasEnded = hasEnded
  }
}
