import RDCore
import RDPixelCoding
import Testing

@Suite("Pixel mixer")
struct PixelMixerTests {
  private static let sampleLimit = 1 << 20

  private static func encode(_ picture: TestPicture) -> [UInt8] {
    PixelMixer.encode(picture.samples, shape: picture.shape, bitDepth: picture.bitDepth)
  }

  private static func bitsPerSample(_ picture: TestPicture) -> Double {
    Double(8 * encode(picture).count) / Double(picture.samples.count)
  }

  static let pictures: [TestPicture] =
    [(1, 1), (1, 23), (19, 1), (2, 2), (17, 29)].flatMap { height, width in
      [(1, 8), (3, 8), (1, 16), (4, 10)].map { channels, bitDepth in
        TestPicture(
          .photograph, height: height, width: width, channels: channels, bitDepth: bitDepth)
      }
    }
    + TestPicture.Kind.allCases.flatMap { kind in
      [(1, 1), (1, 8), (2, 12), (3, 16)].map { channels, bitDepth in
        TestPicture(kind, height: 21, width: 26, channels: channels, bitDepth: bitDepth)
      }
    }

  @Test("decodes what it encoded", arguments: pictures)
  func roundTrip(_ picture: TestPicture) throws {
    let decoded = try PixelMixer.decode(Self.encode(picture), sampleLimit: Self.sampleLimit)
    #expect(decoded.samples == picture.samples)
    #expect(decoded.shape == picture.shape)
    #expect(decoded.bitDepth == picture.bitDepth)
  }

  @Test("comes near the entropy of noise, and codes what is regular in almost nothing")
  func rates() {
    // Eight bits, and the little that learning costs.
    #expect(Self.bitsPerSample(TestPicture(.noise, height: 64, width: 64)) < 8.3)
    #expect(Self.bitsPerSample(TestPicture(.constant, height: 64, width: 64)) < 0.1)
    #expect(Self.bitsPerSample(TestPicture(.text, height: 64, width: 64)) < 0.35)
    // The grain has 3.3 bits per sample for each channel alone, and channels share most of it.
    #expect(Self.bitsPerSample(TestPicture(.photograph, height: 64, width: 64)) < 3.9)
    #expect(Self.bitsPerSample(TestPicture(.photograph, height: 64, width: 64, channels: 3)) < 2.9)
  }

  @Test("refuses every beginning of a file, and every file with a byte changed or added")
  func damage() {
    let file = Self.encode(TestPicture(.photograph, height: 9, width: 11, channels: 3))
    func isRefused(_ bytes: [UInt8]) -> Bool {
      (try? PixelMixer.decode(bytes, sampleLimit: Self.sampleLimit)) == nil
    }
    for count in 0..<file.count { #expect(isRefused(Array(file[..<count])), "\(count) bytes") }
    for index in file.indices {
      var altered = file
      altered[index] ^= 1 << (index % 8)
      #expect(isRefused(altered), "byte \(index)")
    }
    #expect(isRefused(file + [0]))
  }

  @Test("refuses a picture that is too large for the caller or for the file")
  func claims() {
    func header(width: Int, height: Int) -> [UInt8] {
      var writer = BinaryWriter(PixelMixer.magic + [1, 7])
      writer.appendVarint(width)
      writer.appendVarint(height)
      return writer.bytes + [UInt8](repeating: 0, count: 12)
    }
    #expect(throws: PixelMixerError.tooLarge(height: 1024, width: 1025, channels: 1)) {
      try PixelMixer.decode(header(width: 1025, height: 1024), sampleLimit: Self.sampleLimit)
    }
    #expect(throws: PixelMixerError.damaged(reason: "it is too short for 60000x60000 pixels")) {
      try PixelMixer.decode(header(width: 60_000, height: 60_000), sampleLimit: .max)
    }
    #expect(throws: PixelMixerError.damaged(reason: "its samples do not end where it ends")) {
      try PixelMixer.decode(header(width: 64, height: 64), sampleLimit: Self.sampleLimit)
    }
  }
}
