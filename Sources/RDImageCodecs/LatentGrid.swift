/// Integers that stand for images: the quantised latents of a codec, on a grid for each image.
package struct LatentGrid: Sendable, Equatable {
  package let count: Int
  package let height: Int
  package let width: Int
  package let channels: Int

  /// The numbers, image by image, row by row, the channels of a position side by side: shape `[count, height, width, channels]`.
  package var values: [Int32]

  /// Grids from their numbers.
  ///
  /// - Precondition: `values` has as many elements as the shape says.
  package init(count: Int, height: Int, width: Int, channels: Int, values: [Int32]) {
    precondition(count >= 0 && height > 0 && width > 0 && channels > 0)
    precondition(values.count == count * height * width * channels)
    self.count = count
    self.height = height
    self.width = width
    self.channels = channels
    self.values = values
  }

  package var positionCount: Int { height * width }
}
