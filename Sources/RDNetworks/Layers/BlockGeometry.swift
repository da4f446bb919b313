import RDCore

/// Square blocks of pixels of a map, one for each pixel of a smaller map: what poolings and upsampling run over.
///
/// Incomplete blocks at the lower and right edge are either left out, or have fewer pixels.
struct BlockGeometry {
  let fine: ImageShape
  let coarse: ImageShape

  /// Rows and columns of a block.
  package let size: Int

  /// Calls with each pixel of every block: where its channels begin, where those of the block's pixel of the smaller map do, and whether it is
  /// the block's first.
  @inline(__always)
  func forEachPixel(_ body: (_ fine: Int, _ coarse: Int, _ isFirst: Bool) -> Void) {
    for row in 0..<min(coarse.height * size, fine.height) {
      for column in 0..<min(coarse.width * size, fine.width) {
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
  /// - `size`: rows and columns of a block.
  /// - Precondition: there is a block.
  init(dividing fine: ImageShape, size: Int, keepsIncomplete: Bool = false) {
    precondition(size > 0)
    let excess = keepsIncomplete ? size - 1 : 0
    precondition(
      size <= min(fine.height, fine.width) + excess, "no block fits into the map")
    self.init(
      fine: fine,
      coarse: ImageShape(
        height: (fine.height + excess) / size, width: (fine.width + excess) / size,
        channels: fine.channels), size: size)
  }
}
