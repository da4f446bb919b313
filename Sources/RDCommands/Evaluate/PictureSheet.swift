import RDCore
import RDImages

/// Pictures of one size side by side on white.
struct PictureSheet {
  private let cell: ImageShape
  private let columns: Int
  private let rows: Int

  /// Red, green and blue, line by line.
  private var samples: [UInt16]

  /// White space between pictures, in pixels.
  private static let gap = 2

  /// Pixels of a line, beyond which pictures go to another sheet.
  private static let widthLimit = 1024

  /// The pictures of a width that stand side by side, at least one.
  static func columnCount(ofWidth width: Int) -> Int {
    max(1, (widthLimit + gap) / (width + gap))
  }

  init(cell: ImageShape, columns: Int, rows: Int) {
    self.cell = cell
    self.columns = columns
    self.rows = rows
    samples = []
    samples = Array(repeating: 255, count: shape.elementCount)
  }

  private var shape: ImageShape {
    ImageShape(
      height: rows * (cell.height + Self.gap) - Self.gap,
      width: columns * (cell.width + Self.gap) - Self.gap, channels: 3)
  }

  /// Puts a grey or colour picture of 8 bits into the sheet.
  mutating func place(_ picture: Image, column: Int, row: Int) {
    let channels = picture.shape.channels
    let (top, left) = (row * (cell.height + Self.gap), column * (cell.width + Self.gap))
    for y in 0..<cell.height {
      for x in 0..<cell.width {
        let source = (y * cell.width + x) * channels
        let target = ((top + y) * shape.width + left + x) * 3
        for channel in 0..<3 {
          samples[target + channel] = picture.samples[source + min(channel, channels - 1)]
        }
      }
    }
  }

  var image: Image { Image(shape: shape, samples: samples) }
}
