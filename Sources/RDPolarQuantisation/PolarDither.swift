/// The pseudo-random numbers from which encoder and decoder decide frozen bits: one for each index of a block, the same on every
/// machine.
///
/// A frozen bit is 0 if its number lies below its prior soft bit. Numbers belong to indices rather than to the order in which
/// they are used, so that the paths of an encoder stay in step with the decoder.
package final class PolarDither: @unchecked Sendable {
  /// Numbers from the open interval (-1, 1) for the bits of the first level, shape `[length]`.
  package let first: UnsafeMutablePointer<Float>

  /// The same for the second level, shape `[length]`.
  package let second: UnsafeMutablePointer<Float>

  /// The numbers of blocks of up to a length; immutable after initialisation.
  init(length: Int) {
    first = .allocate(capacity: length)
    second = .allocate(capacity: length)
    for index in 0..<length {
      let hash = Self.hash(UInt64(index))
      first[index] = Self.number(hash)
      second[index] = Self.number(hash >> 32)
    }
  }

  deinit {
    first.deallocate()
    second.deallocate()
  }

  /// An odd number from the lowest 24 bits, minus the middle of their range: exact in single precision.
  private static func number(_ hash: UInt64) -> Float {
    let odd = Int32(truncatingIfNeeded: hash & 0xff_ffff) | 1
    return Float(odd - 0x80_0000) * 0x1p-23
  }

  /// The finaliser of SplitMix64 on its sequence.
  ///
  /// > Source: [steele2014], figure 18.
  private static func hash(_ index: UInt64) -> UInt64 {
    var z = 0x9e37_79b9_7f4a_7c15 &* (index &+ 1)
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}
