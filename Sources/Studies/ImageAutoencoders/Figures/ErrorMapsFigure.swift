import RDReport
import RDResults

extension Figure {
  /// Reconstructions beside maps of their errors, a row for each code; below, where a sibling has the same images, the autoencoders that are called
  /// lossless for having no fewer latents than samples.
  ///
  /// > Source: [practice3], which asks to compare reconstructions of lossless and lossy compression.
  static let errorMaps = Figure(
    of: ImageAutoencodersExperiment.name,
    "Reconstructions from quantised latents, a row for each code, and to the right their errors: red where a reconstruction is too bright, blue where it is too dark, the deeper the greater; the depth of the colour is the square root of the error, so that small ones show. Rows of 32 bits per latent are autoencoders with no fewer latents than samples, called lossless, without the residual that makes them so."
  ) { results in
    let pictures = results.rows(ifAny: "reconstructions.csv")
    let originals = try pictures.where("model", "original")
    let quantised = try pictures.filter { try !$0.text("latent_quantiser").isEmpty }
    guard let first = originals.first, !quantised.isEmpty else { return nil }
    let models = try ImageModels(results)
    let lossy = try models.representatives().compactMap { model in
      let own = try quantised.where("model", model)
      return try own.first.map { ("\(try models.title(of: model, as: $0)) bits", own) }
    }
    let lossless = try results.siblings
      .filter { $0.experiment == LosslessImagesExperiment.name }
      .map { $0.rows(ifAny: "reconstructions.csv") }
      .first { try $0.where("model", "original").elementsEqual(originals, by: haveSameSamples) }
    let exact = try (lossless ?? []).distinct("model").filter { $0 != "original" }
      .map { ("\($0), 32 bits", try lossless?.where("model", $0) ?? []) }
    let count = min(originals.count, 5)
    let rows = [("original", originals)] + lossy + exact
    var grid = try PictureGrid(
      ofPicturesLike: first, columns: 2 * count, rows: rows.count, columnGroup: count)
    for (row, own) in rows.enumerated() {
      for (column, picture) in own.1.prefix(count).enumerated() {
        try grid.place(picture, column: column, row: row)
        guard row > 0 else { continue }
        try grid.placeError(
          of: picture, from: originals[column], column: count + column, row: row)
      }
    }
    return grid.chart(
      rowLabels: rows.enumerated().map { ($0...$0, $1.0) },
      columnLabels: [(0...count - 1, "pictures"), (count...2 * count - 1, "errors")])
  }

  private static func haveSameSamples(_ one: ResultRow, _ other: ResultRow) throws -> Bool {
    try one.text("samples") == other.text("samples")
  }
}
