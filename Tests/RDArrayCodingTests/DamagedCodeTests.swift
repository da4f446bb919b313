import RDArrayCoding
import RDCore
import Testing

/// Bytes that no encoder wrote end in an error, or in numbers, but neither in a trap nor in a hang.
@Suite("Damaged codes of arrays")
struct DamagedCodeTests {
  private static let qualities: [(ArrayQuality, ArrayEffort)] = [
    (.lossless, .standard), (.signalToNoise(decibels: 15), .standard),
    (.maximumError(0.05), .standard), (.relativeError(0.01), .standard),
    (.maximumError(0.05), .fast),
  ]

  private static func array() -> NumberArray {
    var stream = TestArrays.stream("damage")
    var numbers = TestArrays.field([24, 10], noise: 0.05, &stream)
    numbers[17] = .nan
    return NumberArray(
      type: .float64, shape: [24, 10],
      ordered: numbers.map { NumberType.float64.ordered(bits: $0.bitPattern) })
  }

  /// The code with its one chunk changed and the checksum made right again.
  private static func repaired(_ code: [UInt8], _ change: (inout [UInt8]) -> Void) -> [UInt8] {
    var reader = BinaryReader<ArrayCodingError>(code) { _ in .truncated }
    guard let rows = try? reader.varint(), let length = try? reader.varint(),
      let taken = try? reader.take(Int(length))
    else { return code }
    var chunk = Array(taken)
    change(&chunk)
    var writer = BinaryWriter()
    writer.appendVarint(Int(rows))
    writer.appendVarint(chunk.count)
    writer.append(chunk)
    writer.append(Fingerprint(of: chunk).checksum)
    return writer.bytes
  }

  @Test("a code that is cut off is refused", arguments: qualities)
  func truncated(_ quality: ArrayQuality, _ effort: ArrayEffort) throws {
    let array = Self.array()
    let code = try ArrayCode.encode(array, quality: quality, effort: effort)
    for length in 0..<code.count {
      #expect(throws: ArrayCodingError.self) {
        try ArrayCode.decode(Array(code.prefix(length)), type: array.type, shape: array.shape)
      }
    }
    #expect(throws: ArrayCodingError.self) {
      try ArrayCode.decode(code + [0], type: array.type, shape: array.shape)
    }
  }

  @Test("an altered byte is found", arguments: qualities)
  func altered(_ quality: ArrayQuality, _ effort: ArrayEffort) throws {
    let array = Self.array()
    let code = try ArrayCode.encode(array, quality: quality, effort: effort)
    for position in 3..<code.count {
      var other = code
      other[position] ^= 0x10
      #expect(throws: ArrayCodingError.self) {
        try ArrayCode.decode(other, type: array.type, shape: array.shape)
      }
    }
  }

  @Test("altered bytes with the right checksum do no harm", arguments: qualities)
  func repaired(_ quality: ArrayQuality, _ effort: ArrayEffort) throws {
    let array = Self.array()
    let code = try ArrayCode.encode(array, quality: quality, effort: effort)
    for position in 0..<min(code.count - 8, 120) {
      for mask: UInt8 in [0x01, 0x80, 0xff] {
        let other = Self.repaired(code) { chunk in
          if position < chunk.count { chunk[position] ^= mask }
        }
        _ = try? ArrayCode.decode(other, type: array.type, shape: array.shape)
      }
    }
    for length in 0..<40 {
      let other = Self.repaired(code) { chunk in chunk.removeLast(min(length + 1, chunk.count)) }
      _ = try? ArrayCode.decode(other, type: array.type, shape: array.shape)
    }
  }

  @Test("a step that overflows does no harm", arguments: [NumberType.int16, .float16, .uint64])
  func overflow(_ type: NumberType) throws {
    let numbers = Self.array().numbers.map { $0.isNaN ? 0 : $0 * 100 }
    let array = NumberArray(numbers, type: type, shape: [24, 10])
    let code = try ArrayCode.encode(array, quality: .signalToNoise(decibels: 9))
    // Behind the kind, the front end, the lattice, the exponent and the offset.
    for step in [1e308, 1e-308, 4e300] {
      let other = Self.repaired(code) { chunk in
        guard chunk[0] == 2 else { return }
        chunk.replaceSubrange(14..<22, with: step.bitPattern.littleEndianBytes)
      }
      _ = try? ArrayCode.decode(other, type: type, shape: array.shape)
    }
  }

  @Test("targets that make no sense are refused")
  func targets() {
    let array = Self.array()
    let integers = NumberArray([1, 2, 3], type: .int16, shape: [3])
    for value in [0, -1, .nan, Double.infinity] {
      #expect(throws: ArrayCodingError.self) {
        try ArrayCode.encode(array, quality: .maximumError(value))
      }
    }
    #expect(throws: ArrayCodingError.relativeErrorOfIntegers) {
      try ArrayCode.encode(integers, quality: .relativeError(0.1))
    }
  }
}
