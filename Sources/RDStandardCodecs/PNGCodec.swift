import RDImages

#if RDTOOL_SPNG
  internal import CSPNG
  import RDCore

  /// PNG, by libspng: the lossless format that everybody has.
  struct PNGCodec: ImageCodec {
    static let libraryVersion = String(cString: spng_version_string())

    let name = "png"
    let implementation = "libspng \(libraryVersion)"
    let colourMode = "as given"
    let control: QualityControl? = nil
    let isLossless = true

    init(_ descriptor: Descriptor) throws {
      try descriptor.checkKeys([])
    }

    func encode(_ image: Image, at setting: Double) throws -> [UInt8] {
      try ImageFile.encode(image, for: "image.png")
    }

    func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image {
      // The size stands at one place in every PNG file, so that the limit is kept before the file's reader takes memory.
      if file.count >= 26 {
        let numbers = [16, 20].map { start in
          file[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
        }
        let channels = [0: 1, 2: 3, 3: 3, 4: 2, 6: 4][Int(file[25])] ?? 4
        try ImageCodecError.checkSize(
          codec: name, width: numbers[0], height: numbers[1], channels: channels,
          sampleLimit: sampleLimit)
      }
      do {
        guard file.starts(with: [0x89, 0x50, 0x4e, 0x47]) else {
          throw ImageCodecError.notDecoded(codec: name, reason: "it does not begin as one")
        }
        return try ImageFile.decode(file, name: "image.png")
      } catch let error as ImageFileError {
        throw ImageCodecError.notDecoded(codec: name, reason: "\(error)")
      }
    }
  }

  extension StandardCodec {
    static let png = StandardCodec(library: "libspng", version: PNGCodec.libraryVersion) {
      try PNGCodec($0)
    }
  }
#else
  extension StandardCodec {
    static let png = StandardCodec(absent: "libspng")
  }
#endif
