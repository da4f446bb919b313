import RDCore
import Synchronization

/// Reports the progress of an embedding to an observer: a fifth of the way with the neighbours, the rest with the steps.
final class EmbeddingProgress: Sendable {
  package let stepCount: Int
  private let observer: (any ProgressObserver)?

  /// The units of progress of the neighbour search.
  private let searchUnits: Int

  private let blocksDone = Atomic<Int>(0)

  init(stepCount: Int, observer: (any ProgressObserver)?) {
    self.stepCount = stepCount
    self.observer = observer
    searchUnits = max(stepCount / 4, 1)
  }

  /// Reports that the neighbours of one more block of `blockCount` are found; may be called from any thread.
  func reportBlock(of blockCount: Int) {
    let done = blocksDone.wrappingAdd(1, ordering: .relaxed).newValue
    report(completed: searchUnits * done / blockCount, note: "neighbours")
  }

  /// Reports the number of steps made, not after every one, since some take less than a millisecond.
  func report(step: Int, gradientNorm: Double) {
    guard step.isMultiple(of: 10) else { return }
    report(completed: searchUnits + step, note: "step \(step), gradient \(Float(gradientNorm))")
  }

  /// Reports that the embedding is complete.
  func reportEnd(divergence: Double) {
    report(
      completed: searchUnits + stepCount, note: "divergence \(Float(divergence))", hasEnded: true)
  }

  private func report(completed: Int, note: @autoclosure () -> String, hasEnded: Bool = false) {
    observer?.report(
      ProgressReport(
        part: "tsne", completed: completed, total: searchUnits + stepCount, note: note(),
        hasEnded: hasEnded))
  }
}
