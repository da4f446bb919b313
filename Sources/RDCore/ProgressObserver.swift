/// Who is told how far a long computation has come.
///
/// A method reports and never prints; the command line shows it on a terminal, a test collects it, a pipe sees nothing.
package protocol ProgressObserver: Sendable {
  /// Takes a report. May be called from any thread; must be quick.
  func report(_ progress: ProgressReport)
}

/// How far one part of a long computation has come.
package struct ProgressReport: Sendable, Equatable {
  /// The part's name, the same in all its reports: a trial's key.
  package let part: String

  /// Units of work done, from 0 to `total`.
  package let completed: Int

  /// Units of work in all.
  package let total: Int

  /// What to show beside the bar, as in `"epoch 120, loss 0.503"`.
  package let note: String

  /// Whether the part is over; the last report of each part says so.
  package let hasEnded: Bool

  /// A report.
  package init(part: String, completed: Int, total: Int, note: String, hasEnded: Bool) {
    self.part = part
    self.completed = completed
    self.total = total
    self.note = note
    self.hasEnded = hasEnded
  }
}
