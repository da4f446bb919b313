import Foundation
import RDArrayFiles
import RDCore
import Testing

@Suite("Samples from files")
struct SampleFileTests {
  /// Reads a file of that content.
  private func read(_ content: String, column: String? = nil) throws -> [Double] {
    try read(Data(content.utf8), column: column)
  }

  private func read(_ content: Data, column: String? = nil) throws -> [Double] {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try content.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try SampleFile(path: file.path, column: column).samples
  }

  /// The error a file's content gives, with its path taken out of the message.
  private func message(_ content: String, column: String? = nil) -> String {
    do {
      return "read \(try read(content, column: column).count) numbers"
    } catch {
      return "\(error)"
    }
  }

  @Test("columns with and without header, with quotes, blanks, CR LF and a byte order mark")
  func wellFormed() throws {
    #expect(try read("1\n2.5\n-3e-2\n") == [1, 2.5, -0.03])
    #expect(try read("1\n\n2") == [1, 2])
    #expect(try read("value\r\n1\r\n2\r\n") == [1, 2])
    #expect(try read("\u{feff}1\n2\n") == [1, 2])
    #expect(try read("a,b\n1,2\n3,4\n", column: "b") == [2, 4])
    #expect(try read("a,b\n1,2\n3,4\n", column: "1") == [1, 3])
    #expect(try read("1,2\n3,4\n", column: "2") == [2, 4])
    #expect(try read("\"a, \"\"b\"\"\",c\n\"1\", 2 \n3,4\n", column: "a, \"b\"") == [1, 3])
    #expect(try read("t,x\nnoon,1\nnight,2\n", column: "x") == [1, 2])
  }

  @Test("each damage is reported with its location")
  func damaged() {
    #expect(message("").contains("no row of numbers"))
    #expect(message("value\n").contains("no row of numbers"))
    #expect(message("1\ntwo\n").contains("line 2, column 1: 'two' is not a number"))
    #expect(message("1\nnan\n").contains("line 2, column 1: 'nan' is not a finite number"))
    #expect(message("-inf\n").contains("line 1, column 1: '-inf' is not a finite number"))
    #expect(message("a,b\n1,\n", column: "b").contains("line 2, column 2: the field is empty"))
    #expect(
      message("a,b\n1\n", column: "b").contains(
        "line 2: the row has 1 fields where the first one has 2"))
    #expect(message("a,b\n1,2\n").contains("has 2 columns (a, b)"))
    #expect(message("a\u{1b}[31m,b\n1,2\n").contains("has 2 columns (a\u{fffd}[31m, b)"))
    #expect(message("a,b\n1,2\n", column: "c").contains("no column 'c'"))
    #expect(message("a,b\n1,2\n", column: "0").contains("no column '0'"))
    #expect(message("a,b\n1,2\n", column: "3").contains("no column '3'"))
    #expect(message("1\n\"2\n").contains("line 2: a quoted field"))
    #expect(message("1\n2\n-1e151\n").contains("line 3, column 1: '-1e151' is not between"))
    #expect(message("2\n2\n2\n").contains("holds only the number 2.0, in 3 rows"))
    let long = String(repeating: "1", count: SampleFile.lineLimit + 1)
    #expect(message("1\n" + long).contains("line 2 is longer"))
  }

  @Test("no bytes at all make it crash")
  func noise() {
    var stream = RandomStream(seed: SeedPath(root: 2026)["sample-file", "noise"])
    for _ in 0..<200 {
      let alphabet = Array("0123456789.,-+einf\"\n\r\t \u{0}\u{ff}".utf8)
      let bytes = (0..<stream.next(below: 400)).map { _ in
        alphabet[stream.next(below: alphabet.count)]
      }
      do {
        #expect(try read(Data(bytes), column: "1").allSatisfy(\.isFinite))
      } catch {
        #expect(error is SampleFileError)
      }
    }
  }

  @Test("a missing file and a folder")
  func missing() {
    #expect(throws: SampleFileError.self) { try SampleFile(path: "/nonexistent/samples.csv") }
    #expect(throws: SampleFileError.self) { try SampleFile(path: "/") }
  }

  /// Reads a file of that content, whose name ends with that.
  private func read(_ content: [UInt8], ending: String, column: String? = nil) throws -> [Double] {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).\(ending)")
    try Data(content).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try SampleFile(path: file.path, column: column).samples
  }

  private func message(_ content: [UInt8], ending: String, column: String? = nil) -> String {
    do {
      return "read \(try read(content, ending: ending, column: column).count) numbers"
    } catch {
      return "\(error)"
    }
  }

  private func numPy(_ name: String) throws -> [UInt8] {
    let folder = try #require(Bundle.module.resourceURL).appending(path: "Reference/numpy")
    return try Array(Data(contentsOf: folder.appending(path: "\(name).npy")))
  }

  private static let numPyNames: [String] = {
    let folder = Bundle.module.resourceURL?.appending(path: "Reference/numpy")
    let names = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }
    return (names ?? []).map { String($0.dropLast(4)) }.sorted()
  }()

  private func bytes(_ numbers: [Float]) -> [UInt8] {
    numbers.flatMap { number in (0..<4).map { UInt8(number.bitPattern >> (8 * $0) & 0xff) } }
  }

  @Test("raw numbers of four bytes", arguments: ["f32", "raw", "bin", "F32"])
  func raw(_ ending: String) throws {
    #expect(
      try read(bytes([1.5, -0.71, 2.385]), ending: ending)
        == [1.5, -0.71, 2.385].map { Double(Float($0)) })
    #expect(message([], ending: ending).contains("no row of numbers"))
    #expect(message([1, 2, 3, 4, 5], ending: ending).contains("take 5 bytes"))
    #expect(
      message(bytes([1, 2, .nan]), ending: ending).contains("row 3, column 1: the number is nan"))
    #expect(message(bytes([1, -.infinity]), ending: ending).contains("row 2, column 1"))
    #expect(message(bytes([7, 7]), ending: ending).contains("holds only the number 7.0"))
    #expect(message(bytes([1, 2]), ending: ending, column: "2").contains("no column '2'"))
    // More than one piece of the file, with a number across the border.
    let many = (0..<40_000).map { Float($0) }
    #expect(try read(bytes(many), ending: ending) == many.map(Double.init))
  }

  @Test(
    "arrays of NumPy in every type, version and order of bytes",
    arguments: numPyNames.filter { $0.hasPrefix("good") })
  func numPyTypes(_ name: String) throws {
    let sign = name.contains("-u") ? 1.0 : -1
    #expect(try read(try numPy(name), ending: "npy") == [3, 0, 7, 21, 5, 1].map { $0 * sign })
  }

  @Test("a column of a NumPy array")
  func numPyColumns() throws {
    #expect(Self.numPyNames.count { $0.hasPrefix("good") } == 21)
    let table = try numPy("table")
    #expect(try read(table, ending: "npy", column: "2") == [-3, 0, -7, -21, -5, -1])
    #expect(message(table, ending: "npy").contains("has 3 columns (1, 2, 3)"))
    #expect(message(table, ending: "npy", column: "4").contains("no column '4'"))
    // 64 ones and zeros in one row of bytes, which is a sequence, and in two rows, whose columns are not all listed.
    for (shape, rows) in [("(1, 64)", 1), ("(2, 32)", 2)] {
      let header = "{'descr': '|u1', 'fortran_order': False, 'shape': \(shape), }\n"
      let file =
        Array(table[..<8]) + [UInt8(header.utf8.count), 0] + Array(header.utf8)
        + (0..<64).map { UInt8($0 % 2) }
      if rows == 1 {
        #expect(try read(file, ending: "npy") == (0..<64).map { Double($0 % 2) })
        #expect(message(file, ending: "npy", column: "2").contains("holds only the number 1.0"))
      } else {
        #expect(message(file, ending: "npy").contains("has 32 columns (1, 2, "))
      }
    }
    #expect(message(table, ending: "npy", column: "3").contains("holds only the number 0.5"))
  }

  @Test("arrays of NumPy that hold no samples are refused")
  func numPyRefused() throws {
    for (name, reason) in [
      ("bad-fortran", "column by column"), ("bad-half", "type <f2"), ("bad-complex", "type <c8"),
      ("bad-structure", "type a structure"), ("bad-object", "type |O"),
      ("bad-cube", "shape (2, 2, 2)"), ("bad-scalar", "shape ()"),
      ("bad-empty", "no row of numbers"), ("bad-nan", "row 3, column 1: the number is nan"),
    ] {
      let text = message(try numPy(name), ending: "npy", column: name == "bad-fortran" ? "1" : nil)
      #expect(text.contains(reason), "\(name): \(text)")
    }
  }

  @Test("NumPy files that are cut, lengthened or altered anywhere give an error or numbers")
  func numPyDamage() throws {
    let whole = try numPy("table")
    for count in stride(from: 0, to: whole.count, by: 3) {
      #expect(throws: SampleFileError.self) {
        try read(Array(whole[..<count]), ending: "npy", column: "1")
      }
    }
    #expect(
      message(whole + [0, 0, 0, 0], ending: "npy", column: "1").contains(
        "should hold 18 numbers, but holds more"))
    #expect(message(Array(whole.dropLast(4)), ending: "npy", column: "1").contains("but holds 17"))
    var stream = RandomStream(seed: SeedPath(root: 2026)["sample-file", "numpy"])
    for _ in 0..<400 {
      var altered = whole
      for _ in 0...stream.next(below: 3) {
        altered[stream.next(below: whole.count)] = UInt8(stream.next(below: 256))
      }
      do {
        #expect(try read(altered, ending: "npy", column: "1").allSatisfy(\.isFinite))
      } catch {
        #expect(error is SampleFileError)
      }
    }
    // A header that promises more numbers than there is memory for.
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1152921504606846975, 16), }\n"
    let huge = whole[..<8] + [UInt8(header.utf8.count), 0] + Array(header.utf8)
    #expect(message(Array(huge), ending: "npy", column: "1").contains("shape"))
    let long = "{'descr': '<f8', 'fortran_order': False, 'shape': (1152921504606846975,), }\n"
    let hungry =
      whole[..<8] + [UInt8(long.utf8.count), 0] + Array(long.utf8) + Array(repeating: 0, count: 16)
    #expect(message(Array(hungry), ending: "npy").contains("but holds 2"))
  }
}
