import Foundation
import RDResults
import RDStreams
import Studies
import Testing

@Suite("Codes near the limit")
struct NearLimitTests {
  private static let source = "gaussian:mean=-0.71,standard-deviation=2.385"

  private static let specification = """
    experiment = "near-limit"
    sources = ["\(source)"]
    methods = ["ecsq", "ectcq-4"]
    further-sources = ["laplacian", "gauss-markov:rho=0.83"]
    further-methods = ["ecsq"]
    rates = [1.3]
    repetitions = 4
    samples = 50_001
    transform-length = 9
    """

  @Test("one job and four give the same bytes, and rates, errors and gaps belong together")
  func run() throws {
    let (one, four) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try StudiesTests.run(Self.specification, into: one.path, jobs: 1)
    _ = try StudiesTests.run(Self.specification, into: four.path, jobs: 4)
    for file in ["points.csv", "summary.csv"] {
      #expect(try one.text(file) == four.text(file))
    }
    let points = try ResultRecord.rows(of: one.path + "/points.csv")
    #expect(points.count == 4 * 4)
    for point in points {
      let status = try point.text("status")
      #expect(status == "ok")
      let rate = try point.number("rate_bits_per_sample")
      let bytes = try point.number("stream_bytes")
      let count = try point.number("sample_count")
      let gap = try point.number("gap_decibels")
      // Whole blocks of a process, and just as many samples as were asked for of the others.
      let source = try point.text("source")
      #expect(count == (source.hasPrefix("gauss-markov") ? 50_004 : 50_001))
      #expect(rate == 8 * bytes / count)
      #expect(gap > 0.2 && gap < 4)
      guard source.hasPrefix("gaussian") else { continue }
      // 20 log10 2 decibels per bit, for this bound; a few operations on numbers of order one.
      let snr = try point.number("snr_decibels")
      #expect(abs(gap - (6.020_599_913_279_624 * rate - snr)) < 1e-12)
      #expect(try abs(gap - 6.020_599_913_279_624 * point.number("gap_bits")) < 1e-12)
    }
    let method = try points.map { try $0.text("method") }
    let states = try points.map { try $0.text("states") }
    #expect(zip(method, states).allSatisfy { $1 == ($0 == "ectcq-4" ? "4" : "") })
  }

  @Test("the gap of a scalar quantiser is the one in the ledger")
  func ledger() throws {
    let folder = try TemporaryFolder()
    let text = """
      experiment = "near-limit"
      sources = ["\(Self.source)"]
      methods = ["ecsq"]
      further-sources = ["\(Self.source)"]
      further-methods = ["ecsq"]
      rates = [1.3]
      repetitions = 4
      samples = 50_001
      """
    _ = try StudiesTests.run(text, into: folder.path)
    let summary = try ResultRecord.rows(of: folder.path + "/summary.csv")
    let own = try #require(summary.first { $0.fields["method"] == "ecsq" })
    var settings = LedgerSettings()
    settings.samples = 200_004
    let point = try LedgerTask.tasks(
      source: Self.source, methods: CodedMethod.list(parsing: "ecsq"), settings: settings
    )[0].points(atRates: [1.3])[0]
    let other = try #require(point.gapDecibels)
    // With its power divided out a sample has a standard deviation of 4.6 dB, as the ten million of the experiment's own profile tell; so a
    // difference of two means of 200 000 has one of 0.015 dB, of which six are passed once in 10^9. The headers of three streams more, of
    // 17 bytes each, cost 0.012 dB.
    #expect(try abs(own.number("gap_decibels") - other) < 6 * 0.015 + 0.012)
    #expect(try own.number("gap_decibels_ci95") < 0.2)
    let repetitions = try own.text("repetitions")
    #expect(repetitions == "4")
  }

  @Test("speeds stand beside the times, and a trial that failed has none")
  func timing() throws {
    let folder = try TemporaryFolder()
    let text = """
      experiment = "near-limit"
      sources = ["gaussian"]
      methods = ["ecsq", "ectcq-4"]
      further-sources = ["gaussian"]
      further-methods = ["tcq-4"]
      rates = [0.5]
      repetitions = 1
      samples = 2000
      """
    let report = try StudiesTests.run(text, into: folder.path)
    // A trellis of a fixed rate has whole bits only.
    #expect(report.failures.map(\.trial) == ["gaussian tcq-4 0.5"])
    let times = try ResultRecord.rows(of: folder.path + "/timing.csv")
    #expect(times.count == 3)
    for time in times {
      let isMeasured = try !time.text("trial").contains(" tcq-4")
      for column in [
        "design_seconds", "encoding_samples_per_second", "decoding_samples_per_second",
      ] {
        if isMeasured {
          #expect(try time.number(column) > 0)
        } else {
          let field = try time.text(column)
          #expect(field == "")
        }
      }
    }
  }

  @Test(
    "the size of a code follows from its name",
    arguments: [
      ("polar", 65_536, nil, 8), ("polar:list=1,length=1024", 1024, nil, 1),
      ("ectcq-256", nil, 256, nil), ("tcq-8", nil, 8, nil), ("ecsq", nil, nil, nil),
      ("uniform-endpoints:loading=4", nil, nil, nil),
    ] as [(String, Int?, Int?, Int?)])
  func size(_ name: String, _ blockLength: Int?, _ states: Int?, _ listSize: Int?) {
    let size = CodeSize(ofMethod: name)
    #expect(size.blockLength == blockLength)
    #expect(size.states == states)
    #expect(size.listSize == listSize)
  }
}
