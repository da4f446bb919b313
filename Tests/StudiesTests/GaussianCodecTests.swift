import RDCore
import RDResults
import Studies
import Testing

@Suite("Codes of Gaussian blocks")
struct GaussianCodecTests {
  @Test("the same seed gives the same bytes, and the parts of every gap add up to it")
  func run() throws {
    let specification = """
      experiment = "gaussian-codec"
      repetitions = 1
      block-lengths = [2]
      trainings = ["additive-noise", "noise-then-decoder"]
      distortion-weights = [8.1, 2.2]
      hidden = [9]
      batch = 32
      steps = 60
      samples = 2001
      references = ["ecsq"]
      rates = [1.0]
      """
    let (first, second) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try StudiesTests.run(specification, into: first.path, jobs: 1)
    _ = try StudiesTests.run(specification, into: second.path, jobs: 3)
    let text = try first.text("points.csv")
    let other = try second.text("points.csv")
    #expect(text == other)
    let points = try CSVDocument(parsing: text, origin: "points.csv")
    func value(_ row: [String], _ column: String) -> String {
      points.index(of: column).map { row[$0] } ?? ""
    }
    #expect(points.rows.allSatisfy { value($0, "status") == "ok" })
    let learned = points.rows.filter { value($0, "method").hasPrefix("learned") }
    // Two trainings and linear transforms, two weights, two assignments.
    #expect(learned.count == 12)
    for row in learned {
      let parts = ["quantiser", "entropy_model", "coder", "header"].compactMap {
        Double(value(row, "\($0)_decibels"))
      }
      let gap = try #require(Double(value(row, "gap_decibels")))
      #expect(parts.count == 4)
      // Sums of a few numbers of order one.
      #expect(abs(parts.reduce(0, +) - gap) < 1e-12)
      #expect(gap > 0)
    }
  }

  @Test(
    "a mean over repetitions is of all of them or empty, and distances are those of each repetition"
  )
  func summary() throws {
    let keys = ["method", "block_length", "training", "assignment", "distortion_weight"]
    func row(_ weight: String, _ repetition: Int, _ numbers: String...) -> [String] {
      ["learned", "1", "additive-noise", "search", weight, "\(repetition)", "ok"] + numbers
    }
    let points = CSVDocument(
      columns: keys + [
        "repetition", "status", "rate_bits_per_sample", "gap_decibels", "ecsq_gap_decibels",
      ],
      rows: [
        row("2.2", 1, "1", "1.5", "1.25"), row("2.2", 2, "0.5", "1", "0.875"),
        row("1.5", 1, "0.5", "1", "0.875"), row("1.5", 2, "0.0625", "0.125", ""),
      ])
    let summary = try #require(
      try plan("experiment = \"gaussian-codec\"").summaries(points).first?.document)
    func column(_ name: String) throws -> [String] {
      let index = try #require(summary.index(of: name))
      return summary.rows.map { $0[index] }
    }
    let gapDecibels = try column("gap_decibels")
    #expect(gapDecibels == ["1.25", "0.5625"])
    let ecsqGapDecibels = try column("ecsq_gap_decibels")
    #expect(ecsqGapDecibels == ["1.0625", ""])
    let aboveEcsqDecibels = try column("above_ecsq_decibels")
    #expect(aboveEcsqDecibels == ["0.1875", ""])
    let aboveEcsqDecibelsSpread = try column("above_ecsq_decibels_spread")
    #expect(aboveEcsqDecibelsSpread == ["0.125", ""])
    let rateBitsPerSampleSpread = try column("rate_bits_per_sample_spread")
    #expect(rateBitsPerSampleSpread == ["0.5", "0.4375"])
  }
}
