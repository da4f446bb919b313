import RDCore

/// Images, or parts cut out of them at random, as rows of numbers from 0 to 1: the samples divided by 255, channels side by side.
///
/// Images of several sizes, such as upright and lying photographs, stand in a block for each size.
package struct ImageRows: TrainingRows {
  /// The shape of a row.
  package let shape: ImageShape

  /// The images.
  package let blocks: [ImageBlock]

  /// The augmentation.
  package let augmentation: ImageAugmentation

  /// The rows that each image gives in an epoch.
  package let rowsPerImage: Int

  /// Of each image: its block, and its index there.
  private let positions: [(block: Int32, image: Int32)]

  /// Rows of images.
  ///
  /// - Parameters:
  ///   - blocks: the images.
  ///   - augmentation: the random augmentation; with a crop, images may differ in size.
  ///   - rowsPerImage: the rows that each image gives in an epoch, at least 1.
  /// - Throws: `TrainingError` without images, and for images that differ in shape or are smaller than the crop.
  package init(
    _ blocks: [ImageBlock], augmentation: ImageAugmentation = ImageAugmentation(),
    rowsPerImage: Int = 1
  ) throws(TrainingError) {
    precondition(rowsPerImage >= 1)
    let blocks = blocks.filter { $0.count > 0 }
    guard let first = blocks.first else { throw .noImages }
    let shape = ImageShape(
      height: augmentation.crop?.height ?? first.shape.height,
      width: augmentation.crop?.width ?? first.shape.width, channels: first.shape.channels)
    for block in blocks {
      let isUsable =
        augmentation.crop == nil
        ? block.shape == shape
        : block.shape.height >= shape.height && block.shape.width >= shape.width
      guard isUsable, block.shape.channels == shape.channels else {
        throw .unusableShape(found: block.shape, wanted: shape, isCropped: augmentation.crop != nil)
      }
    }
    self.shape = shape
    self.blocks = blocks
    self.augmentation = augmentation
    self.rowsPerImage = rowsPerImage
    positions = blocks.indices.flatMap { block in
      (0..<blocks[block].count).map { (Int32(block), Int32($0)) }
    }
  }

  package var count: Int { positions.count * rowsPerImage }
  package var dimension: Int { shape.elementCount }

  package var identity: String {
    var digest = Fingerprint()
    for block in blocks {
      digest.absorb(UInt64(block.count))
      digest.absorb(UInt64(block.shape.height))
      digest.absorb(UInt64(block.shape.width))
      block.samples.withUnsafeBytes { bytes in
        // Eight bytes at a time, so that a data set takes no longer than it does to read it.
        let words = bytes.count / 8
        for word in 0..<words {
          digest.absorb(
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * word, as: UInt64.self)))
        }
        digest.absorb(bytes.dropFirst(8 * words))
      }
    }
    return "images=\(positions.count)x\(shape),\(augmentation.identity),rows=\(rowsPerImage),"
      + "data=\(String(digest.value, radix: 16))"
  }

  package func fill(
    _ row: Int, of batch: Matrix<Float>, with index: Int, drawing stream: inout RandomStream
  ) {
    let position = positions[index / rowsPerImage]
    let source = blocks[Int(position.block)].shape
    // Disabled augmentations draw no random numbers.
    var top =
      source.height > shape.height ? stream.next(below: source.height - shape.height + 1) : 0
    var left = source.width > shape.width ? stream.next(below: source.width - shape.width + 1) : 0
    if augmentation.shift > 0 {
      top += stream.next(below: 2 * augmentation.shift + 1) - augmentation.shift
      left += stream.next(below: 2 * augmentation.shift + 1) - augmentation.shift
    }
    let isMirrored = augmentation.isFlipped && stream.next(below: 2) == 1
    let target = batch.start + row * batch.stride
    let width = shape.width * shape.channels
    blocks[Int(position.block)].samples.withUnsafeBufferPointer { samples in
      let image = samples[(Int(position.image) * source.elementCount)...]
      for y in 0..<shape.height {
        let line = min(max(top + y, 0), source.height - 1) * source.width * source.channels
        let start = image.startIndex + line
        let output = target + y * width
        if !isMirrored, left >= 0, left + shape.width <= source.width {
          let first = start + left * source.channels
          for i in 0..<width { output[i] = Float(samples[first + i]) / 255 }
        } else {
          for x in 0..<shape.width {
            let column = isMirrored ? shape.width - 1 - x : x
            let first = start + min(max(left + column, 0), source.width - 1) * source.channels
            for channel in 0..<shape.channels {
              output[x * shape.channels + channel] = Float(samples[first + channel]) / 255
            }
          }
        }
      }
    }
  }
}
