/// How a number is stored in a few bytes.
struct BinaryNumberFormat: Equatable {
  /// What the bits mean.
  enum Kind: Equatable {
    /// A number of IEEE 754.
    case floatingPoint
    case signed

    /// An integer that is not negative.
    case unsigned
  }

  /// What the bits mean.
  package let kind: Kind

  /// How many bytes there are: 4 or 8 for floating point, 1, 2, 4 or 8 for integers.
  let byteCount: Int

  /// Whether the most significant byte comes first.
  let isBigEndian: Bool

  /// Numbers of 4 bytes, the least significant first.
  static let littleEndianFloat = BinaryNumberFormat(
    kind: .floatingPoint, byteCount: 4, isBigEndian: false)

  /// The format that NumPy writes as `<f4`, `>i2` or `|u1`; `nil` for one that holds no such number.
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
    // A single byte has no order.
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

  /// The number that those bytes are, rounded to double precision.
  ///
  /// - Precondition: there are as many bytes as the format says.
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

  /// The numbers that bytes are, one after the other.
  ///
  /// - Precondition: there are integers of bytes.
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
