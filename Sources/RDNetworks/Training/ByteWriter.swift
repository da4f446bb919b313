/// Writes integers one after the other, little-endian.
struct ByteWriter {
  /// What was written so far.
  private(set) var bytes: [UInt8] = []

  /// A writer that expects so many bytes.
  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  /// Writes bytes as they are.
  package mutating func append(_ more: [UInt8]) {
    bytes.append(contentsOf: more)
  }

  /// Writes an integer.
  package mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
