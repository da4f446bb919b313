/// The type of the numbers of an array, as it is stored.
package enum NumberType: UInt8, Sendable, CaseIterable {
  case float32, float64, float16, bfloat16
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64, bool

  /// As NumPy calls it.
  package var name: String { "\(self)" }

  package var byteCount: Int {
    switch self {
    case .int8, .uint8, .bool: 1
    case .float16, .bfloat16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  package var isFloatingPoint: Bool {
    switch self {
    case .float16, .bfloat16, .float32, .float64: true
    default: false
    }
  }

  /// The bits of infinity, and of the quiet pattern that is not a number, both positive; for types of floating point.
  package var infinityBits: UInt64 {
    switch self {
    case .float16: 0x7c00
    case .bfloat16: 0x7f80
    case .float32: 0x7f80_0000
    default: 0x7ff0 << 48
    }
  }

  package var quietBits: UInt64 { infinityBits | infinityBits >> 1 }

  /// The least and the greatest number of an integer type, as ordered integers.
  package var integerRange: ClosedRange<Int64> {
    switch self {
    case .bool: 0...1
    case .uint8: 0...255
    case .uint16: 0...65_535
    case .uint32: 0...Int64(UInt32.max)
    case .int8: -128...127
    case .int16: -32_768...32_767
    case .int32: Int64(Int32.min)...Int64(Int32.max)
    default: .min ... .max
    }
  }

  /// The bits of a number as an integer that rises with it; numbers that are not finite are at both ends.
  ///
  /// - Parameter bits: as they are stored, in the lowest bits.
  /// - Returns: the ordered integer.
  package func ordered(bits: UInt64) -> Int64 {
    switch self {
    case .bool, .uint8, .uint16, .uint32: Int64(bits)
    case .uint64: Int64(bitPattern: bits ^ 1 << 63)
    case .int8: Int64(Int8(truncatingIfNeeded: bits))
    case .int16: Int64(Int16(truncatingIfNeeded: bits))
    case .int32: Int64(Int32(truncatingIfNeeded: bits))
    case .int64: Int64(bitPattern: bits)
    case .float16, .bfloat16: Self.mirrored(Int64(Int16(truncatingIfNeeded: bits)), 0x7fff)
    case .float32: Self.mirrored(Int64(Int32(truncatingIfNeeded: bits)), 0x7fff_ffff)
    case .float64: Self.mirrored(Int64(bitPattern: bits), .max)
    }
  }

  /// The bits of an ordered integer.
  package func bits(ordered: Int64) -> UInt64 {
    switch self {
    case .uint64: return UInt64(bitPattern: ordered) ^ 1 << 63
    case .float16, .bfloat16: return UInt64(bitPattern: Self.mirrored(ordered, 0x7fff)) & 0xffff
    case .float32:
      return UInt64(bitPattern: Self.mirrored(ordered, 0x7fff_ffff)) & 0xffff_ffff
    case .float64: return UInt64(bitPattern: Self.mirrored(ordered, .max))
    default:
      let width = UInt64(8 * byteCount)
      let bits = UInt64(bitPattern: ordered)
      return width == 64 ? bits : bits & (1 << width - 1)
    }
  }

  /// Negative numbers in the reverse order of their magnitudes, and back.
  private static func mirrored(_ bits: Int64, _ mask: Int64) -> Int64 {
    bits < 0 ? bits ^ mask : bits
  }

  /// The number of an ordered integer.
  package func number(ordered: Int64) -> Double {
    switch self {
    case .uint64: return Double(UInt64(bitPattern: ordered) ^ 1 << 63)
    case .float16: return Self.half(UInt16(truncatingIfNeeded: bits(ordered: ordered)))
    case .bfloat16:
      return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits(ordered: ordered)) << 16))
    case .float32:
      return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits(ordered: ordered))))
    case .float64: return Double(bitPattern: bits(ordered: ordered))
    default: return Double(ordered)
    }
  }

  /// The ordered integer of a number, rounded to the type and limited to its finite range; 0 for none in types without.
  package func ordered(number: Double) -> Int64 {
    if number.isNaN, self != .float64 {
      return isFloatingPoint ? ordered(bits: quietBits) : 0
    }
    switch self {
    case .float64: return ordered(bits: number.bitPattern)
    case .float32:
      let limit = Double(Float.greatestFiniteMagnitude)
      return ordered(bits: UInt64(Float(min(max(number, -limit), limit)).bitPattern))
    case .float16: return ordered(bits: UInt64(Self.halfBits(number)))
    case .bfloat16: return ordered(bits: UInt64(Self.brainBits(number)))
    case .uint64:
      let rounded = number.rounded(.toNearestOrEven)
      let bits: UInt64 = rounded >= 0x1p64 ? .max : rounded > 0 ? UInt64(rounded) : 0
      return ordered(bits: bits)
    case .int64:
      let rounded = number.rounded(.toNearestOrEven)
      return rounded >= 0x1p63 ? .max : rounded <= -0x1p63 ? .min : Int64(rounded)
    default:
      let rounded = number.rounded(.toNearestOrEven)
      let range = integerRange
      return Int64(min(max(rounded, Double(range.lowerBound)), Double(range.upperBound)))
    }
  }

  /// The number of the 16 bits of IEEE 754's half precision.
  private static func half(_ bits: UInt16) -> Double {
    let exponent = Int(bits >> 10 & 31)
    let fraction = Double(bits & 1023)
    let magnitude: Double
    switch exponent {
    case 0: magnitude = fraction * 0x1p-24
    case 31: magnitude = fraction == 0 ? .infinity : .nan
    default:
      magnitude = (1024 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
    }
    return bits >> 15 == 1 ? -magnitude : magnitude
  }

  private static func halfBits(_ number: Double) -> UInt16 {
    let magnitude = min(abs(number), 65_504)
    let sign: UInt16 = number.sign == .minus ? 0x8000 : 0
    guard magnitude >= 0x1p-14 else {
      // Subnormal numbers; 1024 of them give the least normal one.
      return sign | UInt16((magnitude * 0x1p24).rounded(.toNearestOrEven))
    }
    let exponent = Int(magnitude.exponent)
    let scaled = (magnitude * Double(sign: .plus, exponent: 10 - exponent, significand: 1))
      .rounded(.toNearestOrEven)
    // 2048 carries into the exponent.
    let bits = (exponent + 14) << 10 + Int(scaled)
    return sign | UInt16(min(bits, 0x7bff))
  }

  private static func brainBits(_ number: Double) -> UInt16 {
    let limit = Double(Float(bitPattern: 0x7f7f_0000))
    let bounded = min(max(number, -limit), limit)
    let magnitude = abs(bounded)
    let sign: UInt16 = bounded.sign == .minus ? 0x8000 : 0
    guard magnitude >= 0x1p-126 else {
      return sign | UInt16((magnitude * 0x1p133).rounded(.toNearestOrEven))
    }
    let exponent = Int(magnitude.exponent)
    let scaled = (magnitude * Double(sign: .plus, exponent: 7 - exponent, significand: 1))
      .rounded(.toNearestOrEven)
    return sign | UInt16(min((exponent + 126) << 7 + Int(scaled), 0x7f7f))
  }
}
