import Foundation
import RDArrayFiles
import RDCore
import Testing

@Suite("Arrays from files")
struct ArrayFileTests {
  /// Writes a file of that content and hands its path over.
  private func withFile<Value>(
    _ content: Data, name: String, _ body: (String) throws -> Value
  ) throws -> Value {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID())-\(name)")
    try content.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file.path)
  }

  private func numbers(of array: ArrayFile) throws -> [Double] {
    var reader = try array.makeReader()
    var numbers: [Double] = []
    while let piece = try reader.next() { numbers += piece }
    #expect(reader.count == numbers.count)
    return numbers
  }

  private func message(
    _ content: Data, name: String = "a.npy", column: String? = nil
  ) throws -> String {
    try withFile(content, name: name) { path in
      do {
        let array = try ArrayFile(path: path, column: column)
        return "\(try numbers(of: array).count) numbers"
      } catch {
        return "\(error)".replacing(path, with: "FILE")
      }
    }
  }

  private func numPy(
    _ element: NumberType, _ shape: [Int], _ numbers: [Double], isFortranOrder: Bool = false
  ) -> Data {
    let form = ArrayForm(type: element, shape: shape, isFortranOrder: isFortranOrder)
    return Data((form?.numPyStart ?? []) + element.bytes(of: numbers))
  }

  @Test("an array that was written is read again, of any shape and kind")
  func inverse() throws {
    for element in [NumberType.float32, .float64] {
      for shape in [[], [0], [7], [1, 5], [3, 4], [2, 0, 3], [2, 3, 4, 5], [300_000]] {
        for isFortranOrder in [false, true] {
          let count = shape.reduce(1, *)
          let values = (0..<count).map { element.rounded(-0.71 + 2.385 * Double($0 % 1013)) }
          let content = numPy(element, shape, values, isFortranOrder: isFortranOrder)
          #expect((content.count - count * element.byteCount).isMultiple(of: 64))
          try withFile(content, name: "array") { path in
            // Known by its first bytes, whatever its name.
            #expect(ArrayFile.isArray(path))
            let array = try ArrayFile(path: path)
            let form = try #require(array.statedForm)
            #expect(form.shape == shape && form.type == element && form.count == count)
            #expect(form.isFortranOrder == isFortranOrder)
            // It can be read as often as one likes.
            for _ in 0..<2 {
              let read = try numbers(of: array)
              #expect(read == values)
            }
          }
        }
      }
    }
  }

  @Test("the start of a file is what NumPy writes")
  func start() {
    let start = ArrayForm(type: .float32, shape: [3])?.numPyStart
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }"
    let padding = String(repeating: " ", count: 118 - text.utf8.count - 1)
    #expect(
      start == [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array((text + padding + "\n").utf8))
  }

  @Test("raw numbers, numbers of the other order of bytes, and columns")
  func others() throws {
    let values = [1.5, -0.25, 3e38]
    try withFile(Data(NumberType.float32.bytes(of: values)), name: "a.F32") { path in
      let array = try ArrayFile(path: path)
      let form = try array.form(count: 3)
      #expect(array.statedForm == nil && form == ArrayForm(type: .float32, shape: [3]))
      let read = try numbers(of: array)
      #expect(read == values.map { Double(Float($0)) })
    }
    let text = "{'descr': '>f8', 'fortran_order': False, 'shape': (2,), }\n"
    var big = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.utf8.count), 0])
    big += Data(text.utf8)
    for value in [2.385, -1e100] {
      withUnsafeBytes(of: value.bitPattern.bigEndian) { big.append(contentsOf: $0) }
    }
    try withFile(big, name: "a.npy") { path in
      let read = try numbers(of: ArrayFile(path: path))
      #expect(read == [2.385, -1e100])
    }
    let rows = (0..<40_000).map { "\($0),\(Double($0) * 0.5)\n" }.joined()
    try withFile(Data(("n,x\n" + rows).utf8), name: "a.csv") { path in
      let read = try numbers(of: ArrayFile(path: path, column: "x"))
      #expect(read == (0..<40_000).map { Double($0) * 0.5 })
    }
    #expect(NumberType.float32.rounded(1e300) == Double(Float.greatestFiniteMagnitude))
  }

  @Test("what cannot be used is reported with its location")
  func damage() throws {
    var bad = [Double](repeating: 1, count: 12)
    bad[7] = .nan
    #expect(try message(numPy(.float32, [12], bad)).contains("element 7 is nan"))
    #expect(try message(numPy(.float64, [3, 4], bad)).contains("element (1, 3) is nan"))
    #expect(
      try message(numPy(.float64, [3, 4], bad, isFortranOrder: true)).contains(
        "element (1, 2) is nan"))
    bad[7] = -.infinity
    #expect(try message(numPy(.float64, [12], bad)).contains("element 7 is -inf"))
    bad[7] = 1e200
    #expect(try message(numPy(.float64, [12], bad)).contains("not between -1e150 and 1e150"))
    let good = numPy(.float32, [5], [1, 2, 3, 4, 5])
    #expect(try message(good.dropLast(4)).contains("should hold 5 numbers, but holds 4"))
    #expect(try message(good.dropLast(3)).contains("not a multiple of the 4"))
    #expect(try message(good + good.suffix(4)).contains("should hold 5 numbers, but holds more"))
    #expect(try message(good.prefix(40)).contains("ends early"))
    #expect(try message(Data()).contains("ends early"))
    #expect(try message(Data("P5\n2 2\n".utf8)).contains("does not begin like one of NumPy's"))
    #expect(try message(good, column: "1").contains("--column names a column of a CSV file"))
    #expect(try message(Data([0, 0, 0x80]), name: "a.f32").contains("not a multiple of the 4"))
    #expect(try message(Data("1\nnan\n".utf8), name: "a.csv").contains("line 2, column 1"))
    let whole = String(decoding: good.prefix(128), as: Unicode.ASCII.self)
    for (from, to, words) in [
      ("'<f4'", "'<i4'", "of type <i4"), ("(5,)", "(9999999999999999999,)", "dictionary"),
      ("(5,), }     ", "(99999999999,", "dictionary"),
      ("(5,), }          ", "(8000000000000,),}", "at most"),
    ] {
      var header = [UInt8](good.prefix(128))
      let changed = whole.replacing(from, with: to)
      header.replaceSubrange(
        10..<128,
        with: Array(changed.unicodeScalars.dropFirst(10).prefix(118).map { UInt8($0.value) }))
      #expect(try message(Data(header) + good.suffix(20)).contains(words), "\(to)")
    }
  }
}
