import Foundation
import RDCore
import RDLatentCodes
import RDResults
import Testing

/// What holds for every designer of the catalogue.
@Suite("Quantisers of latents")
struct LatentQuantiserTests {
  /// The scalar method whose exact error each designer reaches on normal latents; a new designer needs its line.
  private static let scalarMethods = [
    "lloyd-max-normal": "lloyd-max", "lloyd-max-trained": "lloyd-max",
    "uniform-endpoints": "uniform-endpoints", "uniform-midpoints": "uniform-midpoints",
  ]

  private func quantise(
    _ latents: VectorBlock, designedFor training: VectorBlock, by name: String, bits: Int
  ) throws -> VectorBlock {
    try LatentQuantiserCatalogue.all.entry(named: name).design(for: training, bits: bits)
      .quantise(latents)
  }

  /// The mean-square error of a scalar quantiser on N(0, 1), from the 30-digit table.
  private func exactError(_ method: String, levelCount: Int) throws -> Double {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "RDQuantisationTests/Reference/scalar-quantisers.csv")
    let table = try CSVDocument(
      parsing: String(contentsOf: file, encoding: .utf8), origin: file.lastPathComponent)
    let columns = try ["source", "method", "levels", "mse"].map {
      try #require(table.index(of: $0))
    }
    let row = try #require(
      table.rows.first {
        $0[columns[0]] == "gaussian" && $0[columns[1]] == method
          && $0[columns[2]] == String(levelCount)
      })
    return try #require(Double(row[columns[3]]))
  }

  @Test(
    "on normal latents the error is the variance times the exact one",
    arguments: LatentQuantiserCatalogue.all.names, [1, 3, 4])
  func exactErrors(_ name: String, _ bits: Int) throws {
    let method = try #require(Self.scalarMethods[name], "no exact error is known for '\(name)'")
    // Two components, so that neither an exchange nor a common scale goes unseen.
    let moments = [(mean: 0.37, standardDeviation: 1.9), (mean: -3.1, standardDeviation: 0.05)]
    let trainingCount = 20_000
    let drawn = normalVectors(count: trainingCount, components: moments, seed: 1)
    // With exact moments a standardised design is the one for the density, and no allowance for it is needed.
    let training = block(
      of: moments.enumerated().map { c, m in
        standardised(column(c, of: drawn), mean: m.mean, standardDeviation: m.standardDeviation)
      })
    let latents = normalVectors(count: 50_000, components: moments, seed: 2)
    let quantised = try quantise(latents, designedFor: training, by: name, bits: bits)
    let exact = try exactError(method, levelCount: 1 << bits)
    for (c, m) in moments.enumerated() {
      let errors = zip(column(c, of: latents), column(c, of: quantised)).map { x, y in
        let difference = (Double(x) - Double(y)) / m.standardDeviation
        return difference * difference
      }
      let count = Double(errors.count)
      let mean = errors.reduce(0, +) / count
      let variance = errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
      // 5.5 standard errors are exceeded by chance with a probability of 4e-8, here in 24 comparisons of 1e-6. Levels
      // that are means of N / levels samples cost about a fraction levels / N more; ten times that is allowed.
      let trained = name == "lloyd-max-trained" ? 10 * Double(1 << bits) / Double(trainingCount) : 0
      let tolerance = 5.5 * (variance / count).squareRoot() + trained * exact
      #expect(abs(mean - exact) <= tolerance, "component \(c): \(mean), exact \(exact)")
      // So narrow that a wrong scale or another method shows.
      #expect(tolerance <= 0.2 * exact)
      #expect(Set(column(c, of: quantised)).count == 1 << bits)
    }
  }

  @Test(
    "moving, stretching and turning the latents does the same to their reconstructions",
    arguments: LatentQuantiserCatalogue.all.names)
  func equivariance(_ name: String) throws {
    let training = normalVectors(count: 700, components: [(0.37, 1.9)], seed: 3)
    let latents = normalVectors(count: 300, components: [(0.37, 1.9)], seed: 4)
    let quantised = try quantise(latents, designedFor: training, by: name, bits: 3)
    for (scale, shift) in [(4, 0), (0.03, -0.71), (-2.5, 11.75)] as [(Float, Float)] {
      func map(_ block: VectorBlock) -> VectorBlock {
        VectorBlock(
          count: block.count, dimension: 1, elements: block.elements.map { scale * $0 + shift })
      }
      let moved = try quantise(map(latents), designedFor: map(training), by: name, bits: 3)
      // Single precision rounds the moved latents, from which the design follows, and the levels.
      let tolerance = 8 * Float.ulpOfOne * (abs(shift) + abs(scale) * 8)
      for (value, expected) in zip(moved.elements, map(quantised).elements) {
        #expect(abs(value - expected) <= tolerance, "\(scale) x + \(shift)")
      }
    }
  }

  @Test(
    "a latent that never varies is reconstructed as itself, and costs the others nothing",
    arguments: LatentQuantiserCatalogue.all.names)
  func constants(_ name: String) throws {
    let varying = column(0, of: normalVectors(count: 200, components: [(0.37, 1.9)], seed: 5))
    let alone = try quantise(
      block(of: [varying]), designedFor: block(of: [varying]), by: name, bits: 2)
    for constant in [0, 0.73, -3.25e-9, 2.385e7] as [Float] {
      let latents = block(
        of: [varying, Array(repeating: constant, count: varying.count)])
      let quantised = try quantise(latents, designedFor: latents, by: name, bits: 2)
      #expect(column(1, of: quantised).allSatisfy { $0 == constant }, "\(constant)")
      #expect(column(0, of: quantised) == alone.elements)
    }
  }

  @Test(
    "each component has its own design, whatever stands beside it",
    arguments: LatentQuantiserCatalogue.all.names)
  func componentsStayApart(_ name: String) throws {
    let moments = [(0.37, 1.9), (-40, 0.02), (1e3, 250)]
    let training = normalVectors(count: 300, components: moments, seed: 6)
    let latents = normalVectors(count: 100, components: moments, seed: 7)
    for order in [[0, 1, 2], [2, 0, 1]] {
      let quantised = try quantise(
        block(of: order.map { column($0, of: latents) }),
        designedFor: block(of: order.map { column($0, of: training) }), by: name, bits: 2)
      for (position, c) in order.enumerated() {
        let alone = try quantise(
          block(of: [column(c, of: latents)]), designedFor: block(of: [column(c, of: training)]),
          by: name, bits: 2)
        #expect(column(position, of: quantised) == alone.elements)
      }
    }
  }
}
