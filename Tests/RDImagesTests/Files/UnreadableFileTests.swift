import RDCore
import RDImages
import Testing

@Suite("Pictures that are known, but not read")
struct UnreadableFileTests {
  /// A file of JPEG whose frame is another, in one of its bytes: 0 is the marker's, 3 the precision, 8 the number of channels.
  private func jpeg(_ byte: Int, _ value: UInt8) throws -> [UInt8] {
    var file = try #require(PictureFixture.all.first { $0.name == "jpeg" }).bytes
    let frame = try #require(
      file.indices.dropLast().first { file[$0] == 0xff && file[$0 + 1] == 0xc0 })
    file[frame + 1 + byte] = value
    return file
  }

  private func error(_ file: [UInt8]) -> ImageFileError? {
    #expect(throws: ImageFileError.self) { try ImageFile.decode(file, name: "x") }
  }

  @Test(
    "kinds of JPEG are called by their names",
    .enabled(if: ImageFile.canRead("JPEG"), "libjpeg-turbo is not installed"),
    arguments: [
      (3, 12, "samples of 12 bits"), (0, 0xc3, "lossless JPEG"), (0, 0xc5, "hierarchical"),
      (8, 4, "CMYK"), (8, 2, "2 channels"),
    ] as [(Int, UInt8, String)])
  func kindsOfJPEG(_ byte: Int, _ value: UInt8, _ name: String) throws {
    let text = try error(jpeg(byte, value))?.description ?? ""
    #expect(text.contains(name) && text.contains("convert it, as with"), "\(text)")
    #expect(!text.contains("damaged"))
  }

  @Test(
    "a JPEG file without the end of its code is damaged, whatever its last marker",
    .enabled(if: ImageFile.canRead("JPEG"), "libjpeg-turbo is not installed"))
  func shortScan() throws {
    for fixture in PictureFixture.all where fixture.name.contains("jpeg") {
      let file = Array(fixture.bytes.dropLast(12)) + [0xff, 0xd9]
      #expect(error(file)?.description.contains("damaged") == true, "\(fixture.name)")
    }
  }

  @Test(
    "other formats are called by their names, with what to do",
    arguments: [
      ("\0\0\0\u{18}ftypheic", "HEIF", "heif-convert"), ("PF\n2 1\n-1\n", "PFM", "floating-point"),
      ("#?RADIANCE\n", "Radiance", "floating-point"), ("8BPS", "Photoshop", "magick"),
      ("%PDF-1.7", "PDF", "pdftoppm"), ("qoif", "QOI", "magick"),
      ("\0\0\u{2}\0\0\0\0\0\0\0\0\0S\0=\0", "TGA", "magick"),
      ("\0\0\u{1}\0\u{1}\0\u{10}\u{10}\0\0", "ICO", "magick"),
      ("P7\nWIDTH 1\nHEIGHT 1\nDEPTH 4\nMAXVAL 9\nTUPLTYPE CMYK\nENDHDR\n....", "CMYK", "magick"),
    ])
  func otherFormats(_ text: String, _ name: String, _ remedy: String) {
    let text = error(Array(text.utf8))?.description ?? ""
    #expect(text.contains(name) && text.contains(remedy), "\(text)")
  }

  @Test(
    "a compression that libtiff lacks is not called damage",
    .enabled(if: ImageFile.canRead("TIFF"), "libtiff is not installed"))
  func compressionOfTIFF() throws {
    // One grey pixel: width, height, bits, compression, interpretation, offset and size of the strip, which is the byte 42 of the signature.
    let tags: [(UInt8, UInt8)] = [(0, 1), (1, 1), (2, 8), (6, 1), (17, 2), (23, 1)]
    func file(_ compression: [UInt8]) -> [UInt8] {
      var bytes: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 7, 0]
      for (tag, value) in tags {
        bytes += [tag, 1, 3, 0, 1, 0, 0, 0, value, 0, 0, 0]
        if tag == 2 { bytes += [3, 1, 3, 0, 1, 0, 0, 0] + compression + [0, 0] }
      }
      return bytes + [0, 0, 0, 0]
    }
    #expect(try ImageFile.decode(file([1, 0]), name: "x").samples == [42])
    let text = error(file([0x98, 0x87]))?.description ?? ""
    #expect(text.contains("34712 (JPEG 2000)") && text.contains("convert it"), "\(text)")
  }

  @Test("headers of more samples than the limit are refused")
  func limits() throws {
    func bytes(_ numbers: [Int]) -> [UInt8] {
      numbers.flatMap { [UInt8($0 & 255), UInt8($0 >> 8 & 255), UInt8($0 >> 16 & 255), 0] }
    }
    let bitmap =
      Array("BM".utf8) + bytes([0, 0, 54, 40, 30_000, 30_000, 1 | 24 << 16, 0, 0, 0, 0, 0, 0])
    for file in [
      bitmap, Array("P4 30000 30000\n".utf8), Array("P1 30000 30000\n".utf8),
      Array("P7\nWIDTH 30000\nHEIGHT 30000\nDEPTH 1\nMAXVAL 255\nENDHDR\n".utf8),
    ] {
      guard case .tooLarge = error(file) else {
        Issue.record("\(file.prefix(8)) is not too large")
        continue
      }
    }
  }
}
