/// A block of images of equal shape with 8 bits per sample: what a data set gives, a codec compresses and a network learns from.
package struct ImageBlock: Sendable, Equatable {
  /// How many images.
  package let count: Int

  /// The shape of each.
  package let shape: ImageShape

  /// The samples from 0 to 255, image by image, row by row, the channels of a pixel side by side: shape
  /// `[count, height, width, channels]`.
  package var samples: [UInt8]

  /// A block from its samples.
  ///
  /// - Precondition: `samples` has `count * shape.elementCount` numbers.
  package init(count: Int, shape: ImageShape, samples: [UInt8]) {
    precondition(count >= 0 && samples.count == count * shape.elementCount)
    self.count = count
    self.shape = shape
    self.samples = samples
  }

  /// Some of the images, in their order.
  package subscript(range: Range<Int>) -> ImageBlock {
    let size = shape.elementCount
    return ImageBlock(
      count: range.count, shape: shape,
      samples: Array(samples[(range.lowerBound * size)..<(range.upperBound * size)]))
  }
}
