import RDReport
import RDResults

extension Figure {
  /// Decoded images of a latent traversal: one latent varied over its range.
  ///
  /// > Source: [practice3].
  static let latentTraversals = latentPictures(
    of: "traversal", rows: 3, models: 5, columns: 5,
    "One latent moved over its range, a row for each of those that vary most; to the right the same with quantised latents."
  )

  /// Linear interpolation between the latents of two images.
  static let latentInterpolations = latentPictures(
    of: "interpolation", rows: 3, models: 5, columns: 5,
    "Linear interpolation between the latents of two images; to the right the same with quantised latents."
  )

  /// Both latents of a model of two.
  static let latentPlane = latentPictures(
    of: "grid", rows: 6, models: 2, columns: 6,
    "The plane of a model of two latents, decoded; to the right with quantised latents."
  )

  /// A figure of the pictures of one kind, with at most some rows of a model, models, and pictures in a row.
  private static func latentPictures(
    of kind: String, rows rowLimit: Int, models modelLimit: Int, columns columnLimit: Int,
    _ caption: String
  ) -> Figure {
    Figure(of: ImageAutoencodersExperiment.name, caption) { results in
      let pictures = try results.rows(ifAny: "latent-pictures.csv").where("kind", kind)
      guard let first = pictures.first else { return nil }
      let models = thinned(try pictures.distinct("model"), to: modelLimit)
      let bits = try pictures.distinct("bits").sorted()
      let columns = thinned(Array(0...(try pictures.integers("column").last ?? 0)), to: columnLimit)
      let all = Array(0...(try pictures.integers("row").last ?? 0))
      // The first rows have the largest variance; a plane is shown completely or not at all.
      let rows = kind == "grid" ? thinned(all, to: rowLimit) : Array(all.prefix(rowLimit))
      var grid = try PictureGrid(
        ofPicturesLike: first, columns: columns.count * bits.count,
        rows: rows.count * models.count, columnGroup: columns.count, rowGroup: rows.count)
      for picture in pictures {
        guard let model = models.firstIndex(of: try picture.text("model")),
          let side = bits.firstIndex(of: try picture.text("bits")),
          let column = columns.firstIndex(of: try picture.integer("column")),
          let row = rows.firstIndex(of: try picture.integer("row"))
        else { continue }
        try grid.place(
          picture, column: side * columns.count + column, row: model * rows.count + row)
      }
      func group(_ index: Int, of count: Int) -> ClosedRange<Int> {
        index * count...(index + 1) * count - 1
      }
      return grid.chart(
        rowLabels: models.enumerated().map { (group($0, of: rows.count), $1) },
        columnLabels: bits.enumerated().map {
          (group($0, of: columns.count), $1.isEmpty ? "as they are" : "\($1) bits per latent")
        })
    }
  }
}
