import RDCore
import RDImages
import Testing

@Suite("Picture files")
struct ImageFileTests {
  /// A picture of random samples, odd in size.
  static func noise(channels: Int, bitDepth: Int, height: Int = 7, width: Int = 13) -> Image {
    let shape = ImageShape(height: height, width: width, channels: channels)
    var random = RandomStream(seed: SeedPath(root: 7)["channels", channels]["bits", bitDepth])
    let samples = (0..<shape.elementCount).map { _ in UInt16(random.next(below: 1 << bitDepth)) }
    return Image(shape: shape, bitDepth: bitDepth, samples: samples)
  }

  @Test(
    "PNG keeps every depth and kind of sample",
    .enabled(if: ImageFile.canRead("PNG"), "libspng is not installed"), arguments: 1...4, 1...16)
  func pngRoundTrip(channels: Int, bitDepth: Int) throws {
    let image = Self.noise(channels: channels, bitDepth: bitDepth)
    let bytes = try ImageFile.encode(image, for: "a.png")
    let decoded = try ImageFile.decode(bytes, name: "a.png")
    #expect(decoded == image)
  }

  @Test("portable maps keep every depth", arguments: [1, 3], 1...16)
  func portableMapRoundTrip(channels: Int, bitDepth: Int) throws {
    let image = Self.noise(channels: channels, bitDepth: bitDepth)
    let bytes = try ImageFile.encode(image, for: "A.PNM")
    let decoded = try ImageFile.decode(bytes, name: "a.jpg")
    #expect(decoded == image)
  }

  @Test("portable maps in text may have comments, and values that are scaled")
  func portableMapText() throws {
    let text = "P2 # a comment\n3\t2\n# another\n100\n0 50 100\n1 99 2"
    let image = try ImageFile.decode(Array(text.utf8), name: "a")
    #expect(image.shape == ImageShape(height: 2, width: 3, channels: 1))
    #expect(image.bitDepth == 7)
    // round(v * 127 / 100), by hand.
    #expect(image.samples == [0, 64, 127, 1, 126, 3])
    let colour = try ImageFile.decode(Array("P3 1 1 255 7 8 9".utf8), name: "a")
    #expect(colour.samples == [7, 8, 9])
  }

  @Test("files of another writer are what it says", arguments: PictureFixture.all.map(\.name))
  func otherWriters(_ name: String) throws {
    let fixture = try #require(PictureFixture.all.first { $0.name == name })
    guard ImageFile.canRead(name.contains("jpeg") ? "JPEG" : "PNG") else { return }
    let image = try ImageFile.decode(fixture.bytes, name: name)
    #expect(image == fixture.image)
  }

  @Test(
    "a file that cannot be a picture says why",
    arguments: [
      ("", "begins like no picture"), ("picture", "begins like no picture"),
      ("P5", "not whole"), ("P5 0 4 255\n", "it has no pixel"),
      ("P5 4 4 0\n0000", "largest value is 0"), ("P5 4 4 65536\n", "above 65535"),
      ("P5 4 4 255\n000", "16 samples are said to follow"),
      ("P2 2 1 7 8 1", "above 7"), ("P2 2 1 255 1 x", "a sample is missing"),
      ("P6 99999999999 1 255\n", "above 2147483647"),
      ("P6 2000000000 2000000000 255\n", "more than 268435456 samples"),
      ("P5 1 1 100\nz", "above the largest value 100"),
    ])
  func refusals(_ text: String, _ reason: String) {
    let error = #expect(throws: ImageFileError.self) {
      try ImageFile.decode(Array(text.utf8), name: "x.png")
    }
    #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    #expect(error?.failureClass == .badData)
  }

  @Test("what a format cannot hold is refused before anything is written")
  func unwritable() {
    let grey = Self.noise(channels: 1, bitDepth: 8)
    let alpha = Self.noise(channels: 4, bitDepth: 8)
    for (image, path, reason) in [
      (alpha, "a.ppm", "write a PNG"), (grey, "a.ppm", ".pgm"), (grey, "a.gif", ".png"),
      (grey, "png", ".png"), (grey, "a.jpg", "which format"),
    ] {
      let error = #expect(throws: ImageFileError.self) { try ImageFile.encode(image, for: path) }
      #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }
  }

  @Test("a missing file is missing")
  func missing() {
    let error = #expect(throws: ImageFileError.self) { try ImageFile.read("/nowhere/a.png") }
    #expect(error?.failureClass == .missing)
  }
}
