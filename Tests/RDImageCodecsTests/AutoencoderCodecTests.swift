import RDCoding
import RDCore
import RDImageCodecs
import RDImages
import RDLatentCodes
import RDModelFiles
import RDNetworks
import Testing

@Suite("Autoencoders as codecs")
struct AutoencoderCodecTests {
  static let models = [
    "dense-autoencoder:latents=6,hidden=20", "dense-autoencoder:latents=6,hidden=20,beta=0.1",
    "image-autoencoder:widths=4/6,kernel=3,latents=12",
    "image-autoencoder:widths=4,kernel=3,bottleneck=dense,latents=5,beta=0.01",
    "image-autoencoder:widths=4,kernel=3,downsampling=pooling,bottleneck=dense,latents=5,skips=yes",
  ]

  private static let hash: [UInt8] = Array(0..<32)

  /// Smooth pictures of random colours.
  private static func block(count: Int, channels: Int = 3, seed: UInt64 = 0x5eed) -> ImageBlock {
    var stream = RandomStream(seed: SeedPath(root: seed)["images", channels])
    let shape = ImageShape(height: 8, width: 16, channels: channels)
    let samples = (0..<count).flatMap { _ -> [UInt8] in
      let slopes = (0..<3 * channels).map { _ in stream.nextUniform() }
      return (0..<shape.elementCount).map { index in
        let (pixel, channel) = (index / channels, index % channels)
        let (y, x) = (Double(pixel / 16) / 8, Double(pixel % 16) / 16)
        return UInt8(
          80 * slopes[3 * channel] + 80 * slopes[3 * channel + 1] * x
            + 80 * slopes[3 * channel + 2] * y)
      }
    }
    return ImageBlock(count: count, shape: shape, samples: samples)
  }

  /// A model that was trained for some steps.
  private static func file(
    _ text: String, on block: ImageBlock = block(count: 60), step: Double = 0.5
  ) throws -> (network: any CodeNetwork, file: ModelFile) {
    let model = try ImageModelCatalogue.model("\(text),step=\(step)")
    let rows = try ImageRows([block])
    let seed = SeedPath(root: 4)
    let network = try model.network(for: block.shape, shardCapacity: 20, shardCount: 1, seed: seed)
    let trainer = try Trainer(
      network, architecture: text, options: TrainingOptions(batchSize: 20, learningRate: 5e-3),
      rows: rows, seed: seed)
    for _ in 0..<40 { _ = try trainer.trainEpoch() }
    return (
      try #require(network as? any CodeNetwork),
      try model.file(of: network, shape: block.shape, rows: rows)
    )
  }

  @Test("come back from their file, and their images from bytes", arguments: models)
  func roundTrip(_ text: String) throws {
    let (network, file) = try Self.file(text, step: 0.05)
    let codec = try ImageModelCatalogue.codec(of: ModelFile(file.bytes))
    let images = Self.block(count: 7, seed: 3)
    let coded = codec.encode(images, modelHash: Self.hash)
    let decoded = try codec.decode(ImageContainer(parsing: coded.file.bytes).groups[0])
    #expect(try codec.decode(coded.file.groups[0]) == decoded)

    // What the network gives without quantised latents is as near as narrow cells make it.
    let direct = network.decode(network.encode(images))
    let error = zip(decoded.samples, direct.elements).reduce(0.0) {
      let difference = Double($1.0) - 255 * min(max(Double($1.1), 0), 1)
      return $0 + difference * difference
    }
    #expect((error / Double(images.samples.count)).squareRoot() < 8)
    // An ideal coder writes almost as much; the fewest bytes that name a number in an interval may be a few bits less.
    let bits = Double(8 * coded.file.groups[0].payload.count)
    #expect(bits < coded.estimatedBits + 64 && bits > coded.estimatedBits - 16)
  }

  @Test("a file is as long as that of its latents and their quantiser", arguments: models)
  func latents(_ text: String) throws {
    let (network, file) = try Self.file(text)
    let codec = try ImageModelCatalogue.codec(of: file)
    var reader = BitReader(try #require(file.section("latent-code")))
    let quantiser = try CodedLatentQuantiser(from: &reader)
    let images = Self.block(count: 30, seed: 3)
    let measured = ImageContainer(
      latents: network.encode(images), of: images.shape, by: quantiser)
    let coded = codec.encode(images, modelHash: Self.hash).file
    #expect(measured.groups == coded.groups)
    #expect(measured.bytes.count == coded.bytes.count)
  }

  @Test("wider steps take fewer bits and lose more")
  func steps() throws {
    let images = Self.block(count: 40, seed: 3)
    let measured = try [0.1, 1.5].map { step in
      let codec = try ImageModelCatalogue.codec(of: Self.file(Self.models[0], step: step).file)
      let coded = codec.encode(images, modelHash: Self.hash)
      let error = zip(try codec.decode(coded.file.groups[0]).samples, images.samples).reduce(0) {
        $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1))
      }
      return (bytes: coded.file.groups[0].payload.count, error: error, order: codec.rateOrder)
    }
    #expect(measured[0].bytes > measured[1].bytes && measured[0].error < measured[1].error)
    #expect(measured[0].order > measured[1].order)
  }

  @Test("grey images are coded as colour, and come back grey")
  func grey() throws {
    let codec = try ImageModelCatalogue.codec(of: Self.file(Self.models[0]).file)
    let grey = Self.block(count: 3, channels: 1)
    let images = (0..<3).map { grey.image(at: $0) } + [Self.block(count: 1).image(at: 0)]
    let file = try codec.encode(images, modelHash: Self.hash)
    #expect(file.groups.map(\.isGrey) == [true, false])
    #expect(try codec.decode(file, modelHash: Self.hash).map(\.shape) == images.map(\.shape))
  }

  @Test("a model of grey images takes no colour, and none another size")
  func refusals() throws {
    let codec = try ImageModelCatalogue.codec(
      of: Self.file(Self.models[0], on: Self.block(count: 30, channels: 1)).file)
    let own = ImageShape(height: 8, width: 16, channels: 1)
    try codec.check(count: 4, of: own)
    for shape in [
      ImageShape(height: 8, width: 16, channels: 3), ImageShape(height: 16, width: 8, channels: 1),
    ] {
      let error = ImageContainerError.otherShape(shape, model: own)
      #expect(throws: error) { try codec.check(count: 1, of: shape) }
      let group = ImageContainer.Group(
        count: 1, height: shape.height, width: shape.width, isGrey: shape.channels == 1,
        payload: [1, 2, 3])
      #expect(throws: error) { try codec.decode(group) }
    }
    #expect(throws: ImageContainerError.self) {
      try codec.decode(
        ImageContainer.Group(count: 1 << 27, height: 8, width: 16, isGrey: true, payload: []))
    }
  }

  @Test("damaged payloads and model files are refused, not trusted")
  func damage() throws {
    let file = try Self.file(Self.models[2]).file
    let codec = try ImageModelCatalogue.codec(of: file)
    let group = codec.encode(Self.block(count: 5, seed: 9), modelHash: Self.hash).file.groups[0]
    func decoded(_ payload: [UInt8]) throws -> ImageBlock {
      try codec.decode(
        ImageContainer.Group(count: 5, height: 8, width: 16, isGrey: false, payload: payload))
    }
    #expect(throws: ImageContainerError.self) { try decoded(group.payload + [7]) }
    for index in group.payload.indices {
      var payload = group.payload
      payload[index] ^= 0x3a
      // Other latents may be as good as these.
      _ = try? decoded(payload)
      _ = try? decoded(Array(group.payload[..<index]))
    }
    func copy(
      architecture: String? = nil, arrays: [ModelFile.NamedArray]? = nil,
      sections: [ModelFile.NamedSection]? = nil
    ) -> ModelFile {
      ModelFile(
        kind: file.kind, architecture: architecture ?? file.architecture,
        arrays: arrays ?? file.arrays, sections: sections ?? file.sections)
    }
    let code = file.sections[0]
    func changed(_ bytes: some Sequence<UInt8>) -> [ModelFile.NamedSection] {
      [ModelFile.NamedSection(name: code.name, bytes: Array(bytes))]
    }
    let text = file.architecture.prefix { $0 != ";" }
    for damaged in [
      copy(architecture: "\(text)"), copy(architecture: "\(text);shape=16x8"),
      copy(architecture: "\(text);shape=16x8x0"), copy(architecture: "\(text);shape=16x16x3"),
      copy(architecture: "\(text);shape=1048576x1048576x3"),
      copy(architecture: "image-autoencoder:latents=0;shape=16x8x3"),
      copy(arrays: Array(file.arrays.dropLast())), copy(sections: []),
      copy(sections: changed(code.bytes.dropLast())), copy(sections: changed(code.bytes + [0])),
      copy(sections: changed([255, 255, 255, 255])),
      ModelFile(kind: "oracle", architecture: "", arrays: []),
    ] {
      #expect(throws: ModelFileError.self) { try ImageModelCatalogue.codec(of: damaged) }
    }
    // Any byte may be wrong: what is read all the same must not crash.
    for index in code.bytes.indices {
      var bytes = code.bytes
      bytes[index] ^= 0x55
      _ = try? ImageModelCatalogue.codec(of: copy(sections: changed(bytes)))
    }
  }
}
