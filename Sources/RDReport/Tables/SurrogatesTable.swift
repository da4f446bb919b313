internal import RDResults

/// The surrogates of rounding, each trained from scratch for the same trade and as long: what the trained codecs spend and lose with
/// real rounding, and both together as training weighs them.
struct SurrogatesTable: TableOfResults {
  let caption =
    "Surrogates of rounding, each trained from scratch"

  func suits(_ results: ResultSet) throws -> Bool {
    try CodecCurves.suits(results) && !rows(of: results).isEmpty
  }

  func table(of results: ResultSet) throws -> PresentedTable {
    let rows = try rows(of: results)
    return PresentedTable(
      columns: [
        .init("surrogate", "surrogate"), .init("entropy_model", "entropy model"),
        .init("lambda", "lambda", latex: "$\\lambda$"), .init("epochs", "epochs"),
        .init("repetitions", "repetitions"),
        .init("live", "live channels"), .init("bits", "bits an image"),
        .init("mse", "MSE"), .init("psnr", "PSNR, pooled (dB)"),
        .init("cost", "bits + lambda SSE", latex: "bits $+ \\lambda\\,$SSE"),
        .init("above_best", "above the best (%)"),
      ],
      rows: try rows.map { row in
        let method = try row.text("method")
        let surrogate = try String(row.text("variant").dropLast(CodecCurves.surrogateMark.count))
        let setting = try row.text("setting")
        let own = try row.number("cost")
        // Every row of a method against the best of it at the same trade.
        let best =
          try rows.filter { try $0.text("method") == method && $0.text("setting") == setting }
          .map { try $0.number("cost") }.min() ?? own
        return .init(
          "\(method)/\(surrogate)/\(setting)",
          [
            .text(surrogate), .text(Self.entropyModel(ofMethod: method)),
            .text(setting), .optional(try row.optionalInteger("epochs")),
            .integer(try row.integer("repetitions")),
            .optional(try row.optionalNumber("live_channels"), decimals: 1),
            .number(try row.number("bits_per_image"), decimals: 1),
            .number(try row.number("distortion"), decimals: 6),
            .optional(try row.optionalNumber("psnr_of_pooled_mse_decibels"), decimals: 2),
            try row.optionalNumber("cost_ci95").map { .measured(own, halfWidth: $0, decimals: 1) }
              ?? .number(own, decimals: 1),
            .number(100 * (own / best - 1), decimals: 2),
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

  private func rows(of results: ResultSet) throws -> [ResultRow] {
    try results.rows(ifAny: "summary.csv").filter {
      try $0.text("variant").hasSuffix(CodecCurves.surrogateMark)
        && $0.optionalNumber("cost") != nil
    }
  }
}
