import RDReport
import RDResults
import Testing

@Suite("The figure and the table of the learned codes of Gaussian blocks")
struct GaussianCodecFigureTests {
  private static func results() throws -> ResultSet {
    let keys = ["method", "block_length", "training", "assignment", "distortion_weight"]
    let numbers = [
      "rate_bits_per_sample", "distortion", "gap_decibels", "ecsq_gap_decibels", "snr_decibels",
      "quantiser_decibels", "entropy_model_decibels", "coder_decibels", "header_decibels",
    ]
    func learned(_ length: String, _ training: String, _ gap: String) -> [String: String] {
      [
        "method": "learned", "block_length": length, "training": training,
        "assignment": "search", "distortion_weight": "2.2", "rate_bits_per_sample": "1",
        "distortion": "0.35", "gap_decibels": gap, "ecsq_gap_decibels": "1.44",
      ]
    }
    func other(_ method: String, _ kind: String, _ gap: String) -> [String: String] {
      [
        "experiment": "gaussian-codec", "method": method, "rate_kind": kind,
        "rate_bits_per_sample": "1", "distortion": "0.3",
        "gap_decibels": gap, "status": "ok",
      ]
    }
    return try ResultSet(
      name: "gaussian-codec", path: "results/gaussian-codec",
      tables: [
        "points.csv": SampleResults.document(
          Point.columns.map(\.name) + ["training"],
          [
            other("rate-distortion-function", "analytic", "0"), other("ecsq", "analytic", "1.44"),
            other("naive", "analytic", "4.8"), other("ecsq", "coded", "1.45"),
            other("e8", "coded", "0.88"),
          ]),
        "summary.csv": SampleResults.document(
          keys + numbers,
          [
            learned("1", "additive-noise", "1.45"), learned("8", "additive-noise", "1.42"),
            learned("8", "straight-through", "1.9"),
          ]),
      ])
  }

  @Test("blocks are compared with the first training, trainings at the longest block")
  func series() throws {
    let report = try Report(of: Self.results())
    let picture = try #require(report.pictures.first { $0.name == "gaussian-codec" })
    func gaps(_ series: String) -> [String] {
      picture.data.rows.filter { $0[0] == series }.map { $0[3] }
    }
    #expect(gaps("length 1") == ["1.45"] && gaps("length 8") == ["1.42"])
    #expect(gaps("training additive-noise") == ["1.42"])
    #expect(gaps("training straight-through") == ["1.9"])
    #expect(gaps("theory ecsq") == ["1.44"] && gaps("e8") == ["0.88"])
  }

  @Test("the table has a row for each code")
  func table() throws {
    let report = try Report(of: Self.results())
    let table = try #require(report.tables.first { $0.name == "gaussian-codec-table" })
    #expect(table.table.document.rows.count == 3)
  }
}
