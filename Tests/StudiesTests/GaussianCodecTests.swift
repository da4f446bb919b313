import RDArrayFiles
import RDCore
import RDLatentCodes
import RDModelFiles
import RDResults
import RDStreams
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

  @Test("a row has the bytes of the file that its model makes of the samples")
  func models() throws {
    let folder = try TemporaryFolder()
    let report = try StudiesTests.run(
      """
      experiment = "gaussian-codec"
      seed = 7
      repetitions = 1
      block-lengths = [3]
      trainings = ["additive-noise"]
      distortion-weights = [8.1]
      hidden = [9]
      batch = 32
      steps = 60
      samples = 3000
      references = ["ecsq"]
      rates = [1.0]
      models = true
      """, into: folder.path, jobs: 1)
    let points = try CSVDocument(parsing: folder.text("points.csv"), origin: "points.csv")
    func column(_ name: String) throws -> Int { try #require(points.index(of: name)) }
    let samples = try LedgerSource("gaussian", settings: LedgerSettings()).heldOut(
      count: 3000, seed: SeedPath(root: 7)["repetition", 1]["role", "test"]
    ).samples
    func quantiser(_ method: String, _ assignment: String) throws -> LearnedBlockQuantiser {
      let path = "models/\(method)-3-additive-noise-\(assignment)-weight-8.1-1.rdm"
      let file = try #require(report.files.first { $0.path == path })
      return try LearnedBlockQuantiser(of: ModelFile(file.bytes()))
    }
    let other = try quantiser("learned-linear", "nearest")
    let form = try #require(ArrayForm(type: .float64, shape: [3000]))
    for (method, assignment) in [
      ("learned", "nearest"), ("learned", "search"), ("learned-linear", "search"),
    ] {
      let quantiser = try quantiser(method, assignment)
      let codec = FixedArrayCodec(
        quantiser.rated, label: quantiser.label, methodName: "", source: "gaussian",
        scale: ArrayScale(mean: 0, deviation: 1))
      var file: [UInt8] = []
      let outcome = try codec.encode(
        form: { _ in form }, pieces: { take in try take(samples) }, begin: {},
        write: { file += $0 })
      let (methods, assignments) = (try column("method"), try column("assignment"))
      let row = try #require(
        points.rows.first { $0[methods] == method && $0[assignments] == assignment })
      #expect(Double(row[try column("rate_bits_per_sample")]) == 8 * Double(file.count) / 3000)
      // The model is found among several, which differ in the network.
      let decoded = try StreamDecoder.decode(
        file, external: LearnedBlockQuantiser.externalTables(among: [quantiser, other]))
      let error = zip(samples, decoded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 3000
      #expect(abs(error / outcome.file.meanSquaredError - 1) < 1e-12)
      #expect(throws: StreamError.self) { try StreamDecoder.decode(file) }
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
