/// What encoder and decoder draw frozen bits from: a number for each place of a block, the same on every machine.
///
/// A frozen bit is 0 if its number lies below its prior bias. Numbers belong to places rather than to the order in which they
/// are used, so that paths of an encoder do not lose step with the decoder.
final class PolarDither: @unchecked Sendable {
  /// The signs of frozen bits of the first level, +1 or -1, shape `[length]`.
  let signs: UnsafeMutablePointer<Float>

  /// Numbers from the open interval (-1, 1) for the second level, shape `[length]`.
  let numbers: UnsafeMutablePointer<Float>

  /// The numbers of blocks of up to a length; written here and never again.
  init(length: Int) {
    signs = .allocate(capacity: length)
    numbers = .allocate(capacity: length)
    for place in 0..<length {
      let hash = Self.hash(UInt64(place))
      signs[place] = hash & 1 == 0 ? 1 : -1
      // An odd number of 24 bits, less its middle: exact in single precision.
      let odd = Int32(truncatingIfNeeded: hash >> 40) | 1
      numbers[place] = Float(odd - 0x80_0000) * 0x1p-23
    }
  }

  deinit {
    signs.deallocate()
    numbers.deallocate()
  }

  /// The finaliser of SplitMix64 on its sequence.
  ///
  /// > Source: [steele2014], figure 18.
  private static func hash(_ place: UInt64) -> UInt64 {
    var z = 0x9e37_79b9_7f4a_7c15 &* (place &+ 1)
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}
