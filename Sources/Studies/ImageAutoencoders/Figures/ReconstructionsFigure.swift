import RDReport
import RDResults

extension Figure {
  /// Originals and reconstructions, a row for each code: PCA and the models.
  ///
  /// > Source: [gashgash], figure 4.
  static let reconstructions = Figure(
    of: ImageAutoencodersExperiment.name,
    "Originals and reconstructions from latents that are quantised to a few bits each, a row for each code."
  ) { try reconstructions($0, areQuantised: true) }

  /// The same from latents as they are.
  static let reconstructionGrid = Figure(
    of: ImageAutoencodersExperiment.name,
    "Originals and reconstructions from latents that are not quantised, a row for each model."
  ) { try reconstructions($0, areQuantised: false) }

  private static func reconstructions(
    _ results: ResultSet, areQuantised: Bool
  ) throws -> Chart? {
    let pictures = try results.rows(ifAny: "reconstructions.csv").filter {
      try $0.text("model") == "original" || $0.text("latent_quantiser").isEmpty != areQuantised
    }
    let known = try pictures.distinct("model")
    guard let first = pictures.first, known != ["original"] else { return nil }
    let shown = try ImageModels(results).representatives().filter(known.contains)
    let count = 1 + (try pictures.integers("image").last ?? 0)
    var grid = try PictureGrid(ofPicturesLike: first, columns: count, rows: shown.count)
    for picture in pictures {
      guard let row = shown.firstIndex(of: try picture.text("model")) else { continue }
      try grid.place(picture, column: try picture.integer("image"), row: row)
    }
    let title = try pictures.first { try !$0.text("latent_quantiser").isEmpty }.map { row in
      "from latents of \(try row.text("bits")) bits: \(QuantiserStyle(method: try row.text("latent_quantiser")).title), \(try row.text("latent_scale"))"
    }
    return grid.chart(
      rowLabels: shown.enumerated().map { ($0...$0, methodTitle($1)) },
      columnLabels: title.map { [(0...count - 1, $0)] } ?? [])
  }
}
