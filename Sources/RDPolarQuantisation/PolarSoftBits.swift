/// How soft bits pass through the tree of a polar code.
///
/// A soft bit is `P(bit = 0) - P(bit = 1)`, a sign +1 for a 0 and -1 for a 1. The bit of the left half is the sum of two bits,
/// whose soft bit is the product of theirs (f); the soft bit of the right half combines both once the left bit is known (g). The
/// decoder must arrive at the same soft bits as the encoder, to the last binary digit: all operations here are single additions,
/// multiplications and divisions in a fixed order, rounded as IEEE 754 prescribes, and nothing else.
enum PolarSoftBits {
  /// The greatest magnitude of a soft bit.
  @inline(__always) static package var limit: Float { 0.9999998 }

  /// f, the soft bits of the left half: `left[i] = softBits[i] softBits[i + half]`.
  @inline(__always)
  static func f(
    _ softBits: UnsafePointer<Float>, half: Int, to left: UnsafeMutablePointer<Float>
  ) {
    if half >= 16 {
      var i = 0
      while i < half {
        let product = load16(softBits, i) * load16(softBits, half &+ i)
        store16(product, left, i)
        i &+= 16
      }
    } else if half == 8 {
      store8(load8(softBits, 0) * load8(softBits, 8), left, 0)
    } else if half == 4 {
      store4(load4(softBits, 0) * load4(softBits, 4), left, 0)
    } else {
      for i in 0..<half { left[i] = softBits[i] * softBits[half &+ i] }
    }
  }

  /// g, the soft bits of the right half: `right[i] = (b + s a) / (1 + s a b)` with `a = softBits[i]`, `b = softBits[i + half]`
  /// and the sign `s = signs[i]` of the left half.
  @inline(__always)
  static func g(
    _ softBits: UnsafePointer<Float>, signs: UnsafePointer<Float>, half: Int,
    to right: UnsafeMutablePointer<Float>
  ) {
    if half >= 16 {
      var i = 0
      while i < half {
        store16(
          right16(load16(softBits, i), load16(softBits, half &+ i), load16(signs, i)), right, i)
        i &+= 16
      }
    } else if half == 8 {
      let a = load8(signs, 0) * load8(softBits, 0)
      let b = load8(softBits, 8)
      var r = (b + a) / (1 + a * b)
      r.replace(with: Self.limit, where: r .> Self.limit)
      r.replace(with: -Self.limit, where: r .< -Self.limit)
      store8(r, right, 0)
    } else if half == 4 {
      let a = load4(signs, 0) * load4(softBits, 0)
      let b = load4(softBits, 4)
      var r = (b + a) / (1 + a * b)
      r.replace(with: Self.limit, where: r .> Self.limit)
      r.replace(with: -Self.limit, where: r .< -Self.limit)
      store4(r, right, 0)
    } else {
      for i in 0..<half {
        let a = signs[i] * softBits[i]
        let b = softBits[half &+ i]
        let r = (b + a) / (1 + a * b)
        right[i] = r > Self.limit ? Self.limit : r < -Self.limit ? -Self.limit : r
      }
    }
  }

  @inline(__always)
  private static func right16(
    _ first: SIMD16<Float>, _ b: SIMD16<Float>, _ sign: SIMD16<Float>
  ) -> SIMD16<Float> {
    let a = sign * first
    var r = (b + a) / (1 + a * b)
    r.replace(with: Self.limit, where: r .> Self.limit)
    r.replace(with: -Self.limit, where: r .< -Self.limit)
    return r
  }

  /// Combines the signs of the halves of a node in place: `signs[i] *= signs[i + half]`.
  ///
  /// It is its own inverse.
  @inline(__always)
  static func combine(_ signs: UnsafeMutablePointer<Float>, half: Int) {
    if half >= 16 {
      var i = 0
      while i < half {
        store16(load16(signs, i) * load16(signs, half &+ i), signs, i)
        i &+= 16
      }
    } else {
      for i in 0..<half { signs[i] *= signs[half &+ i] }
    }
  }

  /// The signs of a node from those of its halves.
  @inline(__always)
  static func combine(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, half: Int,
    to signs: UnsafeMutablePointer<Float>
  ) {
    if half >= 16 {
      var i = 0
      while i < half {
        let second = load16(right, i)
        store16(load16(left, i) * second, signs, i)
        store16(second, signs, half &+ i)
        i &+= 16
      }
    } else {
      for i in 0..<half {
        signs[i] = left[i] * right[i]
        signs[half &+ i] = right[i]
      }
    }
  }

  /// g for both signs: the first of the pair with +1, the second with -1.
  @inline(__always)
  package static func fill(
    _ softBits: UnsafeMutablePointer<Float>, with pair: (Float, Float),
    signs: UnsafePointer<Float>, count: Int
  ) {
    let zero = pair.0.bitPattern
    let difference = SIMD16<UInt32>(repeating: zero ^ pair.1.bitPattern)
    for i in stride(from: 0, to: count, by: 16) {
      // All ones where the sign is negative.
      let isOne = 0 &- (load16(signs, i).bitPattern &>> SIMD16<UInt32>(repeating: 31))
      store16(
        SIMD16<Float>(bitPattern: SIMD16<UInt32>(repeating: zero) ^ (difference & isOne)), softBits,
        i
      )
    }
  }

  /// Frozen signs, drawn from their prior soft bits: +1 where the dither lies below the soft bit.
  ///
  /// - Parameters:
  ///   - softBits: of the node; `nil` if all are 0.
  ///   - dither: of the node's indices.
  ///   - count: a power of two.
  ///   - signs: written.
  @inline(__always)
  static func freeze(
    _ softBits: UnsafePointer<Float>?, dither: UnsafePointer<Float>, count: Int,
    to signs: UnsafeMutablePointer<Float>
  ) {
    if count >= 16 {
      for i in stride(from: 0, to: count, by: 16) {
        // A difference has the sign of the comparison, for a difference of unequal numbers is never rounded to 0.
        let excess = load16(dither, i) - (softBits.map { load16($0, i) } ?? .zero)
        store16(unit(~excess.bitPattern), signs, i)
      }
    } else {
      for i in 0..<count {
        signs[i] = unit(~(dither[i] - (softBits?[i] ?? 0)).bitPattern)
      }
    }
  }

  /// The likelier signs.
  @inline(__always)
  package static func decide(
    _ softBits: UnsafePointer<Float>, count: Int, to signs: UnsafeMutablePointer<Float>
  ) {
    if count >= 16 {
      for i in stride(from: 0, to: count, by: 16) {
        store16(unit(load16(softBits, i).bitPattern), signs, i)
      }
    } else {
      for i in 0..<count { signs[i] = unit(softBits[i].bitPattern) }
    }
  }

  /// +1 or -1 with the sign bit of some numbers.
  @inline(__always)
  private static func unit(_ digits: UInt32) -> Float {
    Float(bitPattern: digits & 0x8000_0000 | 0x3f80_0000)
  }

  @inline(__always)
  private static func unit(_ digits: SIMD16<UInt32>) -> SIMD16<Float> {
    SIMD16<Float>(
      bitPattern: digits & SIMD16<UInt32>(repeating: 0x8000_0000)
        | SIMD16<UInt32>(repeating: 0x3f80_0000))
  }
}

@inline(__always)
func load16(_ pointer: UnsafePointer<Float>, _ index: Int) -> SIMD16<Float> {
  UnsafeRawPointer(pointer + index).loadUnaligned(as: SIMD16<Float>.self)
}

@inline(__always)
func store16(_ value: SIMD16<Float>, _ pointer: UnsafeMutablePointer<Float>, _ index: Int) {
  UnsafeMutableRawPointer(pointer + index).storeBytes(of: value, as: SIMD16<Float>.self)
}

@inline(__always)
func load8(_ pointer: UnsafePointer<Float>, _ index: Int) -> SIMD8<Float> {
  UnsafeRawPointer(pointer + index).loadUnaligned(as: SIMD8<Float>.self)
}

@inline(__always)
func store8(_ value: SIMD8<Float>, _ pointer: UnsafeMutablePointer<Float>, _ index: Int) {
  UnsafeMutableRawPointer(pointer + index).storeBytes(of: value, as: SIMD8<Float>.self)
}

@inline(__always)
func load4(_ pointer: UnsafePointer<Float>, _ index: Int) -> SIMD4<Float> {
  UnsafeRawPointer(pointer + index).loadUnaligned(as: SIMD4<Float>.self)
}

@inline(__always)
func store4(_ value: SIMD4<Float>, _ pointer: UnsafeMutablePointer<Float>, _ index: Int) {
  UnsafeMutableRawPointer(pointer + index).storeBytes(of: value, as: SIMD4<Float>.self)
}
