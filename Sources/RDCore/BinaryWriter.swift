/// Writes integers, texts and bytes in little-endian order.
package struct BinaryWriter {
  package var bytes: [UInt8]

  /// A writer that expects `capacity` bytes.
  package init(_ bytes: [UInt8] = [], capacity: Int = 0) {
    self.bytes = bytes
    self.bytes.reserveCapacity(capacity)
  }

  package mutating func append(_ more: [UInt8]) { bytes += more }

  @inlinable
  package mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// A text as its length in UTF-8, in 4 bytes, and its bytes.
  package mutating func append(_ text: String) {
    append(UInt32(text.utf8.count))
    bytes += text.utf8
  }

  /// An integer as a little-endian base-128 varint (LEB128).
  package mutating func appendVarint(_ number: Int) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// The bytes, followed by their checksum.
  package var checked: [UInt8] { bytes + Fingerprint(of: bytes).checksum }
}

extension FixedWidthInteger {
  /// The bytes, the least significant first.
  package var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}

extension Sequence<UInt8> {
  /// Two hexadecimal digits for each byte.
  package var hexadecimal: String {
    map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
