import Dispatch

/// Processes pieces of a range of integers in parallel.
///
/// Pieces do not depend on the number of cores, so neither does the result, as long as each piece writes to its own elements.
/// Within `SingleThread` they are processed one after the other.
///
/// - Parameters:
///   - count: the pieces together are `0 ..< count`.
///   - size: the length of each piece but the last.
///   - body: processes a piece.
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
