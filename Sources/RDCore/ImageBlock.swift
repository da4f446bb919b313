/// A block of images of equal shape with 8 bits per sample.
package struct ImageBlock: Sendable, Equatable {
  /// Number of images.
  package let count: Int

  package let shape: ImageShape

  /// The samples, 0 to 255, shape `[count, height, width, channels]`.
  package var samples: [UInt8]

  /// - Precondition: `samples` has `count * shape.elementCount` elements.
  package init(count: Int, shape: ImageShape, samples: [UInt8]) {
    precondition(count >= 0 && samples.count == count * shape.elementCount)
    self.count = count
    self.shape = shape
    self.samples = samples
  }

  /// The images of a range of indices.
  package subscript(range: Range<Int>) -> ImageBlock {
    let size = shape.elementCount
    return ImageBlock(
      count: range.count, shape: shape,
      samples: Array(samples[(range.lowerBound * size)..<(range.upperBound * size)]))
  }
}
