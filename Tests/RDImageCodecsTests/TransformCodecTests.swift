import RDCore
import RDImageCodecs
import RDImages
import RDModelFiles
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

  @Test("fitted to images, it costs them no more than the same code after rounding to the nearest")
  func fitting() throws {
    let images = Self.block(count: 20, height: 32, width: 32)
    let network = TransformCodecNetwork<Float>(
      Self.architecture, height: 32, width: 32, batchCapacity: 4, lambda: 40,
      seed: SeedPath(root: 7)["network", "fitting"])
    func cost(isOptimised: Bool) throws -> Double {
      let codec = try TransformCodec(
        fitting: network, architecture: Self.architecture, lambda: 40, to: [images],
        options: .init(isRateDistortionOptimised: isOptimised),
        seed: SeedPath(root: 1)["fitting", "cost"])
      let coded = codec.encode(images, modelHash: Array(repeating: 0, count: 32))
      let decoded = try codec.decode(coded.file.groups[0])
      let error = zip(decoded.samples, images.samples).reduce(0.0) {
        let difference = (Double($1.0) - Double($1.1)) / 255
        return $0 + difference * difference
      }
      return coded.estimatedBits + 40 * error
    }
    // The cost that was weighed is of samples before they are rounded to 8 bits: at most a step of 1/255 on each.
    #expect(try cost(isOptimised: true) < 1.01 * cost(isOptimised: false))
  }

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

  @Test("a block of grey images comes back grey, and one of none is a file of none")
  func blocks() throws {
    let colour = Self.block(count: 3, height: 17, width: 9)
    let grey = ImageBlock(
      count: 3, shape: ImageShape(height: 17, width: 9, channels: 1),
      samples: stride(from: 0, to: colour.samples.count, by: 3).map { colour.samples[$0] })
    let hash: [UInt8] = Array(0..<32)
    let file = Self.codec.encode(grey, modelHash: hash).file
    let asImages = try Self.codec.encode((0..<3).map { grey.image(at: $0) }, modelHash: hash)
    #expect(file == asImages)
    let back = try Self.codec.decode(file.groups[0])
    #expect(back.shape == grey.shape && back.count == 3)
    let none = Self.codec.encode(grey[0..<0], modelHash: hash).file
    let read = try ImageContainer(parsing: none.bytes)
    #expect(read.groups.isEmpty)
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

  @Test("gives in tiles what it gives at once", arguments: [1, 3, 5, 6], [2, 5, 13])
  func tiles(layers: Int, kernel: Int) {
    let architecture = TransformCodecArchitecture(
      filters: 3, latentChannels: 2, kernel: kernel, layers: layers)
    let stride = architecture.stride
    let network = TransformCodecNetwork<Float>(
      architecture, height: stride, width: stride, batchCapacity: 1, lambda: 1,
      seed: SeedPath(root: 7)["network", "tiles"])
    let codec = TransformCodec(
      architecture: architecture,
      parameters: network.graph.parameters.map { network.graph.numbers(of: $0) }, lambda: 1,
      latentModel: Self.codec.latentModel, quantisation: .nearest(channels: 2))
    // A strip beyond the limit of positions, and its first part, which is below and has several tiles' worth of positionss.
    let limit = architecture.pixelLimit / (stride * stride)
    let positions = min(limit, 3 * max(kernel, Int(Double(limit).squareRoot())))
    let wide = Self.block(count: 1, height: stride, width: stride * (limit + 30))
    let part = Self.part(of: wide, columns: stride * positions)
    let all = codec.latents(of: wide)
    let some = codec.latents(of: part)
    // Away from the part's right border, which the whole does not have. Sums of some hundred products in single precision.
    let inner = positions - kernel
    for index in 0..<(2 * inner) {
      #expect(abs(all[index] - some[index]) <= 1e-4 * max(1, abs(some[index])))
    }
    let samples = codec.samples(of: all, count: 1, height: stride, width: wide.shape.width)
    let others = codec.samples(of: some, count: 1, height: stride, width: part.shape.width)
    for row in 0..<stride {
      for column in 0..<max(0, inner - kernel) * stride * 3 {
        let sample = others[row * part.shape.width * 3 + column]
        let other = samples[row * wide.shape.width * 3 + column]
        guard abs(sample - other) > 1e-3 * max(1, abs(sample)) else { continue }
        Issue.record("row \(row), column \(column): \(sample), in tiles \(other)")
        return
      }
    }
  }

  /// The first columns of the only image of a block.
  private static func part(of block: ImageBlock, columns: Int) -> ImageBlock {
    var samples: [UInt8] = []
    for row in 0..<block.shape.height {
      let start = row * block.shape.width * 3
      samples += block.samples[start..<start + 3 * columns]
    }
    return ImageBlock(
      count: 1, shape: ImageShape(height: block.shape.height, width: columns, channels: 3),
      samples: samples)
  }

  @Test("tiles cover an image once, and are no larger than memory allows", arguments: 1...6)
  func layouts(layers: Int) {
    for (filters, latents, kernel) in [(32, 48, 5), (128, 192, 5), (1024, 1024, 3), (2, 1, 13)] {
      let architecture = TransformCodecArchitecture(
        filters: filters, latentChannels: latents, kernel: kernel, layers: layers)
      let stride = architecture.stride
      let (height, width) = ((3000 + stride - 1) / stride, (4096 + stride - 1) / stride)
      let limit = architecture.pixelLimit / (stride * stride)
      let layout = TileLayout(
        height: height, width: width, limit: limit, margin: architecture.reach)
      let least = (2 * architecture.reach + 1) * (2 * architecture.reach + 1)
      #expect(layout.height * layout.width <= max(limit, least))
      var covered = Array(repeating: 0, count: height * width)
      for tile in layout.tiles {
        for row in tile.rows {
          for column in tile.columns { covered[row * width + column] += 1 }
        }
      }
      #expect(covered.allSatisfy { $0 == 1 })
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
