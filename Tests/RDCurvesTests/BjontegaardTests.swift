import Foundation
import RDCore
import RDCurves
import ReferenceTables
import Testing

@Suite("Bjontegaard distances")
struct BjontegaardTests {
  private let tables = ReferenceTables(in: Bundle.module)

  @Test("agree with an independent 30-digit computation")
  func exactTable() throws {
    let row = try #require(try tables.rows("bjontegaard").first)
    func points(_ index: Int) throws -> [RatePoint] {
      func numbers(_ key: String) -> [Double] {
        (row[key] ?? "").split(separator: " ").compactMap { Double($0) }
      }
      return zip(numbers("R\(index)"), numbers("P\(index)"))
        .map { RatePoint(rateBits: $0, qualityDecibels: $1) }
    }
    for (interpolation, name) in [
      (BjontegaardDelta.Interpolation.cubic, "cubic"), (.pchip, "pchip"), (.akima, "akima"),
    ] {
      let delta = try BjontegaardDelta(
        of: points(2), against: points(1), interpolation: interpolation)
      // The table was checked to 2.1e-10 and is right to that.
      #expect(
        isClose(delta.ratePercent, try row.number("BD_rate_\(name)_%"), relative: 1e-10))
      #expect(
        isClose(
          try #require(delta.qualityDecibels), try row.number("BD_PSNR_\(name)_dB"), relative: 1e-10
        ))
      guard interpolation != .akima else { continue }
      // With 40 digits; areas near 18 cancel to differences near 0.1.
      let exact = interpolation == .cubic ? -4.420_462_706_168_386 : -4.417_485_350_588_958
      #expect(isClose(delta.ratePercent, exact, relative: 1e-12))
      #expect(delta.qualityOverlap == Interval(34.987, 40.037))
      #expect(isClose(try #require(delta.rateOverlap).upper, 9487.76, relative: 1e-14))
    }
  }

  static let anchor = zip(
    [0.13, 0.21, 0.37, 0.52, 0.88, 1.61], [24.31, 26.02, 28.87, 30.11, 32.98, 36.40]
  ).map { RatePoint(rateBits: $0, qualityDecibels: $1) }

  static let test = zip(
    [0.11, 0.19, 0.30, 0.55, 0.79, 1.20, 1.93], [24.02, 26.55, 28.41, 31.07, 32.61, 35.25, 37.77]
  ).map { RatePoint(rateBits: $0, qualityDecibels: $1) }

  @Test("agree with SciPy on six points against seven, in any order")
  func curves() throws {
    for row in try tables.rows("curves") {
      let interpolation = try #require(
        BjontegaardDelta.Interpolation(rawValue: row["method"] ?? ""))
      for points in [Self.test, Self.test.reversed()] {
        let delta = try BjontegaardDelta(
          of: points, against: Self.anchor, interpolation: interpolation)
        // polyfit solves a system of condition 1e9 or so in powers of 30 dB.
        #expect(isClose(delta.ratePercent, try row.number("rate_percent"), relative: 1e-9))
        #expect(
          isClose(
            try #require(delta.qualityDecibels), try row.number("quality_decibels"),
            relative: 1e-10))
      }
    }
  }

  @Test("agree with SciPy on the part of the curves between two rates or two qualities")
  func limitedCurves() throws {
    for row in try tables.rows("limited-curves") {
      let interpolation = try #require(
        BjontegaardDelta.Interpolation(rawValue: row["method"] ?? ""))
      let limits = Interval(try row.number("low"), try row.number("high"))
      let isOfRates = row["axis"] == "rate"
      let delta = try BjontegaardDelta(
        of: Self.test, against: Self.anchor, interpolation: interpolation,
        rateLimits: isOfRates ? limits : .realLine, qualityLimits: isOfRates ? .realLine : limits)
      // As above: polyfit in powers of 30 dB.
      #expect(isClose(delta.ratePercent, try row.number("rate_percent"), relative: 1e-9))
      #expect(
        isClose(
          try #require(delta.qualityDecibels), try row.number("quality_decibels"),
          relative: 1e-9))
      #expect(
        isClose(delta.qualityOverlap.lower, try row.number("least_quality"), relative: 1e-11))
      #expect(
        isClose(delta.qualityOverlap.upper, try row.number("greatest_quality"), relative: 1e-11))
    }
    let lone = BjontegaardError.tooFewPoints(
      curve: "tested", count: 1, least: 2, interpolation: .pchip)
    #expect(throws: lone) {
      try BjontegaardDelta(
        of: Self.test, against: Self.anchor, rateLimits: Interval(2.7, 2.9))
    }
  }

  @Test(
    "a curve at 0.7 of another's rates saves 30 per cent",
    arguments: BjontegaardDelta.Interpolation.allCases)
  func scaledRates(_ interpolation: BjontegaardDelta.Interpolation) throws {
    let saving = Self.anchor.map {
      RatePoint(rateBits: 0.7 * $0.rateBits, qualityDecibels: $0.qualityDecibels)
    }
    let delta = try BjontegaardDelta(of: saving, against: Self.anchor, interpolation: interpolation)
    #expect(isClose(delta.ratePercent, -30, relative: 1e-12))
  }

  @Test("without a rate in common there is still a distance of rates at equal quality")
  func separateRates() throws {
    let expensive = Self.anchor.map {
      RatePoint(rateBits: 100 * $0.rateBits, qualityDecibels: $0.qualityDecibels)
    }
    let delta = try BjontegaardDelta(of: expensive, against: Self.anchor)
    #expect(isClose(delta.ratePercent, 9900, relative: 1e-12))
    #expect(delta.qualityDecibels == nil && delta.rateOverlap == nil)
  }

  @Test("curves that cannot be compared have their own errors")
  func errors() throws {
    func error(_ test: [RatePoint], _ interpolation: BjontegaardDelta.Interpolation = .cubic)
      -> BjontegaardError?
    {
      do throws(BjontegaardError) {
        _ = try BjontegaardDelta(of: test, against: Self.anchor, interpolation: interpolation)
        return nil
      } catch { return error }
    }
    #expect(
      error(Array(Self.test.prefix(3)))
        == .tooFewPoints(curve: "tested", count: 3, least: 4, interpolation: .cubic))
    #expect(error(Array(Self.test.prefix(3)), .pchip) == nil)
    let far = Self.test.map {
      RatePoint(rateBits: $0.rateBits, qualityDecibels: $0.qualityDecibels + 20)
    }
    #expect(error(far) == .noOverlap)
    #expect(error(Self.test + [Self.test[2]]) == .repeatedValue(curve: "tested", value: 0.3))
    let free = Self.test + [RatePoint(rateBits: 0, qualityDecibels: 40)]
    #expect(
      error(free) == .unusablePoint(curve: "tested", rateBits: 0, qualityDecibels: 40))
    let lossless = Self.test + [RatePoint(rateBits: 9, qualityDecibels: .infinity)]
    #expect(error(lossless) != nil)
  }

  @Test(
    "the bootstrap's interval holds the distance that all images share, and is as wide as their scatter"
  )
  func bootstrap() throws {
    var stream = RandomStream(seed: SeedPath(root: 71))
    // The tested codec spends 0.8 of the anchor's bits, give or take a tenth, at the same errors.
    var rates: [[Double]] = [[], [], [], []]
    var saved = rates
    var errors = rates
    for _ in 0..<60 {
      let size = 0.5 + stream.nextUniform()
      let factor = 0.7 + 0.2 * stream.nextUniform()
      for point in 0..<4 {
        let bits = size * Double(1 << point)
        rates[point].append(bits)
        saved[point].append(factor * bits)
        errors[point].append(0.01 * size / Double(1 << (2 * point)))
      }
    }
    let anchor = try ImageCurve(rateBits: rates, meanSquaredErrors: errors)
    let test = try ImageCurve(rateBits: saved, meanSquaredErrors: errors)
    for pooling in ImageCurve.Pooling.allCases {
      let interval = try BjontegaardInterval(
        of: test, against: anchor, pooling: pooling, seed: SeedPath(root: 3))
      #expect(interval.failureCount == 0)
      #expect(interval.ratePercent.contains(interval.estimate.ratePercent))
      // A factor uniform over 0.2 has a deviation of 5.8 %; the mean of 60, weighted by size, about 0.8 %. So the interval is near 3 % wide
      // and its middle within a few per cent of -20.
      #expect(interval.ratePercent.width > 1 && interval.ratePercent.width < 6)
      #expect(interval.ratePercent.lower > -26 && interval.ratePercent.upper < -14)
      let again = try BjontegaardInterval(
        of: test, against: anchor, pooling: pooling, seed: SeedPath(root: 3))
      #expect(again == interval)
    }
    #expect(throws: BjontegaardError.differentImages) {
      try ImageCurve(rateBits: [[1, 2], [3]], meanSquaredErrors: [[1, 2], [3]])
    }
  }
}
