import RDCodecs
import RDCore
import RDImaging
import RDLearning
import Testing

@Suite("The transform codec")
struct TransformCodecTests {
  private static let architecture = TransformCodecArchitecture(filters: 6, latentChannels: 5)

  private static func block(count: Int, height: Int, width: Int) -> ImageBlock {
    var stream = RandomStream(seed: SeedPath(root: 0x5eed)["images", "\(height)x\(width)"])
    let shape = ImageShape(height: height, width: width, channels: 3)
    var level = 128.0
    return ImageBlock(
      count: count, shape: shape,
      samples: (0..<count * shape.elementCount).map { _ in
        level = min(max(level + 40 * (stream.nextUniform() - 0.5), 0), 255)
        return UInt8(level)
      })
  }

  /// An untrained codec: noise in, noise out, but every path is gone.
  static let codec: TransformCodec = {
    let network = TransformCodecNetwork<Float>(
      architecture, height: 32, width: 32, batchCapacity: 4, lambda: 100,
      seed: SeedPath(root: 7)["network", "test"])
    do {
      return try TransformCodec(
        fitting: network, architecture: architecture, lambda: 100,
        to: [block(count: 20, height: 32, width: 32)], seed: SeedPath(root: 1)["fitting", "test"])
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  @Test(
    "brings back images of any size and kind",
    arguments: [(1, 1), (1, 500), (400, 3), (17, 9), (32, 32)], [1, 3])
  func sizes(_ size: (height: Int, width: Int), channels: Int) throws {
    let (height, width) = size
    let colour = Self.block(count: 2, height: height, width: width)
    let images = (0..<2).map { index -> Image in
      let image = colour.image(at: index)
      return channels == 3
        ? image
        : Image(
          shape: ImageShape(height: height, width: width, channels: 1),
          samples: stride(from: 0, to: image.samples.count, by: 3).map { image.samples[$0] })
    }
    let hash: [UInt8] = Array(0..<32)
    let bytes = try Self.codec.encode(images, modelHash: hash).bytes
    let back = try Self.codec.decode(ImageContainer(parsing: bytes), modelHash: hash)
    #expect(back.map(\.shape) == images.map(\.shape))
    #expect(throws: ImageContainerError.self) {
      try Self.codec.decode(
        ImageContainer(parsing: bytes), modelHash: Array(repeating: 0, count: 32))
    }
  }

  @Test("refuses alpha and other depths", arguments: [(2, 8), (4, 8), (3, 16), (1, 1)])
  func kinds(channels: Int, bitDepth: Int) {
    let shape = ImageShape(height: 2, width: 2, channels: channels)
    let image = Image(
      shape: shape, bitDepth: bitDepth, samples: Array(repeating: 1, count: shape.elementCount))
    #expect(throws: ImageContainerError.self) {
      try Self.codec.encode([image], modelHash: Array(repeating: 0, count: 32))
    }
  }

  @Test("gives images whatever numbers its network has")
  func overflow() throws {
    let codec = TransformCodec(
      architecture: Self.architecture,
      parameters: Self.codec.parameters.map { $0.map { 1e30 * $0 } }, lambda: 100,
      latentModel: Self.codec.latentModel, quantisation: Self.codec.quantisation)
    let images = Self.block(count: 1, height: 24, width: 24)
    let file = codec.encode(images, modelHash: Array(repeating: 0, count: 32)).file
    let back = try codec.decode(file.groups[0])
    #expect(back.shape == images.shape)
  }

  @Test("gives in tiles what it gives at once")
  func tiles() {
    // A strip beyond the limit of places, and its first part, which is below.
    let wide = Self.block(count: 1, height: 8, width: 8 * 9000)
    let shape = ImageShape(height: 8, width: 8 * 100, channels: 3)
    var part: [UInt8] = []
    for row in 0..<8 {
      let start = row * wide.shape.width * 3
      part += wide.samples[start..<(start + shape.width * 3)]
    }
    let all = Self.codec.latents(of: wide)
    let some = Self.codec.latents(of: ImageBlock(count: 1, shape: shape, samples: part))
    let channels = Self.architecture.latentChannels
    // Away from the part's right border, which the whole does not have. Sums of some hundred products in single precision.
    for index in 0..<(90 * channels) {
      #expect(abs(all[index] - some[index]) <= 1e-4 * max(1, abs(some[index])))
    }
  }

  @Test("is kept in a model file, which refuses to be another's")
  func modelFile() throws {
    let file = Self.codec.modelFile
    let codec = try TransformCodec(ModelFile(file.bytes))
    #expect(codec.modelFile == file)
    let images = Self.block(count: 3, height: 24, width: 24)
    let bytes = Self.codec.encode(images, modelHash: file.hashBytes).file.bytes
    let own = try Self.codec.decode(ImageContainer(parsing: bytes), modelHash: file.hashBytes)
    let other = try codec.decode(ImageContainer(parsing: bytes), modelHash: file.hashBytes)
    #expect(own == other)
    let foreign = ModelFile(kind: "vae", architecture: "", arrays: file.arrays)
    #expect(throws: ModelFileError.self) { try TransformCodec(foreign) }
    // Gigabytes, if the text were believed.
    var largest = Self.architecture
    (largest.filters, largest.latentChannels, largest.kernel) = (1024, 1024, 13)
    let boastful = ModelFile(
      kind: file.kind, architecture: "\(largest.summary),lambda=1.0", arrays: file.arrays,
      sections: file.sections)
    #expect(throws: ModelFileError.self) { try TransformCodec(boastful) }
  }
}
