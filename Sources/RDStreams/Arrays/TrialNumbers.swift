/// A part of an array that quantisers are tried on: pieces from all of it, at a bounded memory.
struct TrialNumbers {
  /// The pieces that are kept, each of those whose number is a multiple of the stride.
  private var pieces: [[Double]] = []
  private var stride = 1
  private var pieceCount = 0

  /// Pieces at most.
  private static let limit = 8

  /// Nothing kept yet.
  init() {}

  /// Takes or leaves the next numbers of the array.
  mutating func take(_ numbers: [Double]) {
    defer { pieceCount += 1 }
    guard pieceCount.isMultiple(of: stride) else { return }
    if pieces.count == Self.limit {
      pieces = pieces.indices.filter { $0.isMultiple(of: 2) }.map { pieces[$0] }
      stride *= 2
      guard pieceCount.isMultiple(of: stride) else { return }
    }
    pieces.append(numbers)
  }

  /// The kept numbers less a mean, divided by a standard deviation.
  func standardised(by scale: ArrayScale) -> [Double] {
    pieces.flatMap { piece in piece.map { ($0 - scale.mean) / scale.deviation } }
  }
}
