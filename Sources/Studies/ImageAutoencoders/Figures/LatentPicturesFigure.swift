import RDReport
import RDResults

/// What the decoder makes of latents that no image had, as they are and quantised: one latent moved over its range, the way from one image to
/// another, or the plane of a model of two latents.
///
/// > Source: [practice3].
struct LatentPicturesFigure: Figure {
  /// What is moved, as in the column `kind`.
  let kind: String

  /// More rows of a model, more models, and more pictures in a row than these do not fit.
  let rowLimit: Int
  let modelLimit: Int
  let columnLimit: Int

  package let caption: String

  /// Which latents are moved one at a time.
  static let traversals = LatentPicturesFigure(
    kind: "traversal", rowLimit: 3, modelLimit: 5, columnLimit: 5,
    caption:
      "One latent moved over its range, a row for each of those that vary most; to the right the same with quantised latents."
  )

  /// The straight way between the latents of two images.
  static let interpolations = LatentPicturesFigure(
    kind: "interpolation", rowLimit: 3, modelLimit: 5, columnLimit: 5,
    caption:
      "On the straight way between the latents of two images; to the right the same with quantised latents."
  )

  /// Both latents of a model of two.
  static let plane = LatentPicturesFigure(
    kind: "grid", rowLimit: 6, modelLimit: 2, columnLimit: 6,
    caption:
      "The plane of a model of two latents, as the decoder sees it; to the right with quantised latents."
  )

  package func suits(_ results: ResultSet) throws -> Bool {
    try ImageModels.suits(results) && !pictures(of: results).isEmpty
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let pictures = try pictures(of: results)
    guard let first = pictures.first else { throw ResultsReadingError.noPoints(path: results.path) }
    let models = thinned(try distinct(pictures.map { try $0.text("model") }), to: modelLimit)
    let bits = try distinct(pictures.map { try $0.text("bits") }).sorted()
    let columns = thinned(
      Array(0...(try pictures.map { try $0.integer("column") }.max() ?? 0)), to: columnLimit)
    let all = Array(0...(try pictures.map { try $0.integer("row") }.max() ?? 0))
    // The first rows are of what varies most; a plane is whole or nothing.
    let rows = kind == "grid" ? thinned(all, to: rowLimit) : Array(all.prefix(rowLimit))
    var grid = try PictureGrid(
      ofPicturesLike: first, columns: columns.count * bits.count, rows: rows.count * models.count,
      columnGroup: columns.count, rowGroup: rows.count)
    for picture in pictures {
      guard let model = models.firstIndex(of: try picture.text("model")),
        let side = bits.firstIndex(of: try picture.text("bits")),
        let column = columns.firstIndex(of: try picture.integer("column")),
        let row = rows.firstIndex(of: try picture.integer("row"))
      else { continue }
      try grid.place(
        picture, column: side * columns.count + column, row: model * rows.count + row)
    }
    return grid.picture(
      named: name,
      rowLabels: models.enumerated().map { index, model in
        (index * rows.count...(index + 1) * rows.count - 1, model)
      },
      columnLabels: bits.enumerated().map { index, bits in
        (
          index * columns.count...(index + 1) * columns.count - 1,
          bits.isEmpty ? "as they are" : "\(bits) bits a latent"
        )
      })
  }

  private func pictures(of results: ResultSet) throws -> [ResultRow] {
    try results.rows(ifAny: "latent-pictures.csv").filter { try $0.text("kind") == kind }
  }
}
