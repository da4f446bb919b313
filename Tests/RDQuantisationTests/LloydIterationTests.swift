import RDCore
import RDQuantisation
import RDScalarQuantisation
import RDSources
import ReferenceTables
import Testing

/// Lloyd's iteration on weighted samples from given levels, against numpy and scipy.
@Suite("Lloyd's iteration on samples")
struct LloydIterationTests {
  private static func samples(isWeighted: Bool) throws -> EmpiricalDistribution {
    let rows = try referenceTables.rows("weighted-samples")
    return try EmpiricalDistribution(
      samples: rows.map { try $0.number("sample") },
      weights: isWeighted ? rows.map { try $0.number("weight") } : nil)
  }

  private static func list(_ text: String?) -> [Double] {
    (text ?? "").split(separator: "/").compactMap { Double($0) }
  }

  @Test("levels, steps and errors from four codebooks, with and without weights and tolerance")
  func oracle() throws {
    let rows = try referenceTables.rows("lloyd-samples")
    #expect(rows.count == 24)
    for row in rows {
      let samples = try Self.samples(isWeighted: row["is_weighted"] == "1")
      let start = Self.list(row["start"])
      let tolerance = try row.number("tolerance")
      let design = try LloydMax(levelCount: start.count)
        .design(for: samples, from: start.reversed(), tolerance: tolerance)
      #expect(design.convergence.isConverged)
      #expect(design.convergence.iterationCount == Int(try row.number("steps")))
      let expected = Self.list(row["levels"])
      #expect(design.product.levels.count == expected.count)
      for (level, known) in zip(design.product.levels, expected) {
        // Roundings of means of some hundred numbers.
        #expect(abs(level - known) <= 1e-13 * max(1, abs(known)))
      }
      guard tolerance == 0 else { continue }
      // Away from a fixed point the thresholds are nearer to the last levels than the last cells are.
      #expect(
        isClose(
          design.product.meanSquaredError(under: samples), try row.number("mean_squared_error"),
          relative: 1e-13))
    }
  }

  @Test("levels without a sample are moved to where samples are")
  func emptyCells() throws {
    let samples = try Self.samples(isWeighted: true)
    let design = try LloydMax(levelCount: 5).design(for: samples, from: [90, 91, 92, 93, 94])
    #expect(design.convergence.isConverged)
    #expect(design.product.indexProbabilities(under: samples).allSatisfy { $0 > 0 })
  }

  @Test("each method takes integer weights as repeated samples")
  func repeated() throws {
    let values = [-3.5, -3, -1.25, 0, 0.5, 2, 2.75, 6, 6.5]
    let weights = [1, 2, 3, 1, 5, 2, 1, 4, 1.0]
    let weighted = try EmpiricalDistribution(samples: values, weights: weights)
    let repeated = try EmpiricalDistribution(
      samples: zip(values, weights).flatMap { Array(repeating: $0, count: Int($1)) })
    for name in ["lloyd-max", "uniform-optimal", "uniform-endpoints", "companding"] {
      let designer = try QuantiserCatalogue.method(named: name).designer(levelCount: 3)
      let quantiser = try designer.design(for: weighted).product
      let expected = try designer.design(for: repeated).product
      for (level, known) in zip(quantiser.levels, expected.levels) {
        #expect(abs(level - known) <= 1e-7 * 6.5, "\(name)")
      }
      #expect(
        isClose(
          quantiser.meanSquaredError(under: weighted), expected.meanSquaredError(under: repeated),
          relative: 1e-12), "\(name)")
    }
  }
}
