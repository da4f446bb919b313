/// What encoder and decoder of a two-level polar code share, in whole and single-precision numbers.
///
/// A sample becomes one of the ascending ``levels``; its number `k` modulo 4 is the coset. The first bit is `k mod 2`; the second is 0 in
/// the cosets 0 and 3 and 1 in the others, so that where source and levels are the same on both sides it does not depend on
/// the first bit. Each of the two is a polar code of its own; `k / 4`, the rest, is a symbol.
package struct PolarCode: Sendable {
  /// A sequence is cut into blocks of `2^exponent` samples, then falling powers of two.
  package let exponent: Int

  /// Sent bits of the two levels in each 1024 samples, 0 to 1024.
  package let sentShares: (first: Int, second: Int)

  /// The prior bias of the first bit, between -1 and 1; 0 if its bits are raw.
  package let firstBias: Float

  /// The prior bias of the second bit after a first bit of 0 and of 1, between -1 and 1.
  package let secondSoftBits: (Float, Float)

  /// The levels in source units, ascending, shape `[M]`, `M` a multiple of 4.
  package let levels: [Double]

  /// The schedules of the first bits by the exponent of a block, shape `[exponent - leastExponent + 1]`.
  package let firstSchedules: [PolarSchedule]

  /// The schedules of the second bits, shape as ``firstSchedules``.
  package let secondSchedules: [PolarSchedule]

  /// What frozen bits are drawn from.
  package let dither: PolarDither

  /// The shortest block has 1024 samples, so that shares of sent bits are integers.
  package static let leastExponent = 10

  /// The exponents that a block may have.
  package static let exponents = leastExponent...22

  /// A code from what a file has of it; `nil` if that is none.
  ///
  /// - Complexity: O(2^exponent) time and memory.
  package init?(
    exponent: Int, sentShares: (first: Int, second: Int), firstBias: Float,
    secondSoftBits: (Float, Float), levels: [Double]
  ) {
    let limit = PolarSoftBits.limit
    guard Self.exponents.contains(exponent),
      (0...1024).contains(sentShares.first), (0...1024).contains(sentShares.second),
      abs(firstBias) <= limit, abs(secondSoftBits.0) <= limit, abs(secondSoftBits.1) <= limit,
      levels.count >= 4, levels.count.isMultiple(of: 4), levels.allSatisfy(\.isFinite)
    else { return nil }
    self.exponent = exponent
    self.sentShares = sentShares
    self.firstBias = firstBias
    self.secondSoftBits = secondSoftBits
    self.levels = levels
    func schedules(_ share: Int) -> [PolarSchedule] {
      (Self.leastExponent...exponent).map { exponent in
        PolarSchedule(sentCount: share << (exponent - Self.leastExponent), exponent: exponent)
      }
    }
    firstSchedules = schedules(sentShares.first)
    secondSchedules = schedules(sentShares.second)
    dither = PolarDither(length: 1 << exponent)
  }

  /// The probability of the less likely bit in each of the contexts that bits have, which come before the four of the residualIndices.
  package static var bitProbabilities: [Double] { PolarContexts.probabilities }

  /// Samples of a piece; a sequence has an integer of them.
  package static var pieceLength: Int { 1 << leastExponent }

  /// A decoder state through a sequence of so many pieces.
  package func makeDecoderState(pieceCount: Int) -> PolarDecoderState {
    PolarDecoderState(code: self, pieceCount: pieceCount)
  }

  /// Bits in their contexts, then the residualIndices in each coset: shape `[contextCount]`.
  package var alphabetSizes: [Int] {
    [Int](repeating: 2, count: PolarContexts.bitCount)
      + [Int](repeating: levels.count / 4, count: 4)
  }

  /// Whether the bits of the first level have priors, as those of the second do.
  var hasFirstPrior: Bool { firstBias != 0 }

  /// Symbols of a piece.
  package var symbolsPerPiece: Int { Self.pieceLength + sentShares.first + sentShares.second }

  /// The exponent of the block that begins where so many pieces of 1024 samples are left.
  ///
  /// - Precondition: there is one.
  func exponentOfBlock(piecesLeft: Int) -> Int {
    let largest = Int.bitWidth - 1 - piecesLeft.leadingZeroBitCount
    return min(exponent, Self.leastExponent + largest)
  }

  /// The coset of a sample, from its signs.
  @inline(__always)
  package static func coset(first: Float, second: Float) -> Int32 {
    // 0, 3, 2, 1 for the signs ++, -+, +-, --.
    first > 0 ? (second > 0 ? 0 : 2) : (second > 0 ? 3 : 1)
  }
}
