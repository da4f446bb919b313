/// What encoder and decoder of a two-level polar code have in common, in integers and single-precision numbers.
///
/// A sample becomes one of the ascending ``levels``; its index `k` modulo 4 is the coset. The first bit is `k mod 2`; the second
/// is 0 in the cosets 0 and 3 and 1 in the others, so for a source and levels that are symmetric it does not depend on the first
/// bit. Each of the two is coded by a polar code of its own; `k / 4`, the residual index, is a symbol.
package struct PolarCode: Sendable {
  /// A sequence is cut into blocks of `2^exponent` samples, then falling powers of two.
  package let exponent: Int

  /// Sent bits of the two levels per 1024 samples, 0 to 1024.
  package let sentCounts: (first: Int, second: Int)

  /// The prior soft bit of the first bit, between -1 and 1; 0 if its bits are raw.
  package let firstBias: Float

  /// The prior soft bit of the second bit after a first bit of 0 and of 1, between -1 and 1.
  package let secondSoftBits: (Float, Float)

  /// The levels in source units, ascending, shape `[M]`, `M` a multiple of 4.
  package let levels: [Double]

  /// The schedules of the first bits by the exponent of a block, shape `[exponent - leastExponent + 1]`.
  package let firstSchedules: [PolarSchedule]

  /// The schedules of the second bits, shape as ``firstSchedules``.
  package let secondSchedules: [PolarSchedule]

  /// The pseudo-random numbers that decide frozen bits.
  package let dither: PolarDither

  /// The shortest block has 1024 samples, so that fractions of sent bits are integers.
  package static let leastExponent = 10

  /// The exponents that a block may have.
  package static let exponents = leastExponent...22

  /// A code from its parameters in a file; `nil` if they are not those of a code.
  ///
  /// - Complexity: O(2^exponent) time and memory.
  package init?(
    exponent: Int, sentCounts: (first: Int, second: Int), firstBias: Float,
    secondSoftBits: (Float, Float), levels: [Double]
  ) {
    let limit = PolarSoftBits.limit
    guard Self.exponents.contains(exponent),
      (0...1024).contains(sentCounts.first), (0...1024).contains(sentCounts.second),
      abs(firstBias) <= limit, abs(secondSoftBits.0) <= limit, abs(secondSoftBits.1) <= limit,
      levels.count >= 4, levels.count.isMultiple(of: 4), levels.allSatisfy(\.isFinite)
    else { return nil }
    self.exponent = exponent
    self.sentCounts = sentCounts
    self.firstBias = firstBias
    self.secondSoftBits = secondSoftBits
    self.levels = levels
    func schedules(_ sent: Int) -> [PolarSchedule] {
      (Self.leastExponent...exponent).map { exponent in
        PolarSchedule(sentCount: sent << (exponent - Self.leastExponent), exponent: exponent)
      }
    }
    firstSchedules = schedules(sentCounts.first)
    secondSchedules = schedules(sentCounts.second)
    dither = PolarDither(length: 1 << exponent)
  }

  /// The probability of the less likely bit in each context of bits; these contexts come before the four of the residual indices.
  package static var bitProbabilities: [Double] { PolarContexts.probabilities }

  /// Samples of a piece; a sequence is an integer number of pieces.
  package static var pieceLength: Int { 1 << leastExponent }

  /// A decoder state at the start of a sequence of `pieceCount` pieces.
  package func makeDecoderState(pieceCount: Int) -> PolarDecoderState {
    PolarDecoderState(code: self, pieceCount: pieceCount)
  }

  /// Bits in their contexts, then the residual indices in each coset: shape `[contextCount]`.
  package var alphabetSizes: [Int] {
    [Int](repeating: 2, count: PolarContexts.bitCount)
      + [Int](repeating: levels.count / 4, count: 4)
  }

  /// Whether the bits of the first level have priors, as those of the second do.
  var hasFirstPrior: Bool { firstBias != 0 }

  package var symbolsPerPiece: Int { Self.pieceLength + sentCounts.first + sentCounts.second }

  /// The exponent of the block that begins where `piecesLeft` pieces of 1024 samples are left.
  ///
  /// - Precondition: `piecesLeft` is positive.
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
