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
    // Every row of a method against the best of it.
    func cost(_ row: ResultRow) throws -> Double {
      let bits = try row.number("bits_per_image")
      let samples = bits / (try row.number("rate_bits_per_sample"))
      return try bits + row.number("setting") * row.number("distortion") * samples
    }
    return PresentedTable(
      columns: [
        .init("surrogate", "surrogate"), .init("entropy_model", "entropy model"),
        .init("lambda", "lambda", latex: "$\\lambda$"), .init("epochs", "epochs"),
        .init("live", "live channels"), .init("bits", "bits an image"),
        .init("mse", "MSE"), .init("psnr", "PSNR, pooled (dB)"),
        .init("cost", "bits + lambda SSE", latex: "bits $+ \\lambda\\,$SSE"),
        .init("above_best", "above the best (%)"),
      ],
      rows: try rows.map { row in
        let method = try row.text("method")
        let surrogate = try String(row.text("variant").dropLast(CodecCurves.surrogateMark.count))
        let own = try cost(row)
        let best = try rows.filter { try $0.text("method") == method }.map(cost).min() ?? own
        let setting = try row.text("setting")
        return .init(
          "\(method)/\(surrogate)/\(setting)",
          [
            .text(surrogate), .text(method.hasSuffix("-factorised") ? "factorised" : "context"),
            .text(setting), .optional(try row.optionalInteger("epochs")),
            .optional(try row.optionalInteger("live_channels")),
            .number(try row.number("bits_per_image"), decimals: 1),
            .number(try row.number("distortion"), decimals: 6),
            .optional(try row.optionalNumber("psnr_of_pooled_mse_decibels"), decimals: 2),
            .number(own, decimals: 1), .number(100 * (own / best - 1), decimals: 2),
          ])
      })
  }

  private func rows(of results: ResultSet) throws -> [ResultRow] {
    try results.table("points.csv").rows.filter {
      try $0.text("variant").hasSuffix(CodecCurves.surrogateMark)
        && $0.optionalNumber("distortion") != nil
    }
  }
}
