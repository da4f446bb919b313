import Foundation
import RDCore
import RDQuantisation
import RDQuantisers
import RDScalarQuantisation
import RDSources
import ReferenceTables
import Testing

@Suite("What every scalar quantiser of every density must be")
struct CatalogueContractTests {
  /// The densities of the catalogue, and some that are hard: heavy tails, infinite peaks and ends, deep valleys.
  private static let names =
    zip(SourceCatalogue.all.names, SourceCatalogue.all.entries)
    .filter { $0.1.kind == .density && !["table", "samples"].contains($0.0) }
    .map { $0.1.example ?? $0.0 } + [
      "gaussian:mean=-0.71,standard-deviation=2.385", "student-t:degrees-of-freedom=3",
      "generalised-gaussian:shape=0.5,mean=-0.71,standard-deviation=2.385",
      "beta:alpha=0.5,beta=0.5", "beta:alpha=2,beta=3",
      "gaussian-mixture:weights=0.3/0.7,means=-10/10,standard-deviations=1/1",
      "gaussian-mixture:weights=0.3/0.7,means=-2/2,standard-deviations=0.2/1",
    ]

  @Test("methods of a number of levels", arguments: names)
  package func levels(_ name: String) throws {
    try checkLevels(SourceCatalogue.density(Descriptor(parsing: name)), name)
  }

  @Test("methods of a rate", arguments: names)
  func rates(_ name: String) throws {
    try checkRates(SourceCatalogue.density(Descriptor(parsing: name)), name)
  }

  @Test("a density with a hole")
  func hole() throws {
    // Its pieces have the areas 0.6, 0, 0.2 and 1, 0.8 of 1.4: a triangle, and a trapezium.
    let points = [
      (-3.0, 0.0), (-2, 0.3), (-1, 0), (-0.5, 0), (1, 0), (1.2, 0.5), (2.2, 0.5), (3, 0),
    ]
    var area = 0.0
    for (low, high) in zip(points, points.dropFirst()) {
      area += (high.0 - low.0) * (low.1 + high.1) / 2
    }
    let lines = points.map { "\($0.0),\($0.1 / area)\n" }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "density-with-a-hole-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try lines.joined().write(to: file, atomically: true, encoding: .utf8)
    let source = try SourceCatalogue.density(
      Descriptor(name: "table", parameters: [("file", file.path)]))
    try checkLevels(source, "hole")
    try checkRates(source, "hole")
  }

  @Test(
    "equal steps of a heavy tail end in an error, the cells of an entropy-constrained design do not"
  )
  func heavyTail() throws {
    let source = try SourceCatalogue.density(Descriptor(parsing: "student-t:degrees-of-freedom=3"))
    let seed = SeedPath(root: 2026)
    #expect {
      try UniformThreshold().design(for: source, rate: .bits(8), seed: seed)
    } throws: { error in
      guard case .tailTooHeavy? = error as? DesignError else { return false }
      return true
    }
    let product = try EntropyConstrained().design(for: source, rate: .bits(8), seed: seed).product
    let error = try #require(product.performance).meanSquaredError
    let bound = shannonLowerBound(of: source, .bits(8))
    // Gish and Pierce, pi e / 6, which is reached at high rates; the tail costs some 1e-4 of it with as many cells as there are.
    #expect(isClose(error / bound, 1.4232891, relative: 1e-3), "\(error / bound)")
  }

  private func checkLevels(_ source: some UnivariateDistribution, _ name: String) throws {
    for method in QuantiserCatalogue.levelMethodNames {
      for levelCount in [2, 7, 64] {
        let label: Comment = "\(name), \(method), \(levelCount) levels"
        let design = try QuantiserCatalogue.designer(named: method, levelCount: levelCount).design(
          for: source)
        #expect(design.convergence.isConverged, label)
        let quantiser = design.product
        #expect(quantiser.levelCount == levelCount, label)
        let entropy = quantiser.indexEntropy(under: source)
        // Rounding of the sum.
        #expect(entropy.bits <= quantiser.fixedRatePerSample.bits * (1 + 1e-14), label)
        check(quantiser, under: source, entropy: entropy, label)
        guard method == "lloyd-max" else { continue }
        checkCentroids(of: quantiser, under: source, label)
        for (i, threshold) in quantiser.thresholds.enumerated() {
          let middle = (quantiser.levels[i] + quantiser.levels[i + 1]) / 2
          // Sixteen units in the last place, and as many of the sums here.
          #expect(
            abs(threshold - middle) <= 1e-14 * max(abs(threshold), 10 * source.standardDeviation),
            label)
        }
      }
    }
  }

  private func checkRates(_ source: some UnivariateDistribution, _ name: String) throws {
    for rate in [0.3, 1, 2.5] {
      var errors: [Double] = []
      for designer: any RateDesigner in [UniformThreshold(), EntropyConstrained()] {
        let label: Comment = "\(name), \(designer), \(rate) bits"
        let design = try designer.design(
          for: source, rate: .bits(rate), seed: SeedPath(root: 2026))
        #expect(design.convergence.isConverged, label)
        let product = design.product
        let performance = try #require(product.performance)
        // The tolerance of the designs.
        #expect(abs(performance.entropyPerSample.bits - rate) <= 2e-9, label)
        errors.append(performance.meanSquaredError)
        let quantiser = try #require(product.quantiser as? ScalarQuantiser)
        check(quantiser, under: source, entropy: performance.entropyPerSample, label)
        checkCentroids(of: quantiser, under: source, label)
        if designer is EntropyConstrained {
          checkTies(of: quantiser, probabilities: product.symbolProbabilities[0], label)
        }
      }
      // Rounding of the sums; and the contribution of the last cells of a heavy tail.
      #expect(errors[1] <= errors[0] * (1 + 1e-10), "\(name), \(rate) bits: \(errors)")
    }
  }

  /// No error below Shannon's bound, and what is decoded are the levels of what was encoded.
  private func check(
    _ quantiser: ScalarQuantiser, under source: some UnivariateDistribution, entropy: Information,
    _ label: Comment
  ) {
    let error = quantiser.meanSquaredError(under: source)
    #expect(error >= shannonLowerBound(of: source, entropy) * (1 - 1e-9), label)
    var stream = RandomStream(seed: SeedPath(root: 2026)["contract", 1])
    let samples =
      [-1e300, 1e300] + quantiser.thresholds.prefix(9)
      + (0..<50).map { _ in source.sample(using: &stream) }
    let decoded = quantiser.reconstruction(of: quantiser.symbols(of: samples))
    #expect(decoded == samples.map { quantiser.levels[quantiser.index(of: $0)] }, label)
  }

  private func checkCentroids(
    of quantiser: ScalarQuantiser, under source: some UnivariateDistribution, _ label: Comment
  ) {
    for i in quantiser.levels.indices {
      let cell = quantiser.cell(at: i)
      let moments = source.partialMoments(over: cell, about: quantiser.levels[i])
      // Of a rarer cell in the tail, the position of the level rounds by more than the moments.
      guard moments.mass > 1e-12 else { continue }
      #expect(
        abs(moments.first / moments.mass) <= 1e-9
          * max(source.standardDeviation, abs(quantiser.levels[i])),
        "\(label), cell \(i)")
    }
  }

  /// With one slope, that of the threshold where lengths differ most, costs tie at all others.
  private func checkTies(
    of quantiser: ScalarQuantiser, probabilities: [Double], _ label: Comment
  ) {
    let ties = quantiser.thresholds.indices.filter {
      min(probabilities[$0], probabilities[$0 + 1]) > 1e-9
    }.map { i in
      let below = quantiser.thresholds[i] - quantiser.levels[i]
      let above = quantiser.levels[i + 1] - quantiser.thresholds[i]
      return (
        squares: below * below - above * above, size: below * below + above * above,
        length: binaryLogarithm(probabilities[i] / probabilities[i + 1])
      )
    }
    guard let steepest = ties.max(by: { abs($0.length) < abs($1.length) }), steepest.length != 0
    else { return }
    let slope = steepest.squares / steepest.length
    #expect(slope > 0 || abs(steepest.length) < 1e-6, label)
    for tie in ties {
      // The tolerance of a design, 1e-9, on both sides, by the lengths that the slope was told from.
      let tolerance = 4e-9 * (tie.size + abs(slope)) * (1 + abs(1 / steepest.length))
      #expect(abs(tie.squares - slope * tie.length) <= tolerance, label)
    }
  }

  /// `h(X) - ln(2 pi e D) / 2 = R`.
  private func shannonLowerBound(
    of source: some UnivariateDistribution, _ rate: Information
  ) -> Double {
    powerOfE(2 * (source.differentialEntropy - rate).nats) / 17.079468445347134
  }
}
