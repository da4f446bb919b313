/// Mean errors of a prediction in contexts.
final class BiasMap {
  /// The mean and how many errors it has, up to a limit.
  private let entries: UnsafeMutablePointer<(mean: Float, count: Float)>
  private var context = 0

  init(contextCount: Int) {
    entries = .allocate(capacity: contextCount)
    entries.initialize(repeating: (0, 0), count: contextCount)
  }

  deinit { entries.deallocate() }

  /// The mean error in a context, which ``learn(_:)`` then updates.
  @inline(__always)
  func bias(in context: Int) -> Float {
    self.context = context
    return entries[context].mean
  }

  @inline(__always)
  func learn(_ error: Float) {
    let (mean, count) = entries[context]
    entries[context] = (mean + (error - mean) / (count + 5), min(count + 1, 250))
  }
}
