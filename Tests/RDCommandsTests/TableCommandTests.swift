import RDCommands
import RDCore
import RDQuantisation
import RDResults
import RDSources
import RDStreams
import Studies
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
      measure: nil)
    let row = try #require(
      rows(bound.table(of: bound.curves(at: .rates([1])), for: .csv)).first)
    #expect(row["quantity"] == "rd" && row["rate_bits_per_sample"] == "1")
    let distortion = try #require(row["distortion"].flatMap(Double.init))
    #expect(abs(distortion - 2.385 * 2.385 / 4) < 1e-12)
  }

  private func comparison(_ method: String, bits: String) throws -> QuantiserComparison {
    let method = try QuantiserCatalogue.method(named: method)
    let sizes = try QuantiserSizes(bits: bits, levels: nil, rates: nil).sizes(for: method)
    return QuantiserComparison(
      material: .density(
        try SourceCatalogue.density(Descriptor(parsing: "gaussian")), name: "gaussian"),
      requests: sizes.map { .init(method: method, size: $0) }, sampleCount: 1000, seed: 7)
  }

  @Test("Lloyd-Max quantisers with the distortions of Max's table")
  func quantise() throws {
    let rows = try rows(comparison("lloyd-max", bits: "1-2").summary(for: .csv))
    let distortions = rows.compactMap { $0["distortion"].flatMap(Double.init) }
    // To the four digits of [max1960].
    #expect(distortions.map { ($0 * 1e4).rounded() } == [3634, 1175])
    #expect(rows.allSatisfy { $0["gap_decibels"] != nil && $0["snr_decibels"] != nil })
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
