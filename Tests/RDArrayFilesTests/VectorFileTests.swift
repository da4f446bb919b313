import Foundation
import RDArrayFiles
import RDCore
import Testing

@Suite("Points from files")
struct VectorFileTests {
  private func read(
    _ content: Data, ending: String = "csv", labels: String? = nil
  ) throws -> VectorFile {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).\(ending)")
    try content.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try VectorFile(path: file.path, labelColumn: labels)
  }

  private func read(_ content: String, labels: String? = nil) throws -> VectorFile {
    try read(Data(content.utf8), labels: labels)
  }

  private func message(_ content: String, labels: String? = nil) -> String {
    do {
      return "read \(try read(content, labels: labels).numbers.count) numbers"
    } catch {
      return "\(error)"
    }
  }

  /// An array of NumPy, of single precision.
  private func numPy(_ shape: String, _ numbers: [Float]) -> Data {
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }"
    header += String(repeating: " ", count: 117 - header.count) + "\n"
    var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0]) + Data(header.utf8)
    for number in numbers {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    return data
  }

  @Test("with and without header and labels")
  func wellFormed() throws {
    let plain = try read("1,2.5\n-3e-2,4\n7,8")
    #expect(plain.numbers == [1, 2.5, -0.03, 4, 7, 8] && plain.columnCount == 2)
    #expect(plain.labels == nil)
    #expect(try read("a,b\n1,2\n").numbers == [1, 2])
    // A first line with text in the labels' column only is a point.
    for (content, column) in [
      ("cat,1,2\ndog,3,4\n", "1"), ("kind,1,2\ncat,1,2\ndog,3,4\n", "kind"),
      ("x,kind,y\n1,cat,2\n3,dog,4\n", "kind"), ("x,kind,y\n1,cat,2\n3,dog,4\n", "2"),
    ] {
      let file = try read(content, labels: column)
      #expect(file.numbers == [1, 2, 3, 4] && file.columnCount == 2)
      #expect(file.labels == ["cat", "dog"])
    }
  }

  @Test("arrays of two dimensions")
  func arrays() throws {
    let array = numPy("(2, 3)", [1, 7, 2.5, 3, 8, -4])
    let all = try read(array, ending: "npy")
    #expect(all.numbers == [1, 7, 2.5, 3, 8, -4] && all.columnCount == 3)
    let labelled = try read(array, ending: "NPY", labels: "2")
    #expect(labelled.numbers == [1, 2.5, 3, -4] && labelled.labels == ["7", "8"])
    // One row is one point here.
    #expect(try read(numPy("(1, 3)", [1, 2, 3]), ending: "npy").columnCount == 3)
    #expect(throws: SampleFileError.self) { try read(numPy("(3,)", [1, 2, 3]), ending: "npy") }
    #expect(throws: SampleFileError.self) { try read(numPy("(2, 3)", [1, 2]), ending: "npy") }
    #expect(throws: SampleFileError.self) {
      try read(numPy("(2, 1)", [1, .nan]), ending: "npy")
    }
  }

  @Test("each damage is reported with its location")
  func damaged() {
    #expect(message("").contains("no row of numbers. Give one point a line"))
    #expect(message("a,b\n").contains("no row of numbers"))
    #expect(message("1\n2\n", labels: "1").contains("no row of numbers"))
    // Not a header, which has no numbers.
    #expect(message("1,,3\n4,5,6\n").contains("line 1, column 2"))
    #expect(message("1,2\n3,x\n").contains("line 2, column 2: 'x' is not a number"))
    #expect(message("1,2\n3\n").contains("the row has 1 fields where the first one has 2"))
    #expect(message("a,b\n1,2\n3,1e151\n").contains("line 3, column 2: '1e151' is not between"))
    #expect(message("a,b\n1,2\n", labels: "c").contains("no column 'c'"))
    #expect(message("a,b\n1,2\n", labels: "3").contains("no column '3'"))
  }
}
