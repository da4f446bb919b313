/// Whole numbers that stand for images: the quantised latents of a codec, on a grid for each image.
package struct LatentGrid: Sendable, Equatable {
  /// How many images.
  package let count: Int

  /// Rows of each grid.
  package let height: Int

  /// Places in a row.
  package let width: Int

  /// Numbers of each place.
  package let channels: Int

  /// The numbers, image by image, row by row, the channels of a place side by side: shape `[count, height, width, channels]`.
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

  /// Places in one grid.
  package var placeCount: Int { height * width }
}
