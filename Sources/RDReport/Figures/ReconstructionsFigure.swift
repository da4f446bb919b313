internal import RDResults

/// Originals and what is left of them at 4 bits a latent, a row for each code: the linear one, the two that are the study's own, and the
/// models of the least error and of the greatest similarity.
///
/// > Source: [gashgash], figure 4.
struct ReconstructionsFigure: Figure {
  /// Pixels between two pictures.
  private static let gap = 3

  let caption =
    "Originals, and what codes with 4 bits for each latent leave of them."

  func suits(_ results: ResultSet) throws -> Bool {
    guard ImageModels.suits(results) else { return false }
    return try !results.table("reconstructions.csv").rows.isEmpty
  }

  func picture(named name: String, of results: ResultSet) throws -> Picture {
    let pictures = try results.table("reconstructions.csv").rows
    let shown = try models(of: results)
    let width = try pictures.first?.integer("width") ?? 1
    let height = try pictures.first?.integer("height") ?? 1
    let count = try pictures.map { try $0.integer("image") + 1 }.max() ?? 1
    let columns = count * (width + Self.gap) - Self.gap
    let lines = shown.count * (height + Self.gap) - Self.gap
    var pixels = [Int](repeating: 0xff_ffff, count: columns * lines)
    for row in pictures {
      guard let line = shown.firstIndex(of: try row.text("model")) else { continue }
      let channels = try row.integer("channels")
      let samples = try bytes(row.text("samples"))
      let first =
        line * (height + Self.gap) * columns + (try row.integer("image")) * (width + Self.gap)
      for pixel in 0..<(width * height) {
        func sample(_ channel: Int) -> Int {
          samples[pixel * channels + min(channel, channels - 1)]
        }
        pixels[first + pixel / width * columns + pixel % width] =
          sample(0) << 16 | sample(1) << 8 | sample(2)
      }
    }
    var data = PictureData("x", "y", "colour")
    for (index, colour) in pixels.enumerated() {
      data.append("pixels", .integer(index % columns), .integer(index / columns), .integer(colour))
    }
    return picture(name, data, shown, columns: columns, lines: lines, pictureHeight: height)
  }

  private func picture(
    _ name: String, _ data: PictureData, _ models: [String], columns: Int, lines: Int,
    pictureHeight: Int
  ) -> Picture {
    let left = 25.0
    let right = Picture.columnWidthMillimetres - 1
    let height = (right - left) / Double(columns) * Double(lines)
    let layout = PageLayout(heightMillimetres: height + 2)
    let labels = models.enumerated().map { line, model in
      let middle = line * (pictureHeight + Self.gap) + pictureHeight / 2
      return
        "set label \(line + 1) \(gnuplotText(model)) at graph -0.02, first \(middle) right font small"
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        \(layout.panel(left: left, right: right, bottom: 1, top: 1 + height))
        unset border
        unset tics
        set xrange [-0.5:\(columns).0 - 0.5]
        set yrange [\(lines).0 - 0.5:-0.5]
        \(labels.joined(separator: "\n"))
        red(c) = int(c) / 65536
        green(c) = int(c) / 256 % 256
        blueness(c) = int(c) % 256
        plot data using (pick("pixels", "x")):(column("y")):(red(column("colour"))):(green(column("colour"))):(blueness(column("colour"))) with rgbimage
        """)
  }

  private func models(of results: ResultSet) throws -> [String] {
    let models = try ImageModels(results)
    let names = try models.names()
    let error = try names.min {
      try models.mean("mse", of: $0) ?? .infinity < models.mean("mse", of: $1) ?? .infinity
    }
    let similarity = try names.max {
      try models.mean("ssim", of: $0) ?? 0 < models.mean("ssim", of: $1) ?? 0
    }
    return distinct(
      ["original", "klt"] + names.prefix(2) + [error, similarity].compactMap { $0 })
  }

  /// The samples of a picture from their hexadecimal digits.
  private func bytes(_ text: String) -> [Int] {
    let digits = text.utf8.map { $0 >= 97 ? Int($0) - 87 : Int($0) - 48 }
    return stride(from: 0, to: digits.count - 1, by: 2).map { 16 * digits[$0] + digits[$0 + 1] }
  }
}
