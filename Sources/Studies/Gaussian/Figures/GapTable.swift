import RDReport
import RDResults

/// The distance of each method from the rate–distortion bound, its latents quantised by Lloyd–Max for N(0, 1).
///
/// > Source: [gashgash], section 4, for the choice of the quantiser.
struct GapTable: TableOfResults {
  private static let quantiser = "lloyd-max-normal"

  package let caption =
    "Error and gap to the bound with quantised latents"

  package func suits(_ results: ResultSet) throws -> Bool {
    try GaussianSummary.variantCount(of: results) == 1
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let rows = try GaussianSummary(results).rows.filter { $0.latentQuantiser == Self.quantiser }
    return PresentedTable(
      columns: [
        .init("method", "method"),
        .init("latent_dimension", "d", latex: "$d$"),
        .init("bits", "b", latex: "$b$"),
        .init("rate", "rate (bits per sample)", latex: "$R$ (bit)"),
        .init("mse", "MSE"),
        .init("bound", "D(R)", latex: "$D(R)$"),
        .init("gap", "gap (dB)"),
        .init("difference", "MSE minus copying"),
      ],
      rows: rows.map { row in
        .init(
          "\(row.method)/\(row.latentDimension)/\(row.bits ?? 0)",
          [
            .text(methodTitle(row.method)), .integer(row.latentDimension), .optional(row.bits),
            .optional(row.rateBitsPerSample, decimals: 2),
            .optional(row.distortion, halfWidth: row.distortionHalfWidth, decimals: 4),
            .optional(row.boundDistortion, decimals: 4), .optional(row.gapDecibels, decimals: 2),
            row.method == "naive"
              ? .empty
              : .optional(
                row.differenceToSubsampling, halfWidth: row.differenceToSubsamplingHalfWidth,
                decimals: 4),
          ])
      })
  }
}
