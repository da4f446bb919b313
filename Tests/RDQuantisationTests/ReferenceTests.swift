import RDCore
import RDQuantisation
import RDScalarQuantisation
import RDSources
import ReferenceTables
import Testing

/// Designs against tables of 30 digits, made in other arithmetic by other code.
///
/// The promised accuracy is 1e-10. What is tested is nearer to what double precision gives: the mean-square error is at a
/// minimum, so rounding hardly moves it; the entropy and the positions feel the rounding of positions by up to its
/// amplification in the optimality conditions, about N^2 / 10 units in the last place.
@Suite("Scalar quantisers against 30-digit tables")
struct ReferenceTests {
  /// Locations and scales that would show a missing or squared scale factor, and the ends of the range.
  static let placements: [(mean: Double, standardDeviation: Double)] = [
    (0, 1), (-0.71, 2.385), (3.25e7, 1.7e5), (1e3, 1e-3), (0, 1e-150), (0, 1e150),
  ]

  @Test("errors and entropies of all methods", arguments: placements)
  func summary(_ placement: (mean: Double, standardDeviation: Double)) throws {
    let rows = try referenceTables.rows("scalar-quantisers")
    #expect(rows.count == 150)
    for row in rows {
      try check(
        source: row["source"] ?? "", method: row["method"] ?? "",
        levelCount: Int(row.number("levels")), error: row.number("mse"),
        entropy: row.number("entropy_bits"), at: placement)
    }
  }

  @Test("errors and entropies of the tables made elsewhere")
  func independentSummaries() throws {
    for row in try referenceTables.rows("lloyd-max-gaussian-summary") {
      try check(
        source: "gaussian", method: "lloyd-max", levelCount: Int(row.number("L")),
        error: row.number("mse"), entropy: row.number("entropy_bits"), at: (-0.71, 2.385))
    }
    for row in try referenceTables.rows("lloyd-max-laplacian-summary") {
      try check(
        source: "laplacian", method: "lloyd-max", levelCount: Int(row.number("L")),
        error: row.number("mse"), entropy: row.number("entropy_bits"), at: (-0.71, 2.385))
    }
    for row in try referenceTables.rows("uniform-optimal-step-gaussian") {
      try check(
        source: "gaussian", method: "uniform-optimal", levelCount: Int(row.number("N")),
        error: row.number("mse"), entropy: row.number("entropy_bits"), at: (-0.71, 2.385))
    }
    for row in try referenceTables.rows("uniform-pm3-gaussian") {
      let isEndPoints = row["reading"] == "A_endpoints_pm3"
      try check(
        source: "gaussian", method: isEndPoints ? "uniform-endpoints" : "uniform-midpoints",
        levelCount: 1 << Int(row.number("b")), error: row.number("mse"),
        entropy: row.number("entropy_bits"), at: (-0.71, 2.385))
    }
  }

  private func check(
    source name: String, method: String, levelCount: Int, error: Double, entropy: Double,
    at placement: (mean: Double, standardDeviation: Double)
  ) throws {
    let source = try makeSource(name, placement)
    let design = try QuantiserCatalogue.designer(named: method, levelCount: levelCount)
      .design(for: source)
    #expect(design.convergence.isConverged)
    let quantiser = design.product
    let label: Comment = "\(name) \(method) \(levelCount) at \(placement)"
    let errorHere = quantiser.meanSquaredError(under: source) / source.variance
    #expect(isClose(errorHere, error, relative: 2e-12), label)
    let entropyHere = quantiser.indexEntropy(under: source).bits
    #expect(isClose(entropyHere, entropy, relative: 2e-12), label)
  }

  @Test("thresholds and levels", arguments: placements)
  func designs(_ placement: (mean: Double, standardDeviation: Double)) throws {
    var quantisers: [String: ScalarQuantiser] = [:]
    for row in try referenceTables.rows("lloyd-max-designs") {
      let name = row["source"] ?? ""
      let levelCount = Int(try row.number("levels"))
      let quantiser =
        try quantisers["\(name) \(levelCount)"]
        ?? LloydMax(levelCount: levelCount).design(for: makeSource(name, placement)).product
      quantisers["\(name) \(levelCount)"] = quantiser
      let index = Int(try row.number("index"))
      let label: Comment = "\(name), \(levelCount) levels, cell \(index) at \(placement)"
      // Relative to the standard deviation plus what the mean costs in rounding.
      let tolerance = 1e-11 + 4 * .ulpOfOne * abs(placement.mean / placement.standardDeviation)
      let level = (quantiser.levels[index] - placement.mean) / placement.standardDeviation
      #expect(abs(level - (try row.number("level"))) <= tolerance, label)
      guard index < levelCount - 1 else { continue }
      let threshold = (quantiser.thresholds[index] - placement.mean) / placement.standardDeviation
      #expect(abs(threshold - (try row.number("upper_threshold"))) <= tolerance, label)
    }
  }

  @Test("the best step")
  func steps() throws {
    for row in try referenceTables.rows("scalar-quantisers")
    where row["method"] == "uniform-optimal" {
      let source = try makeSource(row["source"] ?? "", (-0.71, 2.385))
      let levelCount = Int(try row.number("levels"))
      let quantiser = try UniformOptimal(levelCount: levelCount).design(for: source).product
      let step = (quantiser.levels[levelCount - 1] - quantiser.levels[0]) / Double(levelCount - 1)
      // The derivative of the error is flat for many levels, so its zero is less sharp than the error itself.
      #expect(isClose(step / 2.385, try row.number("step"), relative: 1e-11))
    }
  }

  private func makeSource(
    _ name: String, _ placement: (mean: Double, standardDeviation: Double)
  ) throws -> any UnivariateDistribution {
    try SourceCatalogue.density(
      Descriptor(
        name: name,
        parameters: [
          ("mean", String(placement.mean)),
          ("standard-deviation", String(placement.standardDeviation)),
        ]))
  }
}
