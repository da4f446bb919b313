import RDCore
import RDImages
import ReferenceTables
import Testing

@Suite("Damaged picture files")
struct DamagedFileTests {
  /// Files of each format, small enough that all their cuts can be tried.
  static func files() throws -> [[UInt8]] {
    var files = [Array("P2 3 2 100 0 50 100 1 99 2 ".utf8)]
    files.append(
      try ImageFile.encode(ImageFileTests.noise(channels: 3, bitDepth: 11), for: "a.ppm"))
    if ImageFile.canRead("PNG") {
      for (channels, bitDepth) in [(1, 2), (3, 8), (4, 16), (2, 5)] {
        files.append(
          try ImageFile.encode(
            ImageFileTests.noise(channels: channels, bitDepth: bitDepth), for: "a.png"))
      }
    }
    if ImageFile.canRead("JPEG") {
      files += PictureFixture.all.filter { $0.name.contains("jpeg") }.map(\.bytes)
    }
    return files
  }

  @Test("a cut file gives an error, or the whole picture if only what follows it is lost")
  func cuts() throws {
    for file in try Self.files() {
      let whole = try ImageFile.decode(file, name: "whole")
      for length in 0..<file.count {
        let image = try? ImageFile.decode(Array(file[..<length]), name: "cut")
        #expect(image == nil || image == whole && length >= file.count - 12)
      }
    }
  }

  @Test(
    "what all samples are there of is read, with a word about what is wrong",
    .enabled(if: ImageFile.canRead("PNG") && ImageFile.canRead("JPEG")))
  func wholeSamples() throws {
    let picture = ImageFileTests.noise(channels: 3, bitDepth: 8)
    let png = try ImageFile.encode(picture, for: "a.png")
    func warnings(_ file: [UInt8], _ expected: Image) throws -> String {
      let read = try ImageFile.picture(file, name: "x")
      #expect(read.image == expected)
      return read.warnings.joined(separator: "; ")
    }
    func chunk(_ name: String, _ data: [UInt8], isRight: Bool) -> [UInt8] {
      let body = Array(name.utf8) + data
      let checksum = isRight ? crc32(body[...]) : 7
      return [0, 0, 0, UInt8(data.count)] + body
        + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: checksum >> $0) }
    }
    func inserted(_ chunk: [UInt8]) -> [UInt8] { Array(png[..<33]) + chunk + png[33...] }
    #expect(
      try warnings(inserted(chunk("gAMA", [0, 0, 177, 143], isRight: false)), picture)
        .contains("wrong checksums are left out: gAMA"))
    #expect(try warnings(Array(png.dropLast(12)), picture).contains("last chunk is missing"))
    let jpeg = try #require(PictureFixture.all.first { $0.name == "jpeg" })
    let whole = try ImageFile.decode(jpeg.bytes, name: "x")
    #expect(try warnings(Array(jpeg.bytes.dropLast(2)), whole).contains("end marker is missing"))
    for (file, words) in [
      (inserted(chunk("ABCD", [1], isRight: true)), "'ABCD' that is needed"),
      (inserted(chunk("tRNS", [0, 1, 0, 2, 0, 3], isRight: false)), "checksum"),
    ] {
      let error = #expect(throws: ImageFileError.self) { try ImageFile.decode(file, name: "x") }
      let text = error?.description ?? ""
      #expect(text.contains(words) && !text.contains("non-recoverable"), "\(text)")
    }
  }

  @Test("flipped bits give a picture or an error, and in PNG files never another picture")
  func flips() throws {
    var random = RandomStream(seed: SeedPath(root: 11))
    for file in try Self.files() {
      let whole = try ImageFile.decode(file, name: "whole")
      var acceptedCount = 0
      for _ in 0..<1000 {
        var damaged = file
        let position = random.next(below: file.count)
        damaged[position] ^= 1 << UInt8(random.next(below: 8))
        if let image = try? ImageFile.decode(damaged, name: "flipped") {
          if image != whole { acceptedCount += 1 }
        }
      }
      // Every chunk that matters has a checksum.
      if file[0] == 0x89 { #expect(acceptedCount == 0) }
    }
  }

  @Test("random bytes after a signature give an error, not a crash")
  func noise() throws {
    var random = RandomStream(seed: SeedPath(root: 12))
    for file in try Self.files() {
      for _ in 0..<300 {
        let kept = random.next(below: min(40, file.count)) + 1
        let bytes =
          file[..<kept] + (0..<random.next(below: 200)).map { _ in UInt8(random.next(below: 256)) }
        _ = try? ImageFile.decode(Array(bytes), name: "noise")
      }
    }
  }

  @Test(
    "a small file that claims a huge picture is refused before memory is taken",
    .enabled(if: ImageFile.canRead("PNG"), "libspng is not installed"))
  func claims() throws {
    // Width and height of 30,000 in the header of a picture of 13 by 7, with its checksum.
    var bytes = try ImageFile.encode(ImageFileTests.noise(channels: 3, bitDepth: 8), for: "a.png")
    bytes.replaceSubrange(16..<24, with: [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30])
    let checksum = crc32(bytes[12..<29])
    bytes.replaceSubrange(
      29..<33, with: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: checksum >> $0) })
    #expect(
      throws: ImageFileError.tooLarge(path: "bomb", height: 30000, width: 30000, channels: 3)
    ) { try ImageFile.decode(bytes, name: "bomb") }
  }
}
