/// How a large image is cut into overlapping tiles whose middles fit together to what the whole image would give.
///
/// A tile begins and ends on the stride's multiples, and where it meets the image's border it has the same border. Inside it overlaps its
/// neighbours by twice ``margin`` places of the latents; within the margin a tile's results are not used, since the network there
/// would have seen beyond it.
struct TileLayout {
  /// Places of the latents along a side of a tile, for images that need more than one.
  static let side = 64

  /// Places along the inner borders of a tile whose results are not used: as many as the windows of all layers together
  /// reach, of ``TransformCodecArchitecture/kernelLimit`` at most.
  static let margin = 6

  /// Rows of places of each tile.
  let height: Int

  /// Places in a row of each tile.
  let width: Int

  /// The tiles, row by row.
  let tiles: [Tile]

  /// A tile.
  struct Tile {
    /// The first row and column of places.
    let row: Int
    let column: Int

    /// The rows and columns of places, counted in the image, for which its results are used.
    let rows: Range<Int>
    let columns: Range<Int>
  }

  /// The tiles of an image with so many rows of places and places in a row; one if it has at most `limit` places.
  init(height: Int, width: Int, limit: Int) {
    let isWhole = height * width <= limit
    self.height = isWhole ? height : min(height, Self.side)
    self.width = isWhole ? width : min(width, Self.side)
    let rows = Self.cuts(height, side: self.height)
    let columns = Self.cuts(width, side: self.width)
    tiles = rows.flatMap { row in
      columns.map { column in
        Tile(row: row.start, column: column.start, rows: row.used, columns: column.used)
      }
    }
  }

  /// Where tiles begin along one side, and what is used of each.
  private static func cuts(_ length: Int, side: Int) -> [(start: Int, used: Range<Int>)] {
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
