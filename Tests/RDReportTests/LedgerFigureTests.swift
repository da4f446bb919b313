import RDReport
import RDResults
import Testing

@Suite("The figure and the table of the ledger")
struct LedgerFigureTests {
  private static func results() throws -> ResultSet {
    let columns =
      Point.columns.map(\.name) + [
        "requested_rate_bits", "snr_decibels", "blocklength", "gap_bits",
        "finite_blocklength_decibels", "quantiser_decibels", "entropy_model_decibels",
        "coder_decibels", "header_decibels",
      ]
    func row(_ method: String, _ rate: String, _ fields: [String: String]) -> [String: String] {
      let common = [
        "experiment": "ledger", "trial": "gaussian \(method)", "source": "gaussian",
        "method": method, "requested_rate_bits": rate, "status": "ok",
      ]
      return common.merging(fields) { _, own in own }
    }
    let rows = [
      row(
        "ecsq", "2",
        [
          "rate_bits_per_sample": "2.01", "snr_decibels": "10.5", "gap_bits": "0.27",
          "gap_decibels": "1.625", "finite_blocklength_decibels": "0.5",
          "quantiser_decibels": "1.0", "entropy_model_decibels": "-0.125",
          "coder_decibels": "0.125", "header_decibels": "0.125",
        ]),
      row(
        "e8", "2",
        [
          "rate_bits_per_sample": "2", "snr_decibels": "11.1", "gap_bits": "0.14",
          "gap_decibels": "0.875", "quantiser_decibels": "0.875", "entropy_model_decibels": "0",
          "coder_decibels": "0", "header_decibels": "0",
        ]),
      row("e8", "1", ["rate_bits_per_sample": "1", "gap_decibels": "0.875"]),
      row("tcq-8", "0.3", ["status": "failed: no such rate"]),
    ]
    return try ResultSet(
      name: "ledger", path: "results/ledger",
      tables: ["points.csv": SampleResults.document(columns, rows)])
  }

  @Test("losses are stacked to the right of zero and gains to the left, and failed rows have none")
  func bars() throws {
    let report = try Report(of: Self.results())
    let picture = try #require(report.pictures.first { $0.name == "ledger" })
    let rows = picture.data.rows.filter { $0[0].hasPrefix("gaussian 2.0") }
    let ecsq = rows.filter { $0[1] == "1" }
    #expect(ecsq.map { $0[2] } == ["0", "0.5", "-0.125", "1.5", "1.625", ""])
    #expect(ecsq.map { $0[3] } == ["0.5", "1.5", "0", "1.625", "1.75", "1.75"])
    #expect(ecsq.last?[4] == "1.625")
    let e8 = rows.filter { $0[1] == "2" }
    #expect(e8.map { $0[3] } == ["0.875", "0.875", "0.875", "0.875", "0.875"])
    #expect(!picture.script.contains("tcq-8"))
    #expect(!picture.script.contains("header <"))
  }

  @Test("the table has a row for each stream")
  package func table() throws {
    let report = try Report(of: Self.results())
    let table = try #require(report.tables.first { $0.name == "ledger-table" }?.table)
    #expect(table.rows.map(\.key) == ["gaussian/ecsq/2.0", "gaussian/e8/2.0", "gaussian/e8/1.0"])
  }

  @Test("a learned code stands beside the streams whose rate it comes near, and was asked for none")
  func learned() throws {
    let report = try Report(of: Self.results().beside([SampleResults.gaussianCodec()]))
    let table = try #require(report.tables.first { $0.name == "ledger-table" }?.table)
    // Blocks of one sample are a twentieth from 1 bit, and nothing is near 2.
    let rows = table.rows.filter { $0.key.contains("learned") }
    #expect(rows.map(\.key) == ["gaussian/learned-8/1.0"])
    #expect(rows.first?.cells[2] == .empty)
    let picture = try #require(report.pictures.first { $0.name == "ledger" })
    #expect(picture.data.rows.contains { $0 == ["gaussian 1.0 gap", "3", "", "1.425", "1.425"] })
  }
}
