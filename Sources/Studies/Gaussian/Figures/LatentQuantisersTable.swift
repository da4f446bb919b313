import RDReport
import RDResults

/// What the quantiser of the latents makes of the autoencoder's error, quantiser by quantiser.
///
/// > Source: [gashgash], table 1, which compares two of them on images.
struct LatentQuantisersTable: TableOfResults {
  package let caption =
    "What the quantiser of the latents makes of the autoencoder's error"

  package func suits(_ results: ResultSet) throws -> Bool {
    try GaussianSummary.variantCount(of: results) == 1
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let summary = try GaussianSummary(results)
    let rows = summary.rows.filter { $0.method == "autoencoder" }
    let quantisers = distinct(rows.compactMap(\.latentQuantiser))
    let bits = Set(rows.compactMap(\.bits)).sorted()
    func error(_ d: Int, _ quantiser: String?, _ b: Int?) -> PresentedCell {
      let row = rows.first {
        $0.latentDimension == d && $0.latentQuantiser == quantiser && $0.bits == b
      }
      return .optional(row?.distortion, halfWidth: row?.distortionHalfWidth, decimals: 4)
    }
    return PresentedTable(
      columns: [
        .init("latent_dimension", "d", latex: "$d$"), .init("bits", "b", latex: "$b$"),
        .init("unquantised", "not quantised"),
      ] + quantisers.map { .init($0, latentQuantiserTitle($0)) },
      rows: summary.latentDimensions.flatMap { d in
        bits.map { b in
          .init(
            "\(d)/\(b)",
            [.integer(d), .integer(b), error(d, nil, nil)] + quantisers.map { error(d, $0, b) })
        }
      })
  }

  private func latentQuantiserTitle(_ quantiser: String) -> String {
    switch quantiser {
    case "lloyd-max-normal": "Lloyd–Max for N(0, 1)"
    case "lloyd-max-trained": "Lloyd–Max, trained"
    case "uniform-endpoints": "uniform, end points"
    case "uniform-midpoints": "uniform, midpoints"
    default: quantiser
    }
  }
}
