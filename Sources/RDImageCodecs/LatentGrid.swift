/// The quantised latents of images, on a grid for each image.
package struct LatentGrid: Sendable, Equatable {
  package let count: Int
  package let height: Int
  package let width: Int
  package let channels: Int

  /// The integers, shape `[count, height, width, channels]`.
  package var values: [Int32]

  /// Grids from their integers.
  ///
  /// - Precondition: `values` has the number of elements of the shape.
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
