/// The path metric of bits with known soft bits, in bits: the information content `-log2((1 + s a) / 2)` of a bit of sign `s` and
/// soft bit `a`.
///
/// Only encoders use it, and only to compare paths; it is computed without a mathematical library, so that every machine chooses
/// the same path.
enum PathMetric {
  /// The path metric of all bits of a node, of which there is a power of two, from soft bits and signs of shape `[count]`.
  @inline(__always)
  package static func total(
    _ softBits: UnsafePointer<Float>, signs: UnsafePointer<Float>, count: Int
  ) -> Double {
    guard count >= 16 else {
      var product = 1.0
      for i in 0..<count { product *= Double(1 + signs[i] * softBits[i]) }
      return Double(count) - logarithm(product)
    }
    var sum = LaneProduct()
    for i in stride(from: 0, to: count, by: 16) {
      sum.multiply(by: 1 + load16(signs, i) * load16(softBits, i))
    }
    return Double(count) - sum.logarithm
  }

  /// The path metric of the likelier bits of a node.
  @inline(__always)
  static func leastTotal(_ softBits: UnsafePointer<Float>, count: Int) -> Double {
    guard count >= 16 else {
      var product = 1.0
      for i in 0..<count { product *= Double(1 + abs(softBits[i])) }
      return Double(count) - logarithm(product)
    }
    var sum = LaneProduct()
    for i in stride(from: 0, to: count, by: 16) {
      let softBits = load16(softBits, i)
      sum.multiply(
        by: 1
          + SIMD16<Float>(
            bitPattern: softBits.bitPattern & SIMD16<UInt32>(repeating: 0x7fff_ffff)))
    }
    return Double(count) - sum.logarithm
  }

  /// By how much the path metric of the less likely bit exceeds that of the likelier one, from the magnitude of its soft bit.
  @inline(__always)
  package static func excess(ofSize size: Float) -> Double {
    logarithm(Double(1 + size) / Double(1 - size))
  }

  /// The binary logarithm of a positive normal number, to about 1e-7.
  @inline(__always)
  package static func logarithm(_ x: Double) -> Double {
    let digits = x.bitPattern
    let exponent = Int(digits >> 52) &- 1023
    let fraction = Double(bitPattern: digits & 0xf_ffff_ffff_ffff | 0x3ff0_0000_0000_0000)
    // 2 artanh(z) with z = (f - sqrt 2) / (f + sqrt 2), of which the square is at most 0.0295.
    let z = (fraction - 1.4142135623730951) / (fraction + 1.4142135623730951)
    let w = z * z
    let series = 1 + w * (1.0 / 3 + w * (0.2 + w * (1.0 / 7)))
    return Double(exponent) + 0.5 + 2.8853900817779268 * z * series
  }

  /// A product of many numbers in each of 16 lanes, which neither overflows nor underflows.
  private struct LaneProduct {
    private var fractions = SIMD16<Float>(repeating: 1)
    private var exponents = SIMD16<Int32>(repeating: 0)
    private var count = 0

    /// Takes a factor from 1e-7 to 2 in each lane.
    @inline(__always)
    mutating func multiply(by factors: SIMD16<Float>) {
      let product = fractions * factors
      let digits = product.bitPattern
      exponents &+= SIMD16<Int32>(truncatingIfNeeded: digits &>> SIMD16<UInt32>(repeating: 23))
      fractions = SIMD16<Float>(
        bitPattern: digits & SIMD16<UInt32>(repeating: 0x7f_ffff)
          | SIMD16<UInt32>(repeating: 0x3f80_0000))
      count &+= 1
    }

    /// The binary logarithm of the product of all lanes.
    @inline(__always)
    var logarithm: Double {
      var total = 0
      var product = 1.0
      for lane in 0..<16 {
        total &+= Int(exponents[lane])
        product *= Double(fractions[lane])
      }
      return Double(total &- 16 &* 127 &* count) + PathMetric.logarithm(product)
    }
  }
}
