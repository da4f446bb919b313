import RDReport
import RDResults
import Testing

@Suite("Figures and tables of lossless codes")
struct LosslessFigureTests {
  private static let columns = [
    "method", "model", "objective", "latent_dimension", "bits", "layout", "images", "repetitions",
    "bits_per_image", "bits_per_image_ci95", "latent_bits_per_image", "sample_bits_per_image",
    "header_bits_per_image", "rate_bits_per_sample",
  ]

  private static func rows(
    _ method: String, _ model: String, together: Double, single: Double, latents: Int? = nil,
    bits: Int? = nil, latentBits: Double? = nil
  ) -> [[String: String]] {
    let common = [
      "method": method, "model": model, "latent_dimension": latents.map { "\($0)" } ?? "",
      "bits": bits.map { "\($0)" } ?? "",
      "latent_bits_per_image": latentBits.map { "\($0)" } ?? "", "header_bits_per_image": "3",
    ]
    return [
      common.merging(["layout": "together", "bits_per_image": "\(together)"]) { $1 },
      common.merging([
        "layout": "single", "bits_per_image": "\(single)", "bits_per_image_ci95": "12.5",
        "header_bits_per_image": "184",
      ]) { $1 },
    ]
  }

  private static func results() throws -> ResultSet {
    try ResultSet(
      name: "lossless", path: "results/lossless",
      tables: [
        "points.csv": SampleResults.document(
          SampleResults.pointColumns, [["experiment": "lossless-images", "status": "ok"]]),
        "summary.csv": SampleResults.document(
          columns,
          rows("png", "png", together: 1713, single: 2211)
            + rows("contexts", "contexts", together: 800, single: 931)
            + rows(
              "autoencoder", "8, 100 % _x_", together: 812, single: 950, latents: 8, bits: 2,
              latentBits: 15.5)
            + rows(
              "autoencoder", "8, 100 % _x_", together: 790, single: 940, latents: 8, bits: 3,
              latentBits: 23.25)),
        "exactness.csv": SampleResults.document(
          [
            "model", "repetition", "objective", "latent_dimension", "parameters", "epochs",
            "images", "exact_images", "exact_samples", "mse", "greatest_error",
          ],
          [
            [
              "model": "784, MSE", "repetition": "1", "objective": "mse",
              "latent_dimension": "784", "parameters": "2500000", "epochs": "4",
              "images": "10000", "exact_images": "0.0025", "exact_samples": "0.8375",
              "mse": "0.00031", "greatest_error": "97",
            ]
          ]),
      ])
  }

  @Test("bars stand at the best split, from the longest to the shortest")
  func bars() throws {
    let report = try Report(of: Self.results())
    #expect(report.pictures.map(\.name) == ["lossless-bits", "lossless-split"])
    #expect(report.tables.map(\.name) == ["lossless-table", "exactness-table"])
    let bars = report.pictures[0].data
    let ends = bars.rows.filter { $0[0] == "samples" }.map { $0[3] }
    #expect(ends == ["1713", "800", "790"])
    #expect(bars.rows.filter { $0[0] == "latents" } == [["latents", "3", "0", "23.25", ""]])
    // A per cent sign is a format and an underscore an index in a label of gnuplot.
    #expect(report.pictures[0].commands.contains("100 %% \\_x\\_"))
    let split = report.pictures[1].data.rows
    #expect(split.map { Array($0.suffix(2)) } == [["15.5", "812"], ["23.25", "790"]])
  }

  @Test("the tables say what the results do")
  func tables() throws {
    let tables = try Report(of: Self.results()).tables.map(\.table)
    let best = try #require(tables[0].rows.last)
    #expect(best.key == "autoencoder/8, 100 % _x_/8/3")
    #expect(best.cells[4] == .number(766.75, decimals: 1))
    #expect(best.cells[6] == .number(100 * (790.0 / 800 - 1), decimals: 2))
    #expect(best.cells[7] == .measured(940, halfWidth: 12.5, decimals: 1))
    guard case .measured(let share, let halfWidth?, _) = tables[1].rows[0].cells[5] else {
      Issue.record("no interval")
      return
    }
    #expect(share == 0.25)
    // Wilson's interval of 25 of 10000, by another program: 0.00169400 to 0.00368808.
    #expect(abs(halfWidth - 0.118_808) < 1e-6)
    #expect(tables[1].rows[0].cells[8] == .integer(97))
  }
}
