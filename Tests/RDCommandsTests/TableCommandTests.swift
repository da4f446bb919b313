import RDCommands
import RDCore
import RDQuantisation
import RDResults
import RDSources
import RDStreams
import Studies
import TestFolders
import Testing

/// The tables that commands print, computed in process.
@Suite("Tables of commands")
struct TableCommandTests {
  /// The fields of each row of a table, by column.
  private func rows(_ table: Table) -> [[String: String]] {
    let lines = table.rendered(as: .csv).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test("a point of R(D) of a Gaussian source")
  func bound() throws {
    let descriptor = "gaussian:standard-deviation=2.385"
    let bound = try BoundTable(
      source: SourceCatalogue.source(Descriptor(parsing: descriptor)), name: descriptor,
      measure: nil, jobs: 1)
    let row = try #require(
      rows(bound.table(of: bound.curves(at: .rates([1])), for: .csv)).first)
    #expect(row["quantity"] == "rd" && row["rate_bits_per_sample"] == "1")
    let distortion = try #require(row["distortion"].flatMap(Double.init))
    #expect(abs(distortion - 2.385 * 2.385 / 4) < 1e-12)
  }

  private func bound(_ name: String, jobs: Int) throws -> BoundTable {
    try BoundTable(
      source: SourceCatalogue.source(Descriptor(parsing: name)), name: name,
      measure: .meanAbsoluteError, jobs: jobs)
  }

  @Test(
    "where bounds are too far apart for a value, what was asked stays and the other has its ends")
  func wideBound() throws {
    let bound = try bound("logistic:standard-deviation=2.385", jobs: 1)
    // Beyond the reach of the programme, and within it.
    let byRate = try rows(bound.table(of: bound.curves(at: .rates([20, 1])), for: .csv))
    #expect(byRate[0]["rate_bits_per_sample"] == "20" && byRate[0]["distortion"] == "")
    let ends = ["distortion_lower", "distortion_upper"].map { Double(byRate[0][$0] ?? "") ?? -1 }
    #expect(0 < ends[0] && 1.01 * ends[0] < ends[1])
    #expect(byRate[0]["lower"] == "" && byRate[1]["distortion"] != "")
    let asked = (ends[0] + ends[1]) / 2
    let curve = try bound.curves(at: .distortions([asked]))
    let byDistortion = try #require(rows(bound.table(of: curve, for: .csv)).first)
    #expect(byDistortion["distortion"] == "\(asked)" && byDistortion["rate_bits_per_sample"] == "")
    let rates = ["lower", "upper"].map { Double(byDistortion[$0] ?? "") ?? -1 }
    #expect(rates[0] <= 20 && 20 <= rates[1] && rates[1] - rates[0] > 0.01)
    let text = try bound.table(of: bound.curves(at: .rates([20])), for: .text).rendered(as: .text)
    #expect(text.contains("D at least"))
  }

  @Test("one core and many compute the same bounds")
  func boundJobs() throws {
    let tables = try [1, 4].map { jobs in
      let bound = try bound("logistic", jobs: jobs)
      let points = BoundTable.Points.rates([0.3, 1, 1.7, 2.4])
      let rows =
        try bound.curves(at: points)
        + bound.blocks(at: points, blocklengths: [100, 1000], excessProbability: 0.01)
      return bound.table(of: rows, for: .csv).rendered(as: .csv)
    }
    #expect(tables[0] == tables[1] && tables[0].contains("normal-approximation"))
  }

  private func comparison(_ method: String, bits: String) throws -> QuantiserComparison {
    let method = try QuantiserCatalogue.method(named: method)
    let sizes = try QuantiserSizes(bits: bits, levels: nil, rates: nil).sizes(for: method)
    return QuantiserComparison(
      material: .density(
        try SourceCatalogue.density(Descriptor(parsing: "gaussian")), name: "gaussian"),
      requests: sizes.map { .method(method, size: $0) }, sampleCount: 1000, seed: 7)
  }

  @Test("Lloyd-Max quantisers with the distortions of Max's table")
  func quantise() throws {
    let comparison = try comparison("lloyd-max", bits: "1-2")
    let measured = try comparison.measurements()
    let rows = rows(comparison.summary(of: measured, for: .csv))
    let distortions = rows.compactMap { $0["distortion"].flatMap(Double.init) }
    // To the four digits of [max1960].
    #expect(distortions.map { ($0 * 1e4).rounded() } == [3634, 1175])
    #expect(rows.allSatisfy { $0["gap_decibels"] != nil && $0["snr_decibels"] != nil })
  }

  @Test("what is printed is drawn, with the bound and points of one's own over it")
  func figures() throws {
    let comparison = try comparison("lloyd-max", bits: "1-3")
    var figure = try comparison.figure(of: comparison.measurements())
    let folder = try TemporaryFolder()
    // The columns of the tool's own tables.
    try folder.write(
      "method,rate_bits_per_sample,snr_decibels\nmine,1,4.2\nmine,2,9.3\n", to: "own.csv")
    try figure.addPoints(of: [folder.file("own.csv").path], metric: "snr")
    let picture = figure.chart.picture(named: "figure")
    let series = Set(picture.data.rows.map { $0[0] })
    #expect(series == ["bound D(R)", "Lloyd–Max", "mine"])
    let lloyd = picture.data.rows.filter { $0[0] == "Lloyd–Max" }
    #expect(lloyd.map { $0[1] } == ["1", "2", "3"])
    // 10 log10(1 / 0.3634).
    #expect(abs(try #require(Double(lloyd[0][2])) - 4.396) < 1e-3)
    // 6.02 dB a bit for the Gaussian source.
    let bound = picture.data.rows.filter { $0[0] == "bound D(R)" }
    #expect(abs(try #require(bound.last.flatMap { Double($0[2]) }) - 18.0618) < 1e-4)
  }

  @Test(
    "no computed design is nearer to the source than R(D) allows",
    arguments: ["gaussian", "laplacian:mean=-0.71", "uniform", "two-sided-gamma"])
  func gaps(_ name: String) throws {
    for (method, sizes) in [
      ("lloyd-max", QuantiserSizes(bits: "1-4", levels: nil, rates: nil)),
      ("ecsq", QuantiserSizes(bits: nil, levels: nil, rates: "0.1,0.5,1,2")),
    ] {
      let method = try QuantiserCatalogue.method(named: method)
      let comparison = QuantiserComparison(
        material: .density(try SourceCatalogue.density(Descriptor(parsing: name)), name: name),
        requests: try sizes.sizes(for: method).map { .method(method, size: $0) }, sampleCount: 1000,
        seed: 7)
      for row in try rows(comparison.summary(of: comparison.measurements(), for: .csv)) {
        let gap = try #require(row["gap_bits_upper"].flatMap(Double.init))
        #expect(gap >= -1e-9, "\(row)")
      }
    }
  }

  @Test("a quantiser of vectors has no list of levels")
  func noLevels() throws {
    let comparison = try comparison("e8", bits: "2")
    let error = try #require(throws: Diagnosis.self) { try comparison.designs() }
    #expect(error.failureClass == .wrongUse)
    #expect(error.description.hasPrefix("'e8' is not a scalar quantiser"))
  }

  private func ledger(rate: Double, excess: Double? = nil, of source: String = "gaussian") throws
    -> SourceLedger
  {
    try SourceLedger(
      of: source, methods: CodedMethod.list(parsing: "lloyd-max"), rates: [rate], samples: 2000,
      seed: 7, blocklength: excess == nil ? nil : 10, excess: excess, jobs: 1)
  }

  @Test("the parts of a ledger's gap add up to it")
  func ledger() throws {
    let ledger = try ledger(rate: 2)
    try ledger.check()
    let row = try #require(rows(ledger.table(for: .csv)).first)
    func sum(_ unit: String) -> Double {
      ["finite_blocklength", "quantiser", "entropy_model", "coder", "header"]
        .compactMap { row["\($0)_\(unit)"].flatMap(Double.init) }.reduce(0, +)
    }
    for unit in ["bits", "decibels"] {
      let gap = try #require(row["gap_\(unit)"].flatMap(Double.init))
      #expect(abs(sum(unit) - gap) < 1e-9)
    }
  }

  @Test("a rate that a method cannot have fails its row, an excess for a process the ledger")
  func ledgerErrors() throws {
    let failing = try ledger(rate: 0.3)
    let failure = try #require(throws: Diagnosis.self) { try failing.check() }
    #expect(failure.failureClass == .trialFailed)
    #expect(failure.description.hasPrefix("1 of 1 rows failed.\n  lloyd-max at 0.3 bits"))
    let refusal = try #require(throws: Diagnosis.self) {
      try ledger(rate: 1, excess: 0.1, of: "gauss-markov")
    }
    #expect(refusal.description.hasPrefix("--excess: 'gauss-markov' is a process"))
  }
}
