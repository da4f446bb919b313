import RDImages

#if RDTOOL_TURBOJPEG
  internal import CTurboJPEG
  import Foundation
  import RDCore
  import RDNumerics
  import Synchronization

  /// JPEG, by TurboJPEG: the accurate transform, and smooth upsampling of the chroma.
  ///
  /// > Source: [wallace1992]; quality scales the tables of the standard's Annex K, as the Independent JPEG Group does.
  struct JPEGCodec: ImageCodec {
    /// The chroma subsampling.
    enum Chroma: String, CaseIterable {
      /// 4:2:0: once per block of 2x2 pixels.
      case quarter = "420"

      /// 4:2:2: once per pair of neighbours in a row.
      case half = "422"

      /// 4:4:4: in every pixel.
      case full = "444"

      fileprivate var sampling: TJSAMP {
        switch self {
        case .quarter: TJSAMP_420
        case .half: TJSAMP_422
        case .full: TJSAMP_444
        }
      }
    }

    /// The tables of the entropy code.
    enum Huffman: String, CaseIterable {
      /// The example tables of the standard: the default of the library.
      case standard

      /// Fitted to the image.
      case optimised

      /// Fitted to the image, with progressive scans.
      case progressive
    }

    let chroma: Chroma
    let huffman: Huffman
    let implementation = "libjpeg-turbo \(libraryVersion)"
    static let libraryVersion = TurboJPEGLibrary.version ?? "of an unknown version"
    let isLossless = false

    let control: QualityControl? = QualityControl(
      name: "quality", meaning: "1 worst to 100 best", range: 1...100, isWhole: true,
      isRising: true,
      settings: [5, 8, 12, 18, 25, 35, 50, 65, 75, 85, 92, 95])

    var name: String {
      Descriptor(
        name: "jpeg",
        parameters: (chroma == .quarter ? [] : [("chroma", chroma.rawValue)])
          + (huffman == .standard ? [] : [("huffman", huffman.rawValue)])
      ).description
    }

    var colourMode: String {
      switch chroma {
      case .quarter: "YCbCr 4:2:0"
      case .half: "YCbCr 4:2:2"
      case .full: "YCbCr 4:4:4"
      }
    }

    init(_ descriptor: Descriptor) throws {
      try descriptor.checkKeys(["chroma", "huffman"])
      chroma = try descriptor.choice("chroma", default: .quarter)
      huffman = try descriptor.choice("huffman", default: .standard)
    }

    func encode(_ image: Image, at setting: Double) throws -> [UInt8] {
      try checkSetting(setting)
      try image.check(for: name, channels: [1, 3], bitDepths: [8])
      guard image.shape.width <= 65_500, image.shape.height <= 65_500 else {
        throw unsupported("images of more than 65500 pixels a side", remedy: "Cut it up.")
      }
      guard let compressor = tjInitCompress() else {
        throw notEncoded(TurboJPEGLibrary.problem(nil))
      }
      defer { tjDestroy(compressor) }
      let isGrey = image.shape.channels == 1
      let flags = TJFLAG_ACCURATEDCT | (huffman == .progressive ? TJFLAG_PROGRESSIVE : 0)
      var file: UnsafeMutablePointer<UInt8>?
      var length: UInt = 0
      defer { tjFree(file) }
      let status = TurboJPEGLibrary.withTables(areOptimised: huffman != .standard) {
        tjCompress2(
          compressor, image.bytes, Int32(image.shape.width), 0, Int32(image.shape.height),
          (isGrey ? TJPF_GRAY : TJPF_RGB).rawValue, &file, &length,
          Int32(bitPattern: (isGrey ? TJSAMP_GRAY : chroma.sampling).rawValue), Int32(setting),
          flags)
      }
      guard status == 0, let file else { throw notEncoded(TurboJPEGLibrary.problem(compressor)) }
      return Array(UnsafeBufferPointer(start: file, count: Int(length)))
    }

    func decode(_ file: [UInt8], sampleLimit: Int) throws -> Image {
      try decodePicture(file, of: JPEGFile.format, sampleLimit: sampleLimit)
    }
  }

  /// The version of TurboJPEG, and its one environment variable.
  private enum TurboJPEGLibrary {
    /// The version of the loaded library, from a string in its binary, since no function returns it.
    static let version: String? = {
      guard let path = LoadedLibrary.path(ofFunction: "tjInitCompress"),
        let library = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped),
        let start = library.range(of: Data("libjpeg-turbo version ".utf8))?.upperBound
      else { return nil }
      let text = library[start...].prefix(20).prefix { $0 > UInt8(ascii: " ") }
      return String(decoding: text, as: UTF8.self)
    }()

    static func problem(_ handle: tjhandle?) -> String {
      tjGetErrorStr2(handle).map { String(cString: $0) } ?? "no memory"
    }

    private static let tables = Mutex<Void>(())

    /// Runs a compression with the standard's tables or fitted ones.
    ///
    /// TurboJPEG 2 has no call for this choice, only an environment variable that it reads in every compression; so the
    /// compressions of a process are serialised.
    static func withTables(areOptimised: Bool, _ compress: () -> Int32) -> Int32 {
      tables.withLock { _ in
        setenv("TJ_OPTIMIZE", areOptimised ? "1" : "0", 1)
        return compress()
      }
    }
  }

  extension StandardCodec {
    static let jpeg = StandardCodec(
      library: "libjpeg-turbo", version: JPEGCodec.libraryVersion,
      parameters: "chroma=420|422|444, huffman=standard|optimised|progressive"
    ) { try JPEGCodec($0) }
  }
#else
  extension StandardCodec {
    static let jpeg = StandardCodec(absent: "libjpeg-turbo")
  }
#endif
