import Foundation
import RDCore
import RDSources
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

  @Test("each damage is named with its place")
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
}
