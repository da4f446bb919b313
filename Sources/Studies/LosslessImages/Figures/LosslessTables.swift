import RDReport
import RDResults

extension TableOfResults {
  /// Bits of every lossless code, with all images in one file and with a file for each, and how many of them are latents and headers.
  static let lossless = TableOfResults(
    of: LosslessImagesExperiment.name,
    "Bits per image of lossless codes, with all images in one file and with a file for each"
  ) { results in
    let entries = try LosslessCodes(results).entries
    let alone = entries.first { $0.method == "contexts" }?.together
    func number(
      _ key: String, _ heading: String, decimals: Int = 1,
      _ number: @escaping (LosslessCodes.Entry) -> Double?
    ) -> TableColumn<LosslessCodes.Entry> {
      TableColumn(key, heading) { .optional(number($0), decimals: decimals) }
    }
    return try PresentedTable(
      entries, key: \.key,
      columns: [
        TableColumn("code") { .text($0.title) },
        TableColumn("latents") { .optional($0.latentDimension) },
        TableColumn("bits", "bits per latent") { .optional($0.bits) },
        number("latent_bits", "bits of the latents", \.latentBits),
        number("sample_bits", "bits of the samples") { entry in
          entry.latentBits.flatMap { latents in entry.together.map { $0 - latents } }
        },
        number("together", "bits per image, one file", \.together),
        number("to_contexts", "to contexts alone (%)", decimals: 2) { entry in
          alone.flatMap { alone in entry.together.map { 100 * ($0 / alone - 1) } }
        },
        TableColumn("single", "bits per image, a file each") {
          .optional($0.single?.bits, halfWidth: $0.single?.halfWidth, decimals: 1)
        },
        number("headers", "headers of these", decimals: 0, \.headerBits),
        TableColumn("interval_over", ImageModels.intervalHeading) { entry in
          entry.single?.halfWidth == nil
            ? .empty : entry.intervalOver.map { .text($0) } ?? .empty
        },
      ])
  }

  /// How far autoencoders by themselves are from giving back images exactly, with latents at full precision.
  static let exactness = TableOfResults(
    of: LosslessImagesExperiment.name,
    "How exactly autoencoders reconstruct test images by themselves, latents being 32-bit numbers and reconstructions rounded to 8 bits; intervals are over images"
  ) { results in
    try PresentedTable(
      results.rows("exactness.csv"),
      key: { row in
        let repetition = try row.integer("repetition")
        return try row.text("model") + (repetition == 1 ? "" : "/\(repetition)")
      },
      columns: [
        .text("model"), .text("objective"), .integer("latents", of: "latent_dimension"),
        .integer("parameters"), .integer("epochs"),
        TableColumn("exact_images", "exact images (%)", exactFraction),
        .number("exact_samples", "exact samples (%)", times: 100, decimals: 2),
        .number("mse", "MSE", decimals: 6),
        .integer("greatest_error", "greatest error of 255"), ImageModels.intervalOverImages,
      ])
  }

  /// The fraction of exact images, in per cent, with the larger half of Wilson's interval: none of many does not mean none of all.
  ///
  /// > Source: [wilson1927].
  private static func exactFraction(_ row: ResultRow) throws -> PresentedCell {
    let (fraction, count) = (try row.number("exact_images"), try row.number("images"))
    let square = 1.959_964 * 1.959_964
    let centre = (fraction + square / (2 * count)) / (1 + square / count)
    let half =
      (square * (fraction * (1 - fraction) + square / (4 * count)) / count).squareRoot()
      / (1 + square / count)
    return .measured(
      100 * fraction, halfWidth: 100 * (half + abs(centre - fraction)), decimals: 2)
  }
}
