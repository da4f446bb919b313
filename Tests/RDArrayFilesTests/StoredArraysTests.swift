import Foundation
import RDArrayFiles
import RDCore
import Testing

@Suite("Files of arrays of any type")
struct StoredArraysTests {
  /// The types, as NumPy's short names of them.
  private static let types: [(name: String, type: NumberType)] = [
    ("f2", .float16), ("f4", .float32), ("f8", .float64), ("i1", .int8), ("i2", .int16),
    ("i4", .int32), ("i8", .int64), ("u1", .uint8), ("u2", .uint16), ("u4", .uint32),
    ("u8", .uint64), ("b1", .bool),
  ]

  /// The numbers that `scripts/oracles/array_archives.py` gives a type.
  private static func expected(_ type: NumberType) -> [Int64] {
    switch type {
    case .bool: return [1, 0, 1, 1, 0, 0]
    case .float16, .bfloat16, .float32, .float64:
      return [-0.71, 2.385, 0].map { type.ordered(number: $0) }
        + [
          type.quietBits, type.infinityBits,
          type.infinityBits | 1 << UInt64(8 * type.byteCount - 1),
        ].map { type.ordered(bits: $0) }
    case .uint64: return [.min, .max, .min, .min + 7, .min + 3, .min + 1]
    default: return [type.integerRange.lowerBound, type.integerRange.upperBound, 0, 7, 3, 1]
    }
  }

  private static func file(_ name: String) throws -> String {
    try #require(Bundle.module.resourceURL).appending(path: "Reference/archives/\(name)").path
  }

  @Test(
    "what NumPy and safetensors write is read, every type with the ends of its range",
    arguments: ["stored.npz", "deflated.npz", "tensors.safetensors"])
  func types(_ name: String) throws {
    let arrays = try StoredArrays(path: Self.file(name)).arrays
    #expect(Set(arrays.map(\.name)) == Set(Self.types.map(\.name)))
    for array in arrays {
      let numbers = try array.numbers()
      let type = try #require(Self.types.first { $0.name == array.name }?.type)
      #expect(numbers.form == ArrayForm(type: type, shape: [2, 3]))
      #expect(try numbers.ordered(0..<6) == Self.expected(type), "\(array.name)")
    }
  }

  @Test("the other orders of bytes and of memory, an array without dimensions, and an empty one")
  func orders() throws {
    let arrays = try StoredArrays(path: Self.file("others.npz")).arrays
    #expect(arrays.count == Self.types.count + 2)
    for array in arrays {
      let numbers = try array.numbers()
      switch array.name {
      case "scalar":
        #expect(numbers.form == ArrayForm(type: .float64, shape: []))
        #expect(try numbers.ordered(0..<1) == [NumberType.float64.ordered(number: 2.385)])
      case "empty": #expect(numbers.form == ArrayForm(type: .int16, shape: [3, 0, 2]))
      default:
        let type = try #require(Self.types.first { "big.\($0.name)" == array.name }?.type)
        #expect(
          numbers.form
            == ArrayForm(
              type: type, shape: [2, 3], isFortranOrder: true, isBigEndian: type.byteCount > 1))
        let expected = Self.expected(type)
        #expect(try numbers.ordered(0..<6) == [0, 3, 1, 4, 2, 5].map { expected[$0] })
      }
    }
  }

  /// What is written of arrays, and their numbers.
  private static func written(
    _ arrays: [(name: String, form: ArrayForm)], _ format: ArrayFileFormat
  ) throws -> (bytes: [UInt8], numbers: [[Int64]]) {
    var bytes: [UInt8] = []
    var numbers: [[Int64]] = []
    var writer = try ArrayFileWriter(format, arrays: arrays, path: "x") { bytes += $0 }
    for array in arrays {
      let count = array.form.count
      let cycle = expected(array.form.type)
      numbers.append((0..<count).map { cycle[$0 % 6] })
      try writer.begin()
      // In two pieces.
      try writer.write(Array(numbers[numbers.count - 1].prefix(count / 3)))
      try writer.write(Array(numbers[numbers.count - 1].dropFirst(count / 3)))
    }
    try writer.finish()
    return (bytes, numbers)
  }

  @Test(
    "what is written is read again", arguments: [ArrayFileFormat.numPyArchive, .safetensors])
  func inverse(_ format: ArrayFileFormat) throws {
    let isArchive = format == .numPyArchive
    let types = NumberType.allCases.filter { !isArchive || $0 != .bfloat16 }
    let arrays = try types.flatMap { type in
      try [[], [0, 3], [7], [2, 3, 5]].map { shape in
        let isBigEndian = isArchive && type.byteCount > 1
        return (
          name: "\(type)-\(shape.count)",
          form: try #require(
            ArrayForm(
              type: type, shape: shape, isFortranOrder: isArchive && shape.count > 2,
              isBigEndian: isBigEndian))
        )
      }
    }
    let (bytes, expected) = try Self.written(arrays, format)
    func stored(_ bytes: [UInt8]) throws -> [StoredArray] {
      try StoredArrays(FileBytes(bytes, path: "x"), format).arrays
    }
    let read = try stored(bytes)
    #expect(Set(read.map(\.name)) == Set(arrays.map(\.name)) && read.count == arrays.count)
    for array in read {
      let index = try #require(arrays.firstIndex { $0.name == array.name })
      let numbers = try array.numbers()
      #expect(numbers.form == arrays[index].form)
      #expect(try numbers.ordered(0..<numbers.form.count) == expected[index])
    }
    // Damage is an error, or another array, but no trap.
    for length in stride(from: 0, to: bytes.count, by: 41) {
      #expect(throws: SampleFileError.self) { try stored(Array(bytes.prefix(length))) }
    }
    for position in stride(from: 0, to: bytes.count, by: 29) {
      for mask: UInt8 in [0x01, 0xff] {
        var other = bytes
        other[position] ^= mask
        guard let arrays = try? stored(other) else { continue }
        for array in arrays {
          guard let numbers = try? array.numbers() else { continue }
          #expect(numbers.form.byteCount <= bytes.count)
          _ = try numbers.ordered(0..<numbers.form.count)
        }
      }
    }
  }

  @Test("a compressed file that claims more than its data can give, or than is read, is refused")
  func bombs() throws {
    let original = try [UInt8](Data(contentsOf: URL(filePath: Self.file("deflated.npz"))))
    // The size in the last line of the directory.
    let line = try #require(
      original.indices.dropLast(4).last { original[$0..<$0 + 4].elementsEqual([0x50, 0x4b, 1, 2]) })
    for size: UInt32 in [1 << 20, 0xffff_fffe] {
      var other = original
      for position in 0..<4 {
        other[line + 24 + position] = UInt8(truncatingIfNeeded: size >> UInt32(8 * position))
      }
      let arrays = try StoredArrays(FileBytes(other, path: "x"), .numPyArchive).arrays
      let last = try #require(arrays.last)
      let error = try #require(throws: SampleFileError.self) { try last.numbers() }
      #expect("\(error)".contains("more than its data can give"))
    }
  }

  @Test("formats refuse what they do not hold")
  func refusals() throws {
    let plain = try #require(ArrayForm(type: .float32, shape: [2, 3]))
    let fortran = try #require(ArrayForm(type: .float32, shape: [2, 3], isFortranOrder: true))
    for format in [ArrayFileFormat.numPy, .raw, .single, .commaSeparated] {
      #expect(throws: Diagnosis.self) {
        try ArrayFileWriter(format, arrays: [("a", plain), ("b", plain)], path: "x") { _ in }
      }
    }
    #expect(throws: Diagnosis.self) {
      try ArrayFileWriter(.safetensors, arrays: [("a", fortran)], path: "x") { _ in }
    }
  }

  @Test("columns keep what is not finite, and large numbers")
  func columns() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "a.csv").path
    try Data("t,x\n1,nan\n2,-inf\n3,1e300\n4,0.1\n".utf8).write(to: URL(filePath: path))
    let numbers = try StoredArrays(path: path, column: "x").arrays[0].numbers()
    let type = NumberType.float64
    #expect(numbers.form == ArrayForm(type: type, shape: [4]))
    let read = try numbers.ordered(0..<4).map { type.number(ordered: $0) }
    #expect(read[0].isNaN && Array(read[1...]) == [-.infinity, 1e300, 0.1])
    try Data("1\n1e400\n".utf8).write(to: URL(filePath: path))
    #expect(throws: SampleFileError.self) { try StoredArrays(path: path) }
  }
}
