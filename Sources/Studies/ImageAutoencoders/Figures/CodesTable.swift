import RDReport
import RDResults

/// How many numbers each model has and lets through: its compression by the bottleneck alone, as studies count it, and by everything that crosses.
///
/// > Source: [tian], whose ratio of 6 leaves out the maps that skip the bottleneck.
struct CodesTable: TableOfResults {
  package let caption =
    "What crosses from encoder to decoder, and the error of latents that are not quantised, with its interval over images (of one training) or over trainings"

  package func suits(_ results: ResultSet) throws -> Bool {
    ImageModels.suits(results) && !results.rows(ifAny: "codes.csv").isEmpty
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let summary = try ImageModels(results).summary
    return PresentedTable(
      columns: [
        .init("model", "model"), .init("parameters", "parameters"), .init("latents", "latents"),
        .init("crossing", "numbers that cross"), .init("bottleneck_ratio", "ratio, bottleneck"),
        .init("crossing_ratio", "ratio, all that crosses"), .init("mse", "MSE"),
        .init("interval_over", ImageModels.intervalHeading),
      ],
      rows: try results.rows(ifAny: "codes.csv").map { row in
        let model = try row.text("model")
        let error = try summary.first {
          try $0.text("model") == model && $0.text("latent_quantiser").isEmpty
        }
        return .init(
          model,
          [
            .text(model), .optional(try row.optionalInteger("parameters")),
            .optional(try row.optionalInteger("latents")),
            .optional(try row.optionalInteger("crossing_numbers")),
            .exactly(try row.optionalNumber("bottleneck_ratio"), decimals: 2),
            .exactly(try row.optionalNumber("crossing_ratio"), decimals: 2),
            .optional(
              try error?.optionalNumber("distortion"),
              halfWidth: try error?.optionalNumber("distortion_ci95"), decimals: 5),
            try error.map(ImageModels.intervalCell) ?? .empty,
          ])
      })
  }
}
