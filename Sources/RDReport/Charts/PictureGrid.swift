import RDResults

/// Small pictures of one size side by side on white, drawn pixel by pixel.
package struct PictureGrid {
  /// Pixels of a small picture.
  private let width: Int
  private let height: Int

  /// Where each column and each row of pictures begins, in pixels from the upper left corner.
  private let lefts: [Int]
  private let tops: [Int]

  /// Pixels of the whole.
  private let size: (columns: Int, lines: Int)

  /// The colours, line by line from the upper left corner: red, green and blue as a number of 24 bits, shape `[lines * columns]`.
  private var pixels: [Int]

  /// White space around a picture, in pixels.
  private static let gap = 2

  /// A grid without pictures.
  ///
  /// - Parameters:
  ///   - shape: a row of a table of pictures, all of which are as large.
  ///   - columns: how many pictures stand side by side.
  ///   - rows: how many stand one below another.
  ///   - columnGroup: columns that belong together, with more space behind them.
  ///   - rowGroup: rows that belong together.
  /// - Throws: `CSVError` for a row without a size.
  package init(
    ofPicturesLike shape: ResultRow, columns: Int, rows: Int, columnGroup: Int? = nil,
    rowGroup: Int? = nil
  ) throws {
    let width = try shape.integer("width")
    let height = try shape.integer("height")
    func starts(_ count: Int, _ step: Int, _ group: Int?) -> [Int] {
      (0..<count).map { index in
        index * (step + Self.gap) + (group.map { index / $0 } ?? 0) * (step / 3)
      }
    }
    self.width = width
    self.height = height
    lefts = starts(columns, width, columnGroup)
    tops = starts(rows, height, rowGroup)
    size = ((lefts.last ?? 0) + width, (tops.last ?? 0) + height)
    pixels = Array(repeating: 0xff_ffff, count: size.columns * size.lines)
  }

  /// Puts a picture into the grid.
  ///
  /// - Parameters:
  ///   - picture: a row with `samples`, two hexadecimal digits each, pixel by pixel, and `channels`.
  ///   - column: counted from the left.
  ///   - row: counted from the top.
  /// - Throws: `CSVError` for a missing column or field.
  package mutating func place(_ picture: ResultRow, column: Int, row: Int) throws {
    let channels = try picture.integer("channels")
    let samples = bytes(try picture.text("samples"))
    guard samples.count >= width * height * channels else { return }
    for pixel in 0..<(width * height) {
      func sample(_ channel: Int) -> Int { samples[pixel * channels + min(channel, channels - 1)] }
      pixels[(tops[row] + pixel / width) * size.columns + lefts[column] + pixel % width] =
        sample(0) << 16 | sample(1) << 8 | sample(2)
    }
  }

  /// Puts the map of a picture's errors into the grid: blue where it is darker than the original and vermilion where it is brighter, in the mean
  /// over channels, mixed into a light grey in proportion to the square root of the error.
  ///
  /// - Parameters:
  ///   - picture: a row as for ``place(_:column:row:)``.
  ///   - original: that of the picture that it stands for.
  ///   - column: counted from the left.
  ///   - row: counted from the top.
  /// - Throws: `CSVError` for a missing column or field.
  package mutating func placeError(
    of picture: ResultRow, from original: ResultRow, column: Int, row: Int
  ) throws {
    let channels = try picture.integer("channels")
    let (samples, truth) = (bytes(try picture.text("samples")), bytes(try original.text("samples")))
    guard min(samples.count, truth.count) >= width * height * channels else { return }
    for pixel in 0..<(width * height) {
      let error = (pixel * channels..<(pixel + 1) * channels)
        .reduce(0) { $0 + samples[$1] - truth[$1] }
      let depth = (Double(abs(error)) / Double(255 * channels)).squareRoot()
      let target = error > 0 ? (0xd5, 0x5e, 0x00) : (0x00, 0x72, 0xb2)
      func mixed(_ end: Int) -> Int { Int((0xf0 + depth * Double(end - 0xf0)).rounded()) }
      pixels[(tops[row] + pixel / width) * size.columns + lefts[column] + pixel % width] =
        mixed(target.0) << 16 | mixed(target.1) << 8 | mixed(target.2)
    }
  }

  /// The whole as a chart.
  ///
  /// - Parameters:
  ///   - rowLabels: texts to the left, each in the middle of some rows.
  ///   - columnLabels: texts above, each in the middle of some columns.
  /// - Returns: a chart of one panel.
  package func chart(
    rowLabels: [(ClosedRange<Int>, String)], columnLabels: [(ClosedRange<Int>, String)] = []
  ) -> Chart {
    // The longest text needs 1.35 mm a letter.
    let longest = rowLabels.map(\.1.count).max() ?? 0
    let left = min(max(1.35 * Double(longest) + 2, 4), 48)
    let right = Picture.columnWidthMillimetres - 1
    // Pictures are not drawn larger than a thumb.
    let scale = min((right - left) / Double(size.columns), 12 / Double(width))
    let height = scale * Double(size.lines)
    func middle(_ starts: [Int], _ group: ClosedRange<Int>, _ length: Int) -> Int {
      (starts[group.lowerBound] + starts[group.upperBound] + length) / 2
    }
    let labels: [(PlotText, String)] =
      rowLabels.map { rows, text in
        let middle = middle(tops, rows, self.height)
        return ("\(text)", "graph 0, first \(middle) right offset -0.5, 0 font small")
      }
      + columnLabels.map { columns, text in
        let middle = middle(lefts, columns, width)
        return ("\(text)", "first \(middle), graph 1 center offset 0, 0.6 font small")
      }
    return Chart(
      ["colour"], heightMillimetres: height + 1 + (columnLabels.isEmpty ? 1 : 5),
      settings: [
        "unset border", "unset tics", "red(c) = int(c) / 65536", "green(c) = int(c) / 256 % 256",
        "blueness(c) = int(c) % 256",
      ],
      panels: [
        Panel(
          .init(left, left + scale * Double(size.columns), bottom: 1, top: 1 + height),
          x: Axis(range: "[-0.5:\(size.columns).0 - 0.5]"),
          y: Axis(range: "[\(size.lines).0 - 0.5:-0.5]"), labels: labels,
          layers: [
            .custom(
              "pixels", pixels.map { [.integer($0)] },
              elements: [
                "data using (int($0) % \(size.columns)):(int($0) / \(size.columns)):(red(column(\"colour\"))):(green(column(\"colour\"))):(blueness(column(\"colour\"))) with rgbimage"
              ])
          ])
      ])
  }

  /// Bytes from their hexadecimal digits.
  private func bytes(_ text: String) -> [Int] {
    let digits = text.utf8.map { $0 >= 97 ? Int($0) - 87 : Int($0) - 48 }
    return stride(from: 0, to: digits.count - 1, by: 2).map { 16 * digits[$0] + digits[$0 + 1] }
  }
}
