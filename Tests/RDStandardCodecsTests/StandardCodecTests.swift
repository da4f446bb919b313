import RDCore
import RDImages
import RDStandardCodecs
import Testing

/// What every codec of the catalogue keeps to, if its library is there.
@Suite("Codecs of others")
struct StandardCodecTests {
  /// A codec and the kinds of image that its format holds.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let channels: [Int]
    let bitDepths: [Int]

    var testDescription: String { name }

    func codec() throws -> any ImageCodec {
      try StandardCodecCatalogue.request(Descriptor(parsing: name)).codec
    }
  }

  static let cases = [
    Case(name: "jpeg", channels: [1, 3], bitDepths: [8]),
    Case(name: "jpeg:chroma=444,huffman=optimised", channels: [1, 3], bitDepths: [8]),
    Case(name: "jpeg:huffman=progressive", channels: [1, 3], bitDepths: [8]),
    Case(name: "jpeg2000", channels: [1, 2, 3, 4], bitDepths: [8, 16]),
    Case(name: "jpeg2000:wavelet=53", channels: [1, 3], bitDepths: [8]),
    Case(name: "jpeg2000-lossless", channels: [1, 2, 3, 4], bitDepths: [1, 7, 8, 12, 16]),
    Case(name: "webp", channels: [3, 4], bitDepths: [8]),
    Case(name: "webp-lossless", channels: [3, 4], bitDepths: [8]),
    Case(name: "avif:speed=9", channels: [1, 3, 4], bitDepths: [8, 12]),
    Case(name: "avif:chroma=444,speed=9", channels: [3], bitDepths: [8]),
    Case(name: "avif-lossless:speed=9", channels: [1, 3, 4], bitDepths: [8, 10]),
    Case(name: "jpeg-xl:effort=3", channels: [1, 2, 3, 4], bitDepths: [8, 16]),
    Case(name: "jpeg-xl-lossless:effort=3", channels: [1, 2, 3, 4], bitDepths: [8, 16]),
    Case(name: "jpeg-ls", channels: [1, 3, 4], bitDepths: [2, 7, 8, 12, 16]),
    Case(name: "jpeg-ls-near", channels: [1, 3, 4], bitDepths: [8, 16]),
    Case(name: "pixel-mixer", channels: [1, 2, 3, 4], bitDepths: [1, 7, 8, 12, 16]),
    Case(name: "png", channels: [1, 2, 3, 4], bitDepths: [1, 7, 8, 12, 16]),
  ].filter { present($0.name) }

  private static func present(_ name: String) -> Bool {
    let family = String(name.prefix { $0 != ":" })
    return StandardCodecCatalogue.names.contains(family)
  }

  @Test("cover the catalogue")
  func coverage() {
    for name in StandardCodecCatalogue.names {
      #expect(Self.cases.contains { $0.name.prefix { $0 != ":" } == name })
    }
  }

  @Test("hold grey images, if need be as colours")
  func grey() throws {
    for name in ["webp", "webp-lossless", "png"] where Self.present(name) {
      let request = try StandardCodecCatalogue.request(Descriptor(name: name))
      let shape = ImageShape(height: 11, width: 17, channels: 1)
      let codec = request.codec.adapted(to: shape)
      let image = Image(
        shape: shape, samples: (0..<shape.elementCount).map { UInt16($0 * 29 % 256) })
      let coded = try codec.coded(image, at: 100)
      #expect(codec.name == name)
      #expect(coded.shape == shape)
      // A lossy file of quality 100 still rounds luma to a range of 16 to 235.
      #expect(coded.comparison.pooledMeanSquaredError < (codec.isLossless ? 1e-9 : 20))
      #expect(request.codec.adapted(to: ImageShape(height: 1, width: 1, channels: 3)).name == name)
    }
  }

  @Test("give back the shape, and the samples where they lose nothing", arguments: cases)
  func roundTrip(_ test: Case) throws {
    let codec = try test.codec()
    #expect(codec.name == test.name)
    #expect(codec.isLossless == (codec.control == nil))
    for (width, height) in [(1, 1), (1, 50), (40, 3), (37, 29)] {
      for channels in test.channels {
        for bitDepth in test.bitDepths {
          let image = TestPicture.image(
            width: width, height: height, channels: channels, bitDepth: bitDepth)
          for setting in codec.defaultSettings {
            let file = try codec.encode(image, at: setting)
            let back = try codec.decode(file)
            #expect(back.shape == image.shape && back.bitDepth == image.bitDepth)
            if codec.isLossless { #expect(back == image) }
          }
        }
      }
    }
  }

  @Test("write the same bytes twice", arguments: cases)
  func determinism(_ test: Case) throws {
    let codec = try test.codec()
    let image = TestPicture.image(width: 61, height: 47, channels: 3)
    let setting = codec.defaultSettings[codec.defaultSettings.count / 2]
    let first = try codec.encode(image, at: setting)
    let second = try codec.encode(image, at: setting)
    #expect(first == second)
  }

  @Test("lose less where they take more", arguments: cases)
  func monotony(_ test: Case) throws {
    let codec = try test.codec()
    guard codec.control != nil else { return }
    let image = TestPicture.image(width: 96, height: 64, channels: 3)
    let ends = try [codec.defaultSettings.first!, codec.defaultSettings.last!].map { setting in
      let file = try codec.encode(image, at: setting)
      let back = try codec.decode(file)
      return (file.count, TestPicture.meanSquaredError(image, back))
    }
    #expect(ends[0].0 < ends[1].0)
    // Settings from end to end differ by far more than a factor of 2; a mix-up of channels or rows would leave both errors large.
    #expect(ends[1].1 < ends[0].1 / 2)
    // 25 dB: the picture's chroma has edges, which 4:2:0 smooths; without them the best default settings are far above.
    #expect(ends[1].1 < 3e-3)
  }

  @Test("refuse what is damaged, or give an image of the right limits", arguments: cases)
  func damage(_ test: Case) throws {
    let codec = try test.codec()
    let image = TestPicture.image(width: 33, height: 20, channels: test.channels.last!)
    let whole = try codec.encode(image, at: codec.defaultSettings.last!)
    #expect(throws: ImageCodecError.self) { try codec.decode([]) }
    #expect(throws: ImageCodecError.self) { try codec.decode([1, 2, 3, 4, 5]) }
    for length in stride(from: 1, to: whole.count - 2, by: max(1, whole.count / 40)) {
      #expect(throws: ImageCodecError.self, "cut to \(length) of \(whole.count)") {
        try codec.decode(Array(whole.prefix(length)))
      }
    }
    for position in stride(from: 0, to: whole.count, by: max(1, whole.count / 150)) {
      var file = whole
      file[position] ^= UInt8(1 << (position % 8))
      do {
        let back = try codec.decode(file, sampleLimit: 1 << 20)
        #expect(back.shape.elementCount <= 1 << 20)
      } catch is any DiagnosedError {}
    }
  }

  @Test("are known by what their files hold, whole or not", arguments: cases)
  func recognition(_ test: Case) throws {
    let codec = try test.codec()
    let image = TestPicture.image(width: 33, height: 20, channels: 3)
    let file = try codec.encode(image, at: codec.defaultSettings.last!)
    #expect(try ImageFile.decode(file, name: "a") == codec.decode(file))
    #expect(throws: ImageFileError.self) {
      try ImageFile.decode(Array(file.prefix(file.count / 2)), name: "a")
    }
  }

  @Test("take no memory for more than is allowed", arguments: cases)
  func limit(_ test: Case) throws {
    let codec = try test.codec()
    let image = TestPicture.image(width: 30, height: 20, channels: 3)
    let file = try codec.encode(image, at: codec.defaultSettings.last!)
    _ = try codec.decode(file, sampleLimit: 1800)
    let error = #expect(throws: ImageCodecError.self) {
      try codec.decode(file, sampleLimit: 1799)
    }
    #expect(error?.failureClass == .badData)
  }

  @Test("name a codec that there is not, and settings out of range")
  func wrongUse() throws {
    #expect(throws: UnknownName.self) {
      try StandardCodecCatalogue.request(Descriptor(parsing: "jpg"))
    }
    for text in ["jpeg:quality=0", "jpeg:quality=50.5", "jpeg:chroma=421", "jpeg:qality=50"]
    where Self.present("jpeg") {
      #expect(throws: DescriptorError.self) {
        try StandardCodecCatalogue.request(Descriptor(parsing: text))
      }
    }
  }

  @Test("read settings", .enabled(if: present("jpeg")))
  func settings() throws {
    let request = try StandardCodecCatalogue.request(
      Descriptor(parsing: "jpeg:quality=20/50,chroma=444"))
    #expect(request.settings == [20, 50])
    #expect(request.codec.name == "jpeg:chroma=444")
  }

  @Test("a setting out of range is refused with the range", arguments: cases)
  func settings(_ test: Case) throws {
    let codec = try test.codec()
    guard let control = codec.control else { return }
    let shape = ImageShape(height: 8, width: 8, channels: 3)
    let image = Image(shape: shape, samples: Array(repeating: 7, count: shape.elementCount))
    for setting in [
      control.range.lowerBound - 1, control.range.upperBound + 1, 500, .nan, .infinity,
    ] {
      #expect {
        try codec.coded(image, at: setting)
      } throws: { error in
        guard case .settingOutOfRange? = error as? ImageCodecError else { return false }
        return "\(error)".contains("\(control.range.upperBound)")
      }
      #expect(throws: ImageCodecError.self) { try codec.encode(image, at: setting) }
    }
  }
}

/// Searches for a size or a quality.
@Suite("Targets of codecs")
struct RateTargetTests {
  @Test("are met, and as nearly as the settings allow", arguments: StandardCodecTests.cases)
  func targets(_ test: StandardCodecTests.Case) throws {
    let codec = try test.codec()
    let image = TestPicture.image(width: 64, height: 48, channels: 3)
    guard let control = codec.control else {
      #expect(throws: ImageCodecError.noControl(codec: codec.name)) {
        try codec.encode(image, for: .bitsPerPixel(1))
      }
      return
    }
    // What a setting in the midst gives can be reached.
    let file = try codec.encode(image, at: control.settings[control.settings.count / 2])
    let size = 8 * Double(file.count) / Double(image.shape.pixelCount)
    let small = try codec.encode(image, for: .bitsPerPixel(size))
    #expect(small.bytes.count <= file.count)
    // Neighbouring settings of this picture differ by less than a quarter of the file.
    #expect(4 * small.bytes.count >= 3 * file.count)
    let again = try codec.encode(image, at: small.setting)
    #expect(again == small.bytes)

    let quality = try ImageComparison(of: codec.decode(file), with: image).meanPSNRDecibels
    let good = try codec.encode(image, for: .peakSignalToNoiseDecibels(quality))
    let reached = try ImageComparison(
      of: codec.decode(good.bytes), with: image
    ).meanPSNRDecibels
    #expect(reached >= quality && reached < quality + 3)

    #expect(throws: ImageCodecError.self) { try codec.encode(image, for: .bitsPerPixel(1e-4)) }
  }
}
