import RDReport
import RDResults

/// The surrogates of rounding, each trained from scratch for the same trade and as long: what the trained codecs spend and lose with
/// real rounding, and both together as training weighs them.
struct SurrogatesTable: TableOfResults {
  package let caption =
    "Surrogates of rounding, each trained from scratch, against one of them in the same repetitions"

  package func suits(_ results: ResultSet) throws -> Bool {
    try CodecCurves.suits(results) && !SurrogateCosts(results).entries.isEmpty
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let costs = try SurrogateCosts(results)
    return PresentedTable(
      columns: [
        .init("surrogate", "surrogate"), .init("entropy_model", "entropy model"),
        .init("lambda", "lambda", latex: "$\\lambda$"), .init("epochs", "epochs"),
        .init("repetitions", "repetitions"),
        .init("live", "live channels"), .init("bits", "bits per image"),
        .init("mse", "MSE"), .init("psnr", "PSNR, pooled (dB)"),
        .init("cost", "bits + lambda SSE", latex: "bits $+ \\lambda\\,$SSE"),
        .init("to_reference", "above \(costs.reference) (%)"),
      ],
      rows: try costs.entries.map { entry in
        let row = entry.row
        return .init(
          "\(entry.method)/\(entry.surrogate)/\(entry.setting)",
          [
            .text(entry.surrogate), .text(Self.entropyModel(ofMethod: entry.method)),
            .text(entry.setting), .optional(try row.optionalInteger("epochs")),
            .integer(try row.integer("repetitions")),
            .optional(try row.optionalNumber("live_channels"), decimals: 1),
            .number(try row.number("bits_per_image"), decimals: 1),
            .number(try row.number("distortion"), decimals: 6),
            .optional(try row.optionalNumber("psnr_of_pooled_mse_decibels"), decimals: 2),
            .measured(
              try row.number("cost"), halfWidth: try row.optionalNumber("cost_ci95"), decimals: 1),
            .optional(entry.excess, halfWidth: entry.halfWidth, decimals: 2),
          ])
      })
  }

  private static func entropyModel(ofMethod method: String) -> String {
    switch method {
    case "transform-codec-factorised": "factorised"
    case "transform-codec-rounding": "context, rounding"
    default: "context"
    }
  }
}
