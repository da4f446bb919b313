import Dispatch

/// Does pieces of work side by side, each on a range of integers.
///
/// Pieces do not depend on the number of cores, so neither does what they write, as long as each writes to places of its own. Within
/// ``SingleThread`` they are done one after the other.
///
/// - Parameters:
///   - count: the ranges together are `0 ..< count`.
///   - size: the length of each but the last.
///   - body: what is done with a range.
package func concurrentPieces(
  of count: Int, size: Int, _ body: @Sendable (_ range: Range<Int>) -> Void
) {
  let pieceCount = (count + size - 1) / size
  @Sendable func range(_ piece: Int) -> Range<Int> { piece * size..<min((piece + 1) * size, count) }
  if SingleThread.isOn {
    for piece in 0..<pieceCount { body(range(piece)) }
  } else {
    DispatchQueue.concurrentPerform(iterations: pieceCount) { body(range($0)) }
  }
}
