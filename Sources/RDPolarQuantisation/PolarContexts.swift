/// The contexts of the symbols of a polar code, each with a distribution that encoder and decoder know beforehand.
///
/// A bit of the second level is coded as whether it is the less likely one under its prior soft bit. Its context quantises
/// `e = 1 - |soft bit|`, with 64 steps per halving of `e`, read off the binary digits of the number: context 0 for `e = 1`, then
/// down to `2^-16`. Rounding the prior to the middle of a step costs less than 1e-5 bit per sample. The bits of the first level
/// are raw and have context 0. After these follow the four cosets of the residual indices.
package enum PolarContexts {
  /// The number of contexts of bits.
  static let bitCount = 1024

  /// The context of an equiprobable bit.
  static let raw: Int32 = 0

  /// The context of the residual index of a sample, whose level modulo 4 is the coset.
  @inline(__always)
  package static func rest(coset: Int32) -> Int32 { Int32(bitCount) &+ coset }

  /// The context of a bit with a prior soft bit.
  @inline(__always)
  package static func context(ofBias bias: Float) -> Int32 {
    let step = Int32(bitPattern: (1 - abs(bias)).bitPattern &>> digitShift)
    return min(oneStep &- step, Int32(bitCount &- 1))
  }

  @inline(__always)
  package static func contexts(ofSoftBits softBits: SIMD16<Float>) -> SIMD16<Int32> {
    let size = SIMD16<Float>(
      bitPattern: softBits.bitPattern & SIMD16<UInt32>(repeating: 0x7fff_ffff))
    let steps = SIMD16<Int32>(
      truncatingIfNeeded: (1 - size).bitPattern &>> SIMD16<UInt32>(repeating: digitShift))
    let contexts = SIMD16<Int32>(repeating: oneStep) &- steps
    let last = SIMD16<Int32>(repeating: Int32(bitCount &- 1))
    return contexts.replacing(with: last, where: contexts .> last)
  }

  /// Writes the contexts of some bits.
  package static func write(
    ofSoftBits softBits: UnsafePointer<Float>, count: Int, to contexts: UnsafeMutablePointer<Int32>
  ) {
    var i = 0
    while i &+ 16 <= count {
      UnsafeMutableRawPointer(contexts + i).storeBytes(
        of: self.contexts(ofSoftBits: load16(softBits, i)), as: SIMD16<Int32>.self)
      i &+= 16
    }
    while i < count {
      contexts[i] = context(ofBias: softBits[i])
      i &+= 1
    }
  }

  /// The probability of the less likely bit in each context, shape `[bitCount]`.
  package static var probabilities: [Double] {
    (0..<bitCount).map { context in
      guard context > 0 else { return 0.5 }
      // The last context also has all smaller `e`.
      if context == bitCount - 1 { return 0x1p-18 }
      let low = Float(bitPattern: UInt32(oneStep - Int32(context)) << digitShift)
      let high = Float(bitPattern: UInt32(oneStep - Int32(context) + 1) << digitShift)
      return (Double(low) + Double(high)) / 4
    }
  }

  /// The remaining digits are the exponent and six digits of the fraction.
  @inline(__always) private static var digitShift: UInt32 { 17 }

  /// The step of `e = 1`.
  @inline(__always) private static var oneStep: Int32 { 0x3f80_0000 >> 17 }
}

extension SIMD16<Float> {
  /// The binary representations of the numbers.
  @inline(__always)
  package var bitPattern: SIMD16<UInt32> { unsafeBitCast(self, to: SIMD16<UInt32>.self) }

  /// The numbers of some binary representations.
  @inline(__always)
  init(bitPattern: SIMD16<UInt32>) { self = unsafeBitCast(bitPattern, to: SIMD16<Float>.self) }
}
