/// The kind of the numbers of an array in a file.
package enum ArrayElement: String, Sendable, CaseIterable {
  /// Four bytes each.
  case float32 = "<f4"

  /// Eight bytes each.
  case float64 = "<f8"

  package var byteCount: Int { self == .float32 ? 4 : 8 }

  package func rounded(_ number: Double) -> Double {
    self == .float32 ? Double(Self.single(number)) : number
  }

  private static func single(_ number: Double) -> Float {
    let limit = Double(Float.greatestFiniteMagnitude)
    return Float(min(max(number, -limit), limit))
  }

  /// The storage of numbers, little-endian.
  ///
  /// - Complexity: O(n)
  package func bytes(of numbers: [Double]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: numbers.count * byteCount) { bytes, count in
      let bytes = UnsafeMutableRawBufferPointer(bytes)
      switch self {
      case .float32:
        for (position, number) in numbers.enumerated() {
          let bits = Self.single(number).bitPattern.littleEndian
          bytes.storeBytes(of: bits, toByteOffset: 4 * position, as: UInt32.self)
        }
      case .float64:
        for (position, number) in numbers.enumerated() {
          let bits = number.bitPattern.littleEndian
          bytes.storeBytes(of: bits, toByteOffset: 8 * position, as: UInt64.self)
        }
      }
      count = numbers.count * byteCount
    }
  }
}
