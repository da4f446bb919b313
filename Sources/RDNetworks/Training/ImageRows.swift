import RDCore

/// Images, or parts cut out of them at random, as rows of numbers from 0 to 1: the samples divided by 255, channels side by side.
///
/// Images of several sizes, such as upright and lying photographs, stand in a set for each size.
package struct ImageRows: TrainingRows {
  /// The shape of a row.
  package let shape: ImageShape

  /// The images.
  package let sets: [any ImageSet]

  /// The augmentation.
  package let augmentation: ImageAugmentation

  /// The rows that each image gives in an epoch.
  package let rowsPerImage: Int

  /// Of each image: its set, and its index there.
  private let positions: [(set: Int32, image: Int32)]

  /// Rows of images.
  ///
  /// - Parameters:
  ///   - sets: the images.
  ///   - augmentation: the random augmentation; with a crop, images may differ in size.
  ///   - rowsPerImage: the rows that each image gives in an epoch, at least 1.
  /// - Throws: `TrainingError` without images, and for images that differ in shape or are smaller than the crop.
  package init(
    _ sets: [any ImageSet], augmentation: ImageAugmentation = ImageAugmentation(),
    rowsPerImage: Int = 1
  ) throws(TrainingError) {
    precondition(rowsPerImage >= 1)
    let sets = sets.filter { $0.count > 0 }
    guard let first = sets.first else { throw .noImages }
    let shape = ImageShape(
      height: augmentation.crop?.height ?? first.shape.height,
      width: augmentation.crop?.width ?? first.shape.width, channels: first.shape.channels)
    for found in sets.map(\.shape) {
      let isUsable =
        augmentation.crop == nil
        ? found == shape : found.height >= shape.height && found.width >= shape.width
      guard isUsable, found.channels == shape.channels else {
        throw .unusableShape(found: found, wanted: shape, isCropped: augmentation.crop != nil)
      }
    }
    self.shape = shape
    self.sets = sets
    self.augmentation = augmentation
    self.rowsPerImage = rowsPerImage
    positions = sets.indices.flatMap { set in
      (0..<sets[set].count).map { (Int32(set), Int32($0)) }
    }
  }

  package var count: Int { positions.count * rowsPerImage }
  package var dimension: Int { shape.elementCount }

  package var identity: String {
    var digest = Fingerprint()
    for set in sets {
      digest.absorb(UInt64(set.count))
      digest.absorb(UInt64(set.shape.height))
      digest.absorb(UInt64(set.shape.width))
      for index in 0..<set.count { digest.absorb(set.digest(ofImageAt: index)) }
    }
    return "images=\(positions.count)x\(shape),\(augmentation.identity),rows=\(rowsPerImage),"
      + "data=\(String(digest.value, radix: 16))"
  }

  package func check() throws {
    for set in sets { try set.check() }
  }

  package func fill(
    _ row: Int, of batch: Matrix<Float>, with index: Int, drawing stream: inout RandomStream
  ) {
    let position = positions[index / rowsPerImage]
    let set = sets[Int(position.set)]
    let source = set.shape
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
    set.withSamples(ofImageAt: Int(position.image)) { samples in
      for y in 0..<shape.height {
        let start = min(max(top + y, 0), source.height - 1) * source.width * source.channels
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
