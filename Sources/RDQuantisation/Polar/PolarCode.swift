/// What encoder and decoder of a two-level polar code share, in whole and single-precision numbers.
///
/// A sample becomes one of the ascending ``levels``; its number `k` modulo 4 is the coset. The first bit is `k mod 2`; the second is 0 in
/// the cosets 0 and 3 and 1 in the others, so that of a source that is the same on both sides it does not depend on the
/// first bit. Each of the two is a polar code of its own; `k / 4`, the rest, is a symbol.
struct PolarCode: Sendable {
  /// A sequence is cut into blocks of `2^exponent` samples, then falling powers of two.
  let exponent: Int

  /// Sent bits of the two levels in each 1024 samples, 0 to 1024.
  let sentShares: (first: Int, second: Int)

  /// The prior bias of the second bit after a first bit of 0 and of 1.
  let secondBiases: (Float, Float)

  /// The levels in source units, ascending, shape `[M]`, `M` a multiple of 4.
  let levels: [Double]

  /// The schedules of the first bits by the exponent of a block, shape `[exponent - leastExponent + 1]`.
  let firstSchedules: [PolarSchedule]

  /// The schedules of the second bits, shape as ``firstSchedules``.
  let secondSchedules: [PolarSchedule]

  /// What frozen bits are drawn from.
  let dither: PolarDither

  /// The shortest block has 1024 samples, so that shares of sent bits are whole numbers.
  static let leastExponent = 10

  /// The exponents that a block may have.
  static let exponents = leastExponent...22

  /// A code from what a file would have of it.
  init(
    exponent: Int, sentShares: (first: Int, second: Int), secondBiases: (Float, Float),
    levels: [Double]
  ) {
    precondition(Self.exponents.contains(exponent), "no block has this length")
    precondition((0...1024).contains(sentShares.first) && (0...1024).contains(sentShares.second))
    precondition(abs(secondBiases.0) < 1 && abs(secondBiases.1) < 1)
    precondition(levels.count >= 4 && levels.count.isMultiple(of: 4))
    self.exponent = exponent
    self.sentShares = sentShares
    self.secondBiases = secondBiases
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

  /// Symbols of 1024 samples.
  var symbolsPerPiece: Int { 1024 + sentShares.first + sentShares.second }

  /// The exponent of the block that begins where so many pieces of 1024 samples are left.
  ///
  /// - Precondition: there is one.
  func exponentOfBlock(piecesLeft: Int) -> Int {
    let largest = Int.bitWidth - 1 - piecesLeft.leadingZeroBitCount
    return min(exponent, Self.leastExponent + largest)
  }

  /// The coset of a sample, from its signs.
  @inline(__always)
  static func coset(first: Float, second: Float) -> Int32 {
    // 0, 3, 2, 1 for the signs ++, -+, +-, --.
    first > 0 ? (second > 0 ? 0 : 2) : (second > 0 ? 3 : 1)
  }
}
