import Foundation
import RDFiles
import RDImages
import ReferenceTables
import Testing

/// Files by scripts/oracles/picture_corpus.py.
@Suite("Picture files of every kind")
struct PictureCorpusTests {
  struct Row: CustomTestStringConvertible {
    let fields: [String: String]
    var testDescription: String { fields["name"] ?? "" }

    static let all = ((try? ReferenceTables(in: .module).rows("pictures")) ?? []).map(Row.init)

    func file() throws -> [UInt8] {
      try Array(#require(Data(base64Encoded: fields["file"] ?? "")))
    }
  }

  @Test("there are files of every format")
  func completeness() {
    #expect(
      Set(Row.all.compactMap { $0.fields["format"] }) == Set(ImageFileFormatCatalogue.all.names))
  }

  @Test(
    "a file gives the samples from which it was made, or that another decoder reads, and its warning",
    arguments: Row.all)
  func samples(_ row: Row) throws {
    let file = try row.file()
    let fields = row.fields
    let format = try #require(fields["format"])
    guard ImageFile.canRead(format) else {
      let error = #expect(throws: ImageFileError.self) { try ImageFile.decode(file, name: "x") }
      #expect(error?.description.contains("does without") == true)
      return
    }
    let picture = try ImageFile.picture(file, name: "x")
    let shape = picture.image.shape
    #expect(try Double(shape.height) == fields.number("height"))
    #expect(try Double(shape.width) == fields.number("width"))
    #expect(try Double(shape.channels) == fields.number("channels"))
    #expect(try Double(picture.image.bitDepth) == fields.number("bits"))
    let bytes = picture.image.samples.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(ContentHash(of: bytes).description == fields["sha256"])
    let warning = try #require(fields["warning"])
    if warning.isEmpty {
      #expect(picture.warnings == [])
    } else {
      #expect(picture.warnings.count == 1 && picture.warnings[0].contains(warning))
    }
    // Nothing of another picture's memory may be in it.
    #expect(try ImageFile.decode(file, name: "x") == picture.image)
  }

  @Test(
    "a cut file is an error, or the whole picture if only what follows it is lost",
    arguments: Row.all)
  func cuts(_ row: Row) throws {
    let file = try row.file()
    guard let whole = try? ImageFile.decode(file, name: "whole") else { return }
    // The last number of a text has up to five digits.
    let step = max(1, file.count / 60)
    for length in stride(from: 0, to: file.count - 5, by: step) {
      guard let cut = try? ImageFile.picture(Array(file[..<length]), name: "cut") else { continue }
      // Of a PNG file that ends between chunks, nobody knows what came after the samples.
      #expect(
        cut.image == whole || cut.warnings.contains("its last chunk is missing"),
        "at \(length) of \(file.count)")
    }
  }

  @Test("flipped bits give a picture or an error", arguments: Row.all)
  func flips(_ row: Row) throws {
    let file = try row.file()
    for position in stride(from: 0, to: file.count, by: max(1, file.count / 100)) {
      var damaged = file
      damaged[position] ^= 1 << UInt8(position % 8)
      _ = try? ImageFile.decode(damaged, name: "flipped", sampleLimit: 1 << 20)
    }
  }
}
