internal import RDCore

/// Tells an observer how far an embedding is.
struct EmbeddingProgress {
  /// Steps in all.
  let stepCount: Int

  let observer: (any ProgressObserver)?

  /// Tells that so many steps were made; not of every one, since some take less than a millisecond.
  func report(step: Int, note: @autoclosure () -> String) {
    guard let observer, step.isMultiple(of: 10) else { return }
    observer.report(
      ProgressReport(
        part: "tsne", completed: step, total: max(stepCount, 1), note: note(), hasEnded: false))
  }

  /// Tells that the embedding is made.
  func reportEnd(divergence: Double) {
    observer?.report(
      ProgressReport(
        part: "tsne", completed: max(stepCount, 1), total: max(stepCount, 1),
        note: "divergence \(divergence)", hasEnded: true))
  }
}
