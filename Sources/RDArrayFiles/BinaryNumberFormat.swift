/// The binary format of a number.
struct BinaryNumberFormat: Equatable {
  /// The interpretation of the bits.
  enum Kind: Equatable {
    /// A number of IEEE 754.
    case floatingPoint
    case signed

    /// An unsigned integer.
    case unsigned
  }

  /// The interpretation of the bits.
  package let kind: Kind

  /// The number of bytes: 4 or 8 for floating point, 1, 2, 4 or 8 for integers.
  let byteCount: Int

  /// Whether the format is big-endian.
  let isBigEndian: Bool

  /// Little-endian floating-point numbers of 4 bytes.
  static let littleEndianFloat = BinaryNumberFormat(
    kind: .floatingPoint, byteCount: 4, isBigEndian: false)

  /// The format that NumPy writes as `<f4`, `>i2` or `|u1`; `nil` for an unsupported one.
  init?(numPyDescription text: String) {
    let letters = Array(text.utf8)
    guard letters.count == 3, letters[2] >= UInt8(ascii: "0"), letters[2] <= UInt8(ascii: "9")
    else { return nil }
    let byteCount = Int(letters[2] - UInt8(ascii: "0"))
    let kinds: [UInt8: Kind] = [
      UInt8(ascii: "f"): .floatingPoint, UInt8(ascii: "i"): .signed, UInt8(ascii: "u"): .unsigned,
    ]
    guard let kind = kinds[letters[1]],
      (kind == .floatingPoint ? [4, 8] : [1, 2, 4, 8]).contains(byteCount)
    else { return nil }
    switch letters[0] {
    case UInt8(ascii: "<"): isBigEndian = false
    case UInt8(ascii: ">"): isBigEndian = true
    // A single byte has no byte order.
    case UInt8(ascii: "|") where byteCount == 1: isBigEndian = false
    default: return nil
    }
    self.kind = kind
    self.byteCount = byteCount
  }

  private init(kind: Kind, byteCount: Int, isBigEndian: Bool) {
    self.kind = kind
    self.byteCount = byteCount
    self.isBigEndian = isBigEndian
  }

  /// Whether a decoded number was not rounded: integers of 8 bytes may be, from 2^53 on.
  func isExact(_ number: Double) -> Bool {
    kind == .floatingPoint || byteCount < 8 || abs(number) < 0x1p53
  }

  /// Decodes a number, rounded to double precision.
  ///
  /// - Precondition: the number of bytes is that of the format.
  package func number(_ bytes: ArraySlice<UInt8>) -> Double {
    precondition(bytes.count == byteCount)
    var bits: UInt64 = 0
    if isBigEndian {
      for byte in bytes { bits = bits << 8 | UInt64(byte) }
    } else {
      for byte in bytes.reversed() { bits = bits << 8 | UInt64(byte) }
    }
    switch kind {
    case .floatingPoint:
      return byteCount == 4
        ? Double(Float(bitPattern: UInt32(bits))) : Double(bitPattern: bits)
    case .unsigned: return Double(bits)
    case .signed:
      // The sign bit is moved to the top and back, which spreads it.
      let unused = 64 - 8 * byteCount
      return Double(Int64(bitPattern: bits << unused) >> unused)
    }
  }

  /// Decodes contiguous numbers.
  ///
  /// - Precondition: the number of bytes is a multiple of the format's.
  package func numbers(_ bytes: [UInt8]) -> [Double] {
    precondition(bytes.count.isMultiple(of: byteCount))
    guard kind == .floatingPoint, !isBigEndian else {
      return stride(from: 0, to: bytes.count, by: byteCount).map {
        number(bytes[$0..<$0 + byteCount])
      }
    }
    let size = byteCount
    return bytes.withUnsafeBytes { bytes in
      (0..<bytes.count / size).map { position in
        if size == 4 {
          let bits = bytes.loadUnaligned(fromByteOffset: 4 * position, as: UInt32.self)
          return Double(Float(bitPattern: UInt32(littleEndian: bits)))
        }
        let bits = bytes.loadUnaligned(fromByteOffset: 8 * position, as: UInt64.self)
        return Double(bitPattern: UInt64(littleEndian: bits))
      }
    }
  }
}
