/// The count, mean and variance of an array, accumulated from its pieces.
///
/// > Source: [chan1983].
package struct ArrayStatistics: Sendable, Equatable {
  package private(set) var count = 0

  /// Their mean; 0 for none.
  package private(set) var mean = 0.0

  /// The sum of the squared distances from it.
  private var squares = 0.0
  private var least = Double.infinity
  private var greatest = -Double.infinity

  package init() {}

  /// The mean square of the distances from the mean; 0 for none.
  package var variance: Double { count > 0 ? squares / Double(count) : 0 }

  /// The square root of it; 0 for equal numbers.
  package var deviation: Double { least < greatest ? variance.squareRoot() : 0 }

  /// Whether the numbers differ by so little that their squares underflow.
  package var isTooFine: Bool { least < greatest && variance < 1e-280 }

  /// Makes sure that squared errors can be measured.
  ///
  /// - Throws: ``StreamError/tooFine``.
  func check() throws(StreamError) {
    guard !isTooFine else { throw .tooFine }
  }

  /// Accumulates the next numbers, all between -1e150 and 1e150.
  package mutating func take(_ numbers: [Double]) {
    // Pieces of moderate length, in each of which the mean is taken before the squares.
    for start in stride(from: 0, to: numbers.count, by: 4096) {
      take(piece: numbers[start..<min(start + 4096, numbers.count)])
    }
  }

  private mutating func take(piece: ArraySlice<Double>) {
    guard let first = piece.first else { return }
    var sum = 0.0
    for number in piece {
      sum += number - first
      least = min(least, number)
      greatest = max(greatest, number)
    }
    let pieceMean = first + sum / Double(piece.count)
    var pieceSquares = 0.0
    for number in piece { pieceSquares += (number - pieceMean) * (number - pieceMean) }
    let total = Double(count + piece.count)
    let distance = pieceMean - mean
    let share = Double(piece.count) / total
    squares += pieceSquares + distance * distance * Double(count) * share
    mean = count == 0 ? pieceMean : mean + distance * share
    count += piece.count
  }
}
