import RDCore
import RDDataSets
import RDImageCodecs
import RDNetworks
import RDResults

/// The images that codecs are measured on.
struct CodecTestImages {
  /// The images, a block for each size.
  let blocks: [ImageBlock]

  /// Whether images of one size share a file.
  private let isShared: Bool

  /// Images that are there already.
  init(blocks: [ImageBlock], isShared: Bool) {
    self.blocks = blocks
    self.isShared = isShared
  }

  /// - Throws: an error of the data set.
  init(_ specification: TransformCodecSpecification) throws {
    blocks = try DataSetCatalogue.load(Descriptor(parsing: specification.test)).blocks()
    isShared = specification.sharedFiles
  }

  /// The images as rows of a network for this shape, if they have it.
  func smallRows(_ shape: ImageShape) throws -> ImageRows? {
    guard blocks.allSatisfy({ $0.shape == shape }) else { return nil }
    return try ImageRows(blocks)
  }

  /// What a transform codec does to the images.
  func measure(_ codec: TransformCodec, modelHash hash: [UInt8]) throws -> CodecMeasurement {
    var measurement = CodecMeasurement()
    for block in files {
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

  /// What is coded together: blocks as they are, or single images.
  package var files: [ImageBlock] {
    isShared ? blocks : blocks.flatMap { block in (0..<block.count).map { block[$0..<$0 + 1] } }
  }
}
