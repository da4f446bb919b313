import RDCore
import RDDataSets
import RDImageCodecs
import RDNetworks
import RDResults

struct CodecTestImages {
  let blocks: [ImageBlock]
  private let isShared: Bool

  init(blocks: [ImageBlock], isShared: Bool) {
    self.blocks = blocks
    self.isShared = isShared
  }

  init(_ specification: TransformCodecSpecification) throws {
    blocks = try DataSetCatalogue.load(Descriptor(parsing: specification.test)).blocks()
    isShared = specification.sharedFiles
  }

  func smallRows(_ shape: ImageShape) throws -> ImageRows? {
    guard blocks.allSatisfy({ $0.shape == shape }) else { return nil }
    return try ImageRows(blocks)
  }

  /// Measures a codec on the images, in real files; `check` is called before each, and what it throws ends the measurement.
  func measure(
    _ codec: any LearnedImageCodec, modelHash hash: [UInt8], check: () throws -> Void = {}
  ) throws -> CodecMeasurement {
    var measurement = CodecMeasurement()
    for block in files {
      try check()
      try codec.check(count: block.count, of: block.shape)
      let (file, estimatedBits) = codec.encode(block, modelHash: hash)
      let bytes = file.bytes
      let parsed = try ImageContainer(parsing: bytes)
      let decoded = try codec.decode(parsed.groups[0])
      try measurement.add(
        decoded, of: block, byteCount: bytes.count, headerByteCount: file.overhead,
        estimatedBits: estimatedBits + 8 * Double(file.overhead))
    }
    return measurement
  }

  var files: [ImageBlock] {
    isShared ? blocks : blocks.flatMap { block in (0..<block.count).map { block[$0..<$0 + 1] } }
  }
}
