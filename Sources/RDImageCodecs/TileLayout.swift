/// The overlapping tiles of a large image, whose central parts together equal the result for the whole image.
///
/// A tile begins and ends on the stride's multiples, and where it meets the image's border it has the same border. Inside it overlaps its
/// neighbours by twice a margin of latent positions; within the margin a tile's results are not used, since the network there
/// would depend on samples beyond it.
package struct TileLayout {
  /// Rows of latents of each tile.
  package let height: Int

  /// Positions in a row of each tile.
  package let width: Int
  package let tiles: [Tile]

  package struct Tile: Sendable {
    /// The first row and column of latents.
    package let row: Int
    package let column: Int

    /// The rows and columns of latents, counted in the image, for which its results are used.
    package let rows: Range<Int>
    package let columns: Range<Int>
  }

  /// The tiles of an image.
  ///
  /// - Parameters:
  ///   - height: rows of latents.
  ///   - width: latents in a row.
  ///   - limit: the maximum number of latents of a tile, except for a minimal square of one latent between two margins.
  ///   - margin: latents along the inner borders of a tile whose results are not used.
  package init(height: Int, width: Int, limit: Int, margin: Int) {
    let isWhole = height * width <= limit
    let side = max(2 * margin + 1, Int(Double(limit).squareRoot()))
    self.height = isWhole ? height : min(height, side)
    self.width = isWhole ? width : min(width, side)
    let rows = Self.cuts(height, side: self.height, margin: margin)
    let columns = Self.cuts(width, side: self.width, margin: margin)
    tiles = rows.flatMap { row in
      columns.map { column in
        Tile(row: row.start, column: column.start, rows: row.used, columns: column.used)
      }
    }
  }

  /// The start of tiles along one side, and the used range of each.
  private static func cuts(
    _ length: Int, side: Int, margin: Int
  ) -> [(start: Int, used: Range<Int>)] {
    var starts = [0]
    while let last = starts.last, last + side < length {
      starts.append(min(last + side - 2 * margin, length - side))
    }
    return starts.enumerated().map { index, start in
      let from = index == 0 ? 0 : starts[index - 1] + side - margin
      let until = index == starts.count - 1 ? length : start + side - margin
      return (start, from..<until)
    }
  }
}
