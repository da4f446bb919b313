import Foundation
import RDPixelCoding
import Testing

/// Streams that any build on any machine must decode and write: `scripts/pinned-pixels` decodes them in builds of other optimisation levels.
@Suite("Pinned streams of the pixel mixer")
struct PinnedStreamTests {
  static let pictures = [
    "grey": TestPicture(.photograph, height: 29, width: 37),
    "colour": TestPicture(.photograph, height: 22, width: 25, channels: 3),
    "grey-16": TestPicture(.photograph, height: 21, width: 23, bitDepth: 16),
    "colour-alpha-12": TestPicture(
      .photograph, height: 13, width: 14, channels: 4, bitDepth: 12),
    "text": TestPicture(.text, height: 30, width: 33, bitDepth: 1),
  ]

  private static func address(_ name: String) throws -> URL {
    try #require(Bundle.module.resourceURL).appending(path: "Reference/\(name).rdl")
  }

  @Test("are decoded and written byte for byte", arguments: pictures.keys.sorted())
  func pinned(_ name: String) throws {
    let picture = try #require(Self.pictures[name])
    let file = PixelMixer.encode(picture.samples, shape: picture.shape, bitDepth: picture.bitDepth)
    if ProcessInfo.processInfo.environment["RDTOOL_UPDATE_GOLDENS"] != nil {
      let source = URL(filePath: #filePath).deletingLastPathComponent()
      try Data(file).write(to: source.appending(path: "Reference/\(name).rdl"))
      return
    }
    let pinned = Array(try Data(contentsOf: Self.address(name)))
    #expect(file == pinned)
    #expect(try PixelMixer.decode(pinned, sampleLimit: 1 << 20).samples == picture.samples)
  }
}
