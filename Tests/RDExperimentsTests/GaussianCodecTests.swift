import RDCore
import RDExperiments
import RDResults
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
    _ = try RDExperimentsTests.run(specification, into: first.path, jobs: 1)
    _ = try RDExperimentsTests.run(specification, into: second.path, jobs: 3)
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
}
