internal import Dispatch

/// Does pieces of work side by side, each on a range of whole numbers.
///
/// Pieces do not depend on the number of cores, so neither does what they write, as long as each writes to places of its own.
///
/// - Parameters:
///   - count: the ranges together are `0 ..< count`.
///   - size: the length of each but the last.
///   - body: what is done with a range.
func concurrentPieces(
  of count: Int, size: Int, _ body: @Sendable (_ range: Range<Int>) -> Void
) {
  DispatchQueue.concurrentPerform(iterations: (count + size - 1) / size) { piece in
    body(piece * size..<min((piece + 1) * size, count))
  }
}
