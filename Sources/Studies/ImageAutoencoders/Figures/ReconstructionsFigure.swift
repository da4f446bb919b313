import RDReport
import RDResults

/// Originals and what is left of them, a row for each code: PCA and the models.
///
/// Of many models, those of the study that gave the first ones are shown, that of the least error and that of the greatest similarity.
///
/// > Source: [gashgash], figure 4.
struct ReconstructionsFigure: Figure {
  /// Whether the latents are quantised.
  let isQuantised: Bool

  package let caption: String

  /// From quantised latents.
  static let quantised = ReconstructionsFigure(
    isQuantised: true,
    caption:
      "Originals, and what codes leave of them whose latents are quantised to a few bits each.")

  /// From latents as they are.
  static let unquantised = ReconstructionsFigure(
    isQuantised: false,
    caption: "Originals, and what each model makes of them from latents that are not quantised.")

  /// More models than this do not all have a row.
  private static let modelLimit = 6

  private static let original = "original"

  package func suits(_ results: ResultSet) throws -> Bool {
    guard ImageModels.suits(results) else { return false }
    return try pictures(of: results).contains { try $0.text("model") != Self.original }
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let pictures = try pictures(of: results)
    let shown = try models(of: results).filter { name in
      try pictures.contains { try $0.text("model") == name }
    }
    let count = try pictures.map { try $0.integer("image") + 1 }.max() ?? 1
    guard let first = pictures.first else { throw ResultsReadingError.noPoints(path: results.path) }
    var grid = try PictureGrid(ofPicturesLike: first, columns: count, rows: shown.count)
    for picture in pictures {
      guard let row = shown.firstIndex(of: try picture.text("model")) else { continue }
      try grid.place(picture, column: try picture.integer("image"), row: row)
    }
    let title = try title(of: pictures)
    return grid.picture(
      named: name, rowLabels: shown.enumerated().map { ($0...$0, methodTitle($1)) },
      columnLabels: title.isEmpty ? [] : [(0...count - 1, title)])
  }

  private func pictures(of results: ResultSet) throws -> [ResultRow] {
    try results.rows(ifAny: "reconstructions.csv").filter {
      try $0.text("model") == Self.original || $0.text("latent_quantiser").isEmpty != isQuantised
    }
  }

  /// How the latents of the pictures are quantised.
  private func title(of pictures: [ResultRow]) throws -> String {
    guard let row = try pictures.first(where: { try !$0.text("latent_quantiser").isEmpty }) else {
      return ""
    }
    let quantiser = QuantiserMark(method: try row.text("latent_quantiser")).title
    return
      "from latents of \(try row.text("bits")) bits: \(quantiser), \(try row.text("latent_scale"))"
  }

  private func models(of results: ResultSet) throws -> [String] {
    let models = try ImageModels(results)
    let names = try models.names()
    guard names.count > Self.modelLimit else { return [Self.original, "klt"] + names }
    let error = try names.min {
      try models.mean("mse", of: $0) ?? .infinity < models.mean("mse", of: $1) ?? .infinity
    }
    let similarity = try names.max {
      try models.mean("ssim", of: $0) ?? 0 < models.mean("ssim", of: $1) ?? 0
    }
    return distinct(
      [Self.original, "klt"] + names.prefix(2) + [error, similarity].compactMap { $0 })
  }
}
