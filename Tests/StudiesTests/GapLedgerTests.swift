import Foundation
import RDCore
import RDResults
import RDStreams
import RDTheory
import Studies
import Testing

@Suite("The gap ledger")
struct GapLedgerTests {
  private func points(
    _ method: String, rates: [Double] = [1, 2.585], samples: Int = 20_000,
    source: String = "gaussian:mean=-0.71,standard-deviation=2.385"
  ) throws -> [Point] {
    var settings = LedgerSettings()
    settings.samples = samples
    settings.seed = 7
    return try LedgerTask.tasks(
      source: source, methods: CodedMethod.list(parsing: method), settings: settings
    ).flatMap { try $0.points(atRates: rates) }
  }

  private func number(_ column: String, of point: Point) -> Double? {
    let columns = (Point.columns + LedgerTask.ownColumns).map(\.name)
    let row = point.row(experiment: "ledger", trial: "test")
    guard case .real(let number)? = columns.firstIndex(of: column).map({ row[$0] }) else {
      return nil
    }
    return number
  }

  @Test("a ladder of rates telescopes, in bits and in decibels")
  func ladder() {
    let bound = GaussianRateDistortion(variance: 2.385 * 2.385)
    let rates: [Information?] = [1.31, 1.42, 1.47, 1.4701, 1.48].map { .bits($0) }
    let ledger = GapLedger(distortion: 1.2, rates: rates, above: bound)
    let whole = 1.48 - bound.ratePerSample(atDistortion: 1.2).value!.bits
    #expect(abs(ledger.whole.ratePerSample.value!.bits - whole) < 1e-14)
    // 20 log10 2 decibels per bit, for this bound.
    #expect(abs(ledger.whole.decibels.value! - 6.020_599_913_279_624 * whole) < 1e-12)
    #expect(abs(ledger.parts.compactMap(\.bits).reduce(0, +) - whole) < 1e-14)
    #expect(
      abs(
        ledger.parts.compactMap(\.decibels).reduce(0, +) - ledger.whole.decibels.value!) < 1e-12)
    #expect(abs(ledger[.entropyModel].bits! - 0.05) < 1e-14)
    let without = GapLedger(distortion: 1.2, rates: [nil] + rates.dropFirst(), above: bound)
    #expect(without[.finiteBlocklength].bits == 0 && without[.finiteBlocklength].decibels == 0)
    #expect(
      abs(without[.quantiser].bits! - ledger[.quantiser].bits! - ledger[.finiteBlocklength].bits!)
        < 1e-14)
  }

  /// A function that is known to a factor of 2 in distortion only.
  private struct Vague: RateDistortionFunction {
    let distortionMeasure = DistortionMeasure.meanSquaredError
    let zeroRateDistortion = 1.0

    func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
      let rate = max(-log2(distortion) / 2, 0)
      return Enclosure(lower: .bits(rate), upper: .bits(rate + 0.5))
    }

    func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
      let least = exp2(-2 * rate.bits)
      return Enclosure(lower: least, upper: 2 * least, bitsPerOctave: 0.5)
    }

    func dispersion(atDistortion distortion: Double) -> RateDispersion? { nil }
  }

  @Test(
    "of a bound that is not known well the gap is an interval, and parts that need it are empty")
  func vague() {
    let rates: [Information?] = [nil, 1.42, 1.47, 1.4701, 1.48].map { $0.map { .bits($0) } }
    let ledger = GapLedger(distortion: 0.25, rates: rates, above: Vague())
    #expect(ledger.boundRate.value == nil && ledger.whole.decibels.value == nil)
    // R(0.25) is 1 to 1.5 bits; D(1.48) is 0.1285 to 0.2570.
    let bits = ledger.whole.ratePerSample
    #expect(bits.value == nil)
    #expect(abs(bits.lower.bits + 0.02) < 1e-12 && abs(bits.upper.bits - 0.48) < 1e-12)
    #expect(abs(ledger.whole.decibels.lower + 0.120_4) < 1e-4)
    #expect(abs(ledger.whole.decibels.upper - 2.889_9) < 1e-4)
    #expect(ledger[.quantiser].bits == nil && ledger[.quantiser].decibels == nil)
    #expect(abs(ledger[.entropyModel].bits! - 0.05) < 1e-14)
    #expect(ledger[.entropyModel].decibels == nil)
  }

  @Test(
    "the parts of every row add up to its gap",
    arguments: ["lloyd-max", "lloyd-max+coded", "uniform-optimal+coded"])
  func sums(_ method: String) throws {
    for point in try points(method) {
      #expect(point.status == Point.success)
      for unit in ["bits", "decibels"] {
        let parts = LedgerPart.allCases.map { number("\($0.rawValue)_\(unit)", of: point) ?? 0 }
        let whole = try #require(number("gap_\(unit)", of: point))
        #expect(abs(parts.reduce(0, +) - whole) < 1e-9)
      }
      let rate = try #require(point.rateBitsPerSample)
      let bound = try #require(point.boundRateBitsPerSample)
      #expect(abs(number("gap_bits", of: point)! - (rate - bound)) < 1e-9)
      // Bytes are whole; 34 are around the label and the tables, which have some two for each level.
      #expect((rate * 20_000 / 8).truncatingRemainder(dividingBy: 1).magnitude < 1e-9)
      let header = try #require(number("header_bits", of: point)) * 20_000 / 8
      #expect(abs(header - header.rounded()) < 1e-6 && (60...120) ~= header)
    }
  }

  @Test("what each part of a Lloyd-Max quantiser loses is what is known of it")
  func values() throws {
    let fixed = try points("lloyd-max", rates: [3], samples: 200_000)[0]
    let coded = try points("lloyd-max+coded", rates: [3], samples: 200_000)[0]
    // 3 bits less the entropy of the index, 2.82487 [exact/lloyd-max-gaussian]; the entropy of 200 000 indices has a standard error of
    // 0.002 bits.
    #expect(abs(number("entropy_model_bits", of: fixed)! - 0.175) < 0.01)
    #expect(abs(number("entropy_model_bits", of: coded)!) < 0.001)
    // 2.82487 - log2(1 / 0.0345478) / 2 = 0.3976, known with the same error and that of the distortion, 0.003.
    #expect(abs(number("quantiser_bits", of: coded)! - 0.3976) < 0.02)
    for point in [fixed, coded] {
      // The coder promises 0.01 % and a few bytes.
      #expect(abs(number("coder_bits", of: point)!) < 1e-4 * 3 + 64 / 200_000.0)
    }
  }

  @Test("a rate that a method does not have is a row that says so; the others are there")
  func failure() throws {
    let points = try points("lloyd-max", rates: [0.3, 1])
    #expect(points[0].status.hasPrefix("failed: 'lloyd-max' has no quantiser of 0.3 bits"))
    #expect(points[0].rateBitsPerSample == nil)
    #expect(points[1].status == Point.success)
  }

  @Test("a process is measured on whole blocks, so that none is paid for and not used")
  func wholeBlocks() throws {
    var settings = LedgerSettings()
    settings.samples = 1000
    settings.blocklength = 300
    let point = try LedgerTask.tasks(
      source: "gauss-markov:rho=0.83", methods: CodedMethod.list(parsing: "uniform-optimal"),
      settings: settings
    )[0].points(atRates: [2])[0]
    #expect(point.status == Point.success)
    #expect(point.sampleCount == 1200)
  }

  @Test("+coded is for methods that are sized by their levels, with parameters or as a group")
  func names() throws {
    let names = try CodedMethod.list(
      parsing: "lloyd-max+coded,uniform:loading=4+coded,uniform-endpoints:loading=2.5"
    ).map(\.name)
    #expect(
      names == [
        "lloyd-max+coded", "uniform-endpoints:loading=4+coded",
        "uniform-midpoints:loading=4+coded", "uniform-endpoints:loading=2.5",
      ])
    #expect(throws: (any Error).self) { try CodedMethod.list(parsing: "tcq-8+coded") }
    #expect(throws: UnknownName.self) { try CodedMethod.list(parsing: "loyd-max+coded") }
  }
}
