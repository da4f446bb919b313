import Foundation
import RDArrayCoding
import RDArrayFiles
import RDCoding
import RDCore
import RDImageCodecs
import RDImages
import RDLatentCodes
import RDModelFiles
import RDNetworks
import RDQuantisation
import RDQuantisers
import RDStandardCodecs
import RDStreams

/// A decoder of untrusted bytes, with files to start from.
package struct FuzzTarget: Sendable {
  package let name: String

  /// Well-formed files, from which others are made.
  package let seeds: @Sendable () throws -> [[UInt8]]

  /// Decodes bytes; what it throws is an error for a user.
  package let decode: @Sendable ([UInt8]) throws -> Void

  package static let all = [
    arrays, arrayFiles, images, models, autoencoders, pictures, pixelMixer, standardCodecs,
    tablesOfText,
  ]

  /// Coded arrays, by a method of each kind.
  static let arrays = FuzzTarget(
    name: "arrays",
    seeds: {
      var stream = RandomStream(seed: SeedPath(root: 7)["fuzz", "arrays"])
      let numbers = (0..<40).map { _ in
        2.385 * (stream.nextUniform() + stream.nextUniform() - 1) - 0.71
      }
      let codes = [
        ("lloyd-max", "gaussian"), ("uniform-endpoints", "laplacian"), ("ecsq", "laplacian"),
        ("tcq:states=8", "gaussian"), ("ectcq:states=8", "gaussian"), ("e8", "gaussian"),
        ("lbg:dimension=2", "gaussian"), ("polar:length=1024", "gaussian"),
        ("ecsq", "gauss-markov:rho=0.9"),
      ]
      let designed = try codes.map { method, source in
        let design = try SequenceDesign(
          CodedMethod.method(method), for: source, blockLength: 8, seed: ArrayCodec.defaultSeed)
        return try ArrayCodec(design: design, scale: nil, target: .rate(.bits(1.5)))
          .encode(numbers)
      }
      let adaptive: [(ArrayQuality, ArrayEffort)] = [
        (.lossless, .standard), (.signalToNoise(decibels: 9), .standard),
        (.maximumError(0.01), .standard), (.relativeError(0.01), .standard), (.lossless, .fast),
        (.maximumError(0.1), .fast),
      ]
      guard let form = ArrayForm(type: .float32, shape: [8, 5]) else { return designed }
      return try designed
        + adaptive.map { quality, effort in
          try AdaptiveArrayCodec(quality: quality, effort: effort).file(of: numbers, form: form)
        }
    },
    decode: { bytes in
      if StreamHeader.isAdaptive(bytes) {
        let coded = try CodedArrays(FileBytes(bytes, path: "x"))
        for index in coded.arrays.indices where coded.arrays[index].header.form.count <= 1 << 16 {
          try coded.decode(index) { _ in }
        }
        return
      }
      var position = 0
      var decoder = try StreamDecoder(source: { count in
        let end = min(position + count, bytes.count)
        defer { position = end }
        return Array(bytes[position..<end])
      })
      // A stream of a few bytes may say 2^24 numbers that are all the mean.
      var count = 0
      while count < 1 << 16, let piece = try decoder.next() { count += piece.count }
    })

  /// Files of arrays, one of each format that is not text.
  static let arrayFiles = FuzzTarget(
    name: "array-files",
    seeds: {
      let formats: [ArrayFileFormat] = [.numPy, .numPyArchive, .safetensors]
      return try formats.enumerated().map { index, format in
        let forms = [NumberType.float32, .int16, .bool].prefix(format == .numPy ? 1 : 3).compactMap
        {
          ArrayForm(type: $0, shape: [2, 3])
        }
        var file: [UInt8] = [UInt8(index)]
        var writer = try ArrayFileWriter(
          format, arrays: forms.enumerated().map { ("a\($0)", $1) }, path: "x"
        ) { file += $0 }
        for _ in forms {
          try writer.begin()
          try writer.write([1, 0, 1, 1, 0, 0])
        }
        try writer.finish()
        return file
      }
    },
    decode: { bytes in
      // The first byte says the format.
      let formats: [ArrayFileFormat] = [.numPy, .numPyArchive, .safetensors]
      guard let first = bytes.first, Int(first) < formats.count else { return }
      let file = FileBytes(Array(bytes.dropFirst()), path: "x")
      for array in try StoredArrays(file, formats[Int(first)]).arrays {
        let numbers = try array.numbers()
        _ = try numbers.ordered(0..<numbers.form.count)
      }
    })

  private static let modelHash = [UInt8](repeating: 0, count: 32)

  private static func makeCodec() throws -> TransformCodec {
    let architecture = TransformCodecArchitecture(filters: 3, latentChannels: 3)
    let network = TransformCodecNetwork<Float>(
      architecture, height: 32, width: 32, batchCapacity: 4, lambda: 100,
      seed: SeedPath(root: 7)["fuzz", "network"])
    return try TransformCodec(
      fitting: network, architecture: architecture, lambda: 100,
      to: [noise(count: 8, height: 32, width: 32)], seed: SeedPath(root: 7)["fuzz", "fitting"])
  }

  private static func noise(count: Int, height: Int, width: Int) -> ImageBlock {
    var stream = RandomStream(seed: SeedPath(root: 7)["height", height]["width", width])
    let shape = ImageShape(height: height, width: width, channels: 3)
    return ImageBlock(
      count: count, shape: shape,
      samples: (0..<count * shape.elementCount).map { _ in UInt8(stream.next(below: 256)) })
  }

  /// Pictures coded by a trained transform.
  static let images: FuzzTarget = {
    let codec = Result(catching: makeCodec)
    return FuzzTarget(
      name: "images",
      seeds: {
        try [(1, 1, 1), (2, 17, 9), (1, 32, 40)].map { count, height, width in
          try codec.get().encode(
            noise(count: count, height: height, width: width), modelHash: modelHash
          )
          .file.bytes
        }
      },
      decode: { bytes in
        let container = try ImageContainer(parsing: bytes)
        // Time is that of the samples that it says, up to the limit of pictures.
        guard container.groups.allSatisfy({ $0.count * $0.height * $0.width <= 1 << 14 }) else {
          return
        }
        _ = try codec.get().decode(container, modelHash: modelHash)
      })
  }()

  /// Files of trained models of all kinds, and of the same as safetensors; a codec that can be made of one decodes with it.
  static let models = FuzzTarget(
    name: "models",
    seeds: {
      let shape = ImageShape(height: 8, width: 8, channels: 3)
      let autoencoders = try [
        "dense-autoencoder:latents=2,hidden=3", "image-autoencoder:latents=2,widths=2/2",
      ].map { descriptor in
        let model = try ImageModelCatalogue.model(descriptor)
        let network = try model.network(
          for: shape, shardCapacity: 4, shardCount: 1, seed: SeedPath(root: 7)["fuzz", descriptor])
        return try model.file(
          of: network, shape: shape, rows: ImageRows([noise(count: 9, height: 8, width: 8)]))
      }
      return try (autoencoders + [makeCodec().modelFile, makeBlockCode().file]).flatMap {
        [$0.bytes, try $0.safetensors()]
      }
    },
    decode: { bytes in
      let file =
        ModelFile.isModel(bytes) ? try ModelFile(bytes) : try ModelFile(safetensors: bytes)
      let payload = (0..<64).map { UInt8($0 * 37 % 256) }
      if file.kind == LearnedBlockQuantiser.modelKind {
        let quantiser = try LearnedBlockQuantiser(of: file)
        var reader = BitReader(payload)
        _ = try? quantiser.decoderTables(from: &reader)
        _ = quantiser.symbols(of: (0..<quantiser.blockLength).map { Double($0) - 1.5 })
      } else {
        let codec = try ImageModelCatalogue.codec(of: file)
        _ = try? codec.decode(
          ImageContainer.Group(count: 1, height: 8, width: 8, isGrey: false, payload: payload))
      }
    })

  private static func makeBlockCode() throws -> LearnedBlockQuantiser {
    let network = BlockCodeNetwork<Float>(
      BlockCodeArchitecture(
        blockLength: 3, hiddenWidths: [4], activation: .leakyReLU, surrogate: .additiveNoise,
        distortionWeight: 2),
      batchCapacity: 4, seed: SeedPath(root: 7)["fuzz", "block-code"])
    let samples = (0..<60).map { Double($0 * 37 % 60) / 15 - 2 }
    let rated = RatedQuantiser(
      learned: BlockCodeModel(network), tablesFrom: samples, assignment: .nearest)
    guard let quantiser = rated.quantiser as? LearnedBlockQuantiser else {
      preconditionFailure("it is what it was made as")
    }
    return quantiser
  }

  /// Files of autoencoders of vectors.
  static let autoencoders = FuzzTarget(
    name: "autoencoders",
    seeds: {
      [
        try Autoencoder(
          AutoencoderArchitecture(inputDimension: 5, latentDimension: 2, hiddenWidths: [3]),
          batchCapacity: 4, seed: SeedPath(root: 7)["fuzz", "autoencoder"]
        ).bytes
      ]
    },
    decode: { _ = try Autoencoder(bytes: $0) })

  private static var tinyImages: [Image] {
    [1, 3].map { channels in
      let shape = ImageShape(height: 7, width: 5, channels: channels)
      return Image(shape: shape, samples: (0..<shape.elementCount).map { UInt16($0 * 37 % 256) })
    }
  }

  /// Files of pictures.
  static let pictures = FuzzTarget(
    name: "pictures",
    seeds: {
      try tinyImages.flatMap { image in
        try ["x.png", image.shape.channels == 1 ? "x.pgm" : "x.ppm"].map {
          try ImageFile.encode(image, for: $0)
        }
      } + corpus()
    },
    decode: { _ = try ImageFile.decode($0, name: "fuzz", sampleLimit: 1 << 16) })

  /// The files of the tests' corpus, of every format.
  private static func corpus() throws -> [[UInt8]] {
    let path = "Tests/RDImagesTests/Reference/pictures.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().compactMap { row in
      row.split(separator: ",").last.flatMap { Data(base64Encoded: String($0)) }.map(Array.init)
    }
  }

  /// Files of the pixel mixer, of few samples since each takes long.
  static let pixelMixer = FuzzTarget(
    name: "pixel-mixer",
    seeds: {
      tinyImages.map(PixelMixerFile.encode)
        + [1, 2, 4].map { channels in
          let shape = ImageShape(height: 3, width: 9, channels: channels)
          return PixelMixerFile.encode(
            Image(
              shape: shape, bitDepth: 16,
              samples: (0..<shape.elementCount).map { UInt16($0 * 2399 % 65_536) }))
        }
    },
    decode: { _ = try ImageFile.decode($0, name: "fuzz", sampleLimit: 1 << 10) })

  private static let codecs = StandardCodecCatalogue.all.names.compactMap {
    try? StandardCodecCatalogue.codec(named: $0)
  }

  /// Files of the standard codecs, each read by all of them.
  static let standardCodecs = FuzzTarget(
    name: "standard-codecs",
    seeds: { try codecs.map { try $0.encode(tinyImages[1], at: $0.defaultSettings[0]) } },
    decode: { bytes in
      for codec in codecs { _ = try? codec.decode(bytes, sampleLimit: 1 << 16) }
    })

  /// Tables of numbers.
  static let tablesOfText = FuzzTarget(
    name: "tables-of-text",
    seeds: {
      ["x,y\n1.5,2\n3,4\n", "# a\n1 2\n3 4\n", "\"a;b\";c\n1,5;2\n", "x\ty\n1\t2e3\n"].map {
        Array($0.utf8)
      }
    },
    decode: { bytes in
      var table = TextTableReader(path: "fuzz", syntax: TextTableSyntax())
      for start in stride(from: 0, to: bytes.count, by: 7) {
        try table.take(bytes[start..<min(start + 7, bytes.count)]) { _ in }
      }
      try table.finish { _ in }
    })
}
