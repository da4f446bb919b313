/// A subsample of an array on which quantisers are tried: pieces from all of it, in bounded memory.
struct TrialNumbers {
  /// The kept pieces: those whose index is a multiple of the stride.
  private var pieces: [[Double]] = []
  private var stride = 1
  private var pieceCount = 0

  /// The maximum number of pieces.
  private static let limit = 8

  init() {}

  /// Keeps or skips the next numbers of the array.
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

  /// The kept numbers, standardised by the mean and deviation of the array.
  func standardised(by statistics: ArrayStatistics) -> [Double] {
    pieces.flatMap { piece in
      piece.map { ($0 - statistics.mean) / statistics.deviation }
    }
  }
}
