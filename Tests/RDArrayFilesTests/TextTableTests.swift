import Foundation
import RDArrayFiles
import RDCore
import Testing

@Suite("Tables of text")
struct TextTableTests {
  private func samples(
    _ content: String, column: String? = nil, _ change: (inout TextTableSyntax) -> Void = { _ in }
  ) throws -> [Double] {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try Data(content.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var syntax = TextTableSyntax()
    change(&syntax)
    return try SampleFile(path: file.path, column: column, syntax: syntax).samples
  }

  private func message(
    _ content: String, column: String? = nil, _ change: (inout TextTableSyntax) -> Void = { _ in }
  ) -> String {
    do {
      return "read \(try samples(content, column: column, change))"
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "the delimiter is found",
    arguments: [
      "x,y\n1.5,2\n3,4\n", "x;y\n1.5;2\n3;4\n", "x\ty\n1.5\t2\n3\t4\n", "x y\n1.5  2\n  3 \t 4\n",
      "1.5 2\n3 4", "# written by numpy\n1.5 2 # first\n\n# half\n3 4\n", "\"x;,\";y\n1.5;2\n3;4\n",
      "x\ty\n1,5\t2,0\n3\t4\n",
    ])
  func delimiters(_ content: String) throws {
    #expect(try samples(content, column: "1") == [1.5, 3])
    #expect(try samples(content, column: "2") == [2, 4])
  }

  @Test("decimal commas, comments, skipped rows and a delimiter that are said")
  func stated() throws {
    let german = "Zeit;Wert\n0;1,5\n1;-2,25e1\n"
    #expect(try samples(german, column: "Wert") { $0.hasDecimalComma = true } == [1.5, -22.5])
    #expect(message("0;1.5\n1;2\n", column: "2") { $0.hasDecimalComma = true }.contains("line 1"))
    #expect(message("1,5\n2,5\n").contains("2 columns"))
    #expect(
      try samples("made by a device\n\n% x\n1|2\n3|4\n", column: "2") {
        $0.skippedLines = 1
        $0.comment = "%"
        $0.delimiter = .character(UInt8(ascii: "|"))
      } == [2, 4])
    #expect(message("#1\n2\n3\n") { $0.comment = nil }.contains("read [2.0, 3.0]"))
  }

  @Test("a header of numbers is found by a column's name, asked for, or said")
  func numericHeaders() throws {
    let years = "2020,2021\n0,7\n1,3\n"
    #expect(try samples(years, column: "2021") { $0.hasHeader = true } == [7, 3])
    #expect(try samples(years, column: "2") { $0.hasHeader = false } == [2021, 7, 3])
    let precise = "0.18905338179353307,-0.5227484414807474,-0.41306354339189344\n"
    let counts = "158,59,756\n746,391,866\n"
    for content in [
      years, "0,1,2\n0.5,1.5,2.5\n", "400,410,420\n.1,.2,.3\n", "2020\n0.5\n1.5\n",
      "2015,2018,2020\n" + counts, "2020,2020,2021\n" + precise, "443,490,665\n" + precise,
      "400.0,410.0,420.0\n" + precise, "400,410,420\n" + counts, "1,2,3\n" + counts,
      "532\n0.189\n-2.44\n", "0\n0.18905338179353307\n-2.4414673826398556\n",
      "400,410,420\n0,0.5,0.25\n" + precise,
    ] {
      #expect(message(content, column: "1").contains("--header yes or --header no"), "\(content)")
    }
    // Rows of integers like the others, and the first numbers of a series, are numbers.
    for content in [
      "1,2,3\n4,5,6\n", "0\n0.5\n", "5,3\n1,2\n", "0,0.5\n1,1.5\n", "1999\n2000\n",
      "0,0\n0.1,0.0998\n0.2,0.198\n", "1,0\n0.99,-0.1\n0.98,-0.2\n", "12,7,9\n3,8,1\n4,5,11\n",
    ] {
      #expect(message(content, column: "1").contains("read ["), "\(content)")
    }
    // Quoted names of columns whose numbers are not.
    #expect(try samples("\"443\",\"490\"\n1,2\n3,4\n", column: "490") == [2, 4])
    // An index without a name, as pandas writes it.
    #expect(try samples(",0,1\n0,0.5,1.5\n1,2.5,3.5\n", column: "0") == [0.5, 2.5])
    #expect(message("1,2\n3,4\n", column: "a").contains("--header yes"))
  }

  @Test("a name of several columns is refused")
  func ambiguousNames() throws {
    #expect(message("a,a\n0,100\n1,101\n", column: "a").contains("numbers 1, 2"))
    #expect(try samples("a,a\n0,100\n1,101\n", column: "2") == [100, 101])
    // A name goes before a number.
    #expect(try samples("2,x\n0,100\n1,101\n", column: "2") { $0.hasHeader = true } == [0, 1])
  }

  @Test(
    "what only looks like a number is refused with its line",
    arguments: ["2.\0" + "5", "0x10", "1_000", "1e", "٣", "1 2 x", "1e5f"])
  func notNumbers(_ text: String) {
    #expect(message("1.0\n\(text)\n3\n").contains("line 2, column 1"))
  }

  @Test("a damaged number in the first row is not taken for a name")
  func damagedFirstRow() {
    for content in ["0x10\n1\n2\n", "1.5.2,3x\n1,2\n", "-7%\n1\n2\n"] {
      #expect(message(content, column: "1").contains("--header yes or --header no"), "\(content)")
    }
  }

  @Test("text in UTF-16 is named")
  func utf16() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try Data([0xff, 0xfe, 0x31, 0, 0x0a, 0]).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(throws: SampleFileError.otherEncoding(path: file.path)) {
      try SampleFile(path: file.path)
    }
  }
}
