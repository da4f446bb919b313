import RDCore
import RDDataSets
import RDImageCodecs
import RDLatentCodes
import RDNetworks
import Testing

@Suite("The lossless code of small images")
struct LosslessImageCodecTests {
  private static let slotBits = 12

  private static func images(_ descriptor: String) throws -> ImageBlock {
    try DataSetCatalogue.load(Descriptor(parsing: descriptor)).block()
  }

  /// A mean sample as the only latent, and a flat image of it.
  private struct FlatCode: ImageLatentCode {
    let imageShape: ImageShape
    let latentDimension = 1

    /// Added to every reconstruction: arithmetic that rounds otherwise.
    var error: Float = 0

    func encode(_ images: ImageBlock) -> VectorBlock {
      let size = images.shape.elementCount
      return VectorBlock(
        count: images.count, dimension: 1,
        elements: (0..<images.count).map { image in
          Float(images.samples[image * size..<(image + 1) * size].reduce(0) { $0 + Int($1) })
            / Float(255 * size)
        })
    }

    func decode(_ latents: VectorBlock) -> VectorBlock {
      VectorBlock(
        count: latents.count, dimension: imageShape.elementCount,
        elements: latents.elements.flatMap {
          Array(repeating: $0 + error, count: imageShape.elementCount)
        })
    }
  }

  private static func lossy(
    _ code: some ImageLatentCode, _ training: ImageBlock, bits: Int
  ) throws -> (code: any ImageLatentCode, quantiser: CodedLatentQuantiser) {
    let latents = code.encode(training)
    return (
      code,
      try CodedLatentQuantiser(
        LatentQuantiserCatalogue.all.entry(named: "uniform-midpoints")
          .design(for: latents, bits: bits),
        training: latents)
    )
  }

  private static func autoencoder(_ shape: ImageShape) throws -> ImageAutoencoder {
    ImageAutoencoder(
      try ImageAutoencoderArchitecture(
        image: shape, widths: [4], bottleneck: .dense, latentDimension: 7, divergenceWeight: nil),
      batchCapacity: 16, seed: SeedPath(root: 3)["network", "test"])
  }

  /// Codecs of every kind for grey images, taught and not.
  private static func codecs(_ training: ImageBlock) throws -> [LosslessImageCodec] {
    let shape = training.shape
    let transform = try KarhunenLoeveTransform(training: training)
    return [
      LosslessImageCodec(shape: shape, slotBits: slotBits),
      LosslessImageCodec(shape: shape, training: training, slotBits: slotBits),
      LosslessImageCodec(
        shape: shape, lossy: try lossy(FlatCode(imageShape: shape), training, bits: 3),
        slotBits: slotBits),
      LosslessImageCodec(
        shape: shape, lossy: try lossy(transform.prefix(5), training, bits: 3),
        training: training, slotBits: slotBits),
      LosslessImageCodec(
        shape: shape, lossy: try lossy(try autoencoder(shape), training, bits: 2),
        training: training, slotBits: slotBits),
    ]
  }

  @Test("gives back every sample of grey images", arguments: 0..<5)
  func grey(kind: Int) throws {
    let codec = try Self.codecs(Self.images("digits:split=train,count=300"))[kind]
    // More than a group, and not an integer of them.
    let images = try Self.images("digits:split=test,count=301")
    let bytes = try codec.encode(images).bytes
    let back = try codec.decode(ImageContainer(parsing: bytes))
    #expect(back == images)
    // One byte per sample is no compression; these drawings take a sixth of that without any learning before.
    #expect(bytes.count < images.samples.count / 6)
    let single = try codec.decode(codec.encode(images[7..<8]))
    #expect(single == images[7..<8])
  }

  @Test("gives back every sample of colour images and of noise", arguments: [0, 1])
  func colour(noise: Int) throws {
    var images = try Self.images("dead-leaves:count=3,width=20,height=24")
    if noise == 1 {
      var stream = RandomStream(seed: SeedPath(root: 1)["noise", 1])
      images.samples = images.samples.map { _ in UInt8(truncatingIfNeeded: stream.next()) }
    }
    #expect(images.shape.channels == 3)
    let transform = try KarhunenLoeveTransform(training: images)
    for lossy in [nil, try Self.lossy(transform.prefix(2), images, bits: 2)] {
      let codec = LosslessImageCodec(
        shape: images.shape, lossy: lossy, training: noise == 0 ? images : nil,
        slotBits: Self.slotBits)
      let bytes = try codec.encode(images).bytes
      let back = try codec.decode(ImageContainer(parsing: bytes))
      #expect(back == images)
      // Noise cannot be compressed. Ten decisions a sample, each in contexts that were never seen, cost a quarter of it in so few images.
      #expect(Double(bytes.count) < 1.3 * Double(images.samples.count))
    }
  }

  @Test("learns from training images and from a good prediction")
  func learning() throws {
    let training = try Self.images("digits:split=train,count=1000")
    let images = try Self.images("digits:split=test,count=200")
    let blank = try LosslessImageCodec(shape: images.shape, slotBits: 16).encode(images).bytes.count
    let taught = try LosslessImageCodec(
      shape: images.shape, training: training, slotBits: 16
    ).encode(images).bytes.count
    #expect(taught < blank)
    let transform = try KarhunenLoeveTransform(training: training)
    let guided = LosslessImageCodec(
      shape: images.shape, lossy: try Self.lossy(transform.prefix(40), training, bits: 5),
      training: training, slotBits: 16)
    let latentBits = 40.0 * 5 / 8 * 200
    // What is left beside at most five bits per latent is less than all of it.
    #expect(Double(try guided.encode(images).bytes.count) < Double(taught) + latentBits)
  }

  @Test("has pinned bytes without a lossy code")
  func pinned() throws {
    let images = try Self.images("digits:split=test,count=20")
    let bytes = try LosslessImageCodec(shape: images.shape, slotBits: 12).encode(images).bytes
    let digest = Fingerprint(of: bytes)
    // The bitstream; changing it is a breaking change.
    #expect(bytes.count == 2178)
    #expect(digest.value == 358_788_960_319_406_261)
  }

  @Test("refuses files of other codecs, other shapes and no images")
  func refusals() throws {
    let training = try Self.images("digits:split=train,count=64")
    let codecs = try Self.codecs(training)
    let file = try codecs[1].encode(training)
    for (index, codec) in codecs.enumerated() where index != 1 {
      #expect(throws: ImageContainerError.self) { try codec.decode(file) }
    }
    #expect(throws: ImageContainerError.noImages) { try codecs[0].encode(training[0..<0]) }
    let other = ImageBlock(
      count: 1, shape: ImageShape(height: 2, width: 3, channels: 1), samples: [1, 2, 3, 4, 5, 6])
    #expect(throws: ImageContainerError.self) { try codecs[0].encode(other) }
    let group = file.groups[0]
    for (height, width, isGrey) in [(14, 56, true), (28, 28, false)] {
      let claimed = ImageContainer(
        modelHash: file.modelHash,
        groups: [
          .init(
            count: 1, height: height, width: width, isGrey: isGrey, payload: group.payload)
        ])
      #expect(throws: ImageContainerError.self) { try codecs[1].decode(claimed) }
    }
  }

  @Test("tells that a prediction rounds otherwise instead of giving wrong images")
  func otherArithmetic() throws {
    let images = try Self.images("digits:split=test,count=40")
    func codec(error: Float) throws -> LosslessImageCodec {
      LosslessImageCodec(
        shape: images.shape,
        lossy: try Self.lossy(FlatCode(imageShape: images.shape, error: error), images, bits: 3),
        slotBits: Self.slotBits)
    }
    let file = try codec(error: 0).encode(images)
    let same = try codec(error: 0).decode(file)
    #expect(same == images)
    #expect(throws: ImageContainerError.self) { try codec(error: 0.01).decode(file) }
  }

  @Test("takes any payload without a crash, and never gives wrong images", arguments: 0..<5)
  func fuzz(kind: Int) throws {
    let training = try Self.images("digits:split=train,count=40")
    let codec = try Self.codecs(training)[kind]
    let images = training[0..<5]
    let good = try codec.encode(images)
    let payload = good.groups[0].payload
    var stream = RandomStream(seed: SeedPath(root: 0x5eed)["fuzz", kind])

    func check(_ payload: [UInt8], count: Int) {
      let file = ImageContainer(
        modelHash: good.modelHash,
        groups: [.init(count: count, height: 28, width: 28, isGrey: true, payload: payload)])
      if let back = try? codec.decode(file) { #expect(back == images) }
    }

    for length in stride(from: 0, to: payload.count, by: 1 + payload.count / 40) {
      check(Array(payload[..<length]), count: 5)
    }
    for _ in 0..<100 {
      var damaged = payload
      damaged[stream.next(below: damaged.count)] ^= UInt8(1 << stream.next(below: 8))
      check(damaged, count: 5)
      check(
        (0..<stream.next(below: 50)).map { _ in UInt8(truncatingIfNeeded: stream.next()) }, count: 3
      )
    }
    check(payload, count: 4)
    check(payload, count: 300_000)
    check([], count: 300_000)
    check(Array(repeating: 0, count: 40), count: 300_000)
    check(Array(repeating: 0xff, count: 40), count: 300_000)
  }
}
