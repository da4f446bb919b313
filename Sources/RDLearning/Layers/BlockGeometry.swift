internal import RDCore

/// Square blocks of pixels of a map, one for each pixel of a smaller map: what poolings and upsampling run over.
///
/// Pixels of an incomplete last block are in none.
struct BlockGeometry {
  /// The shape of the map that has blocks.
  let fine: ImageShape

  /// The shape of the map that has a pixel for each block.
  let coarse: ImageShape

  /// Rows and columns of a block.
  let size: Int

  /// Calls with each pixel of every block: where its channels begin, where those of the block's pixel of the smaller map do, and whether it is
  /// the block's first.
  @inline(__always)
  func forEachPixel(_ body: (_ fine: Int, _ coarse: Int, _ isFirst: Bool) -> Void) {
    for row in 0..<(coarse.height * size) {
      for column in 0..<(coarse.width * size) {
        body(
          (row * fine.width + column) * fine.channels,
          (row / size * coarse.width + column / size) * fine.channels,
          row.isMultiple(of: size) && column.isMultiple(of: size))
      }
    }
  }
}

extension BlockGeometry {
  /// The blocks of a map.
  ///
  /// - Precondition: one at least fits into it.
  init(dividing fine: ImageShape, size: Int) {
    precondition(size > 0 && size <= min(fine.height, fine.width), "no block fits into the map")
    self.init(
      fine: fine,
      coarse: ImageShape(
        height: fine.height / size, width: fine.width / size, channels: fine.channels), size: size)
  }
}
