import RDCore
import RDQuantisation
import RDQuantisers
import RDScalarQuantisation
import RDSources
import Testing

@Suite("Designs for densities")
struct DensityDesignTests {
  private static let sources = ["gaussian", "laplacian", "uniform"]

  private func source(_ name: String) throws -> any UnivariateDistribution {
    try SourceCatalogue.density(
      Descriptor(parsing: "\(name):mean=-0.71,standard-deviation=2.385"))
  }

  @Test(
    "many levels: converged, ordered, symmetric, and near the high-resolution limit",
    arguments: sources)
  func manyLevels(_ name: String) throws {
    // Panter and Dite: N^2 mse / variance tends to 6 sqrt(3) pi / 12, 9 / 2 and 1; the approach is like log N / N or faster.
    let limits = ["gaussian": 2.720699046351327, "laplacian": 4.5, "uniform": 1.0]
    let limit = try #require(limits[name])
    let source = try source(name)
    for levelCount in [1000, 4097, 65_536] {
      let design = try LloydMax(levelCount: levelCount).design(for: source)
      #expect(design.convergence.isConverged)
      #expect(design.convergence.iterationCount <= 20)
      let quantiser = design.product
      let n = Double(levelCount)
      let share = quantiser.meanSquaredError(under: source) / source.variance * n * n / limit
      #expect(abs(share - 1) <= 20 / n, "\(name) \(levelCount): \(share)")
      for i in [0, 1, levelCount / 3] {
        let low = quantiser.levels[i] - source.mean
        let high = quantiser.levels[levelCount - 1 - i] - source.mean
        // The halves are mirror images until the mean is added.
        #expect(abs(low + high) <= 8 * .ulpOfOne * abs(low))
      }
    }
  }

  @Test("the middles and centroids of the optimality conditions", arguments: sources)
  func conditions(_ name: String) throws {
    func check(_ source: some UnivariateDistribution, _ levelCount: Int) throws {
      let quantiser = try LloydMax(levelCount: levelCount).design(for: source).product
      for i in quantiser.levels.indices {
        let level = quantiser.levels[i]
        let moments = source.partialMoments(over: quantiser.cell(at: i), about: level)
        // Rounding of the positions, and of a conditional mean.
        #expect(abs(moments.first / moments.mass) <= 1e-13)
        if i > 0 {
          let middle = (quantiser.levels[i - 1] + level) / 2
          #expect(abs(quantiser.thresholds[i - 1] - middle) <= 1e-13)
        }
      }
    }
    for levelCount in [1, 2, 3, 4, 5, 7, 12, 33, 100] { try check(source(name), levelCount) }
  }

  @Test("a source whose symmetry and standard form are hidden gets the same quantiser")
  func hidden() throws {
    let open = Gaussian(mean: -0.71, standardDeviation: 2.385)
    for levelCount in [2, 5, 8, 64] {
      let expected = try LloydMax(levelCount: levelCount).design(for: open).product
      let design = try LloydMax(levelCount: levelCount).design(for: HiddenGaussian(inner: open))
      #expect(design.convergence.isConverged)
      for (level, other) in zip(expected.levels, design.product.levels) {
        // The conditions amplify rounding by about N^2 / 10.
        #expect(abs(level - other) <= 1e-12)
      }
    }
  }

  @Test("levels that numbers cannot tell apart are an error")
  func notResolved() {
    let source = Gaussian(mean: 1e16, standardDeviation: 1)
    for designer: any QuantiserDesigner in [
      LloydMax(levelCount: 256), UniformOptimal(levelCount: 256),
      UniformPoints(levelCount: 256, reading: .endPoints),
    ] {
      #expect(throws: DesignError.self) { try designer.design(for: source) }
    }
  }

  @Test("names of methods, groups and their parameters")
  func catalogue() throws {
    #expect(
      try QuantiserCatalogue.methods(Descriptor(name: "uniform")).map(\.name) == [
        "uniform-endpoints", "uniform-midpoints",
      ])
    let wide = try QuantiserCatalogue.methods(Descriptor(parsing: "uniform-endpoints:loading=4"))[0]
    let quantiser = try wide.designer(levelCount: 5).design(
      for: Gaussian(mean: 1, standardDeviation: 2))
    #expect(quantiser.product.levels == [-7, -3, 1, 5, 9])
    for bad in ["uniform:loading=0", "uniform-midpoints:loading=nan", "lloyd-max:loading=3"] {
      #expect(throws: DescriptorError.self) {
        try QuantiserCatalogue.methods(Descriptor(parsing: bad))
      }
    }
    #expect(throws: UnknownName.self) { try QuantiserCatalogue.methods(Descriptor(name: "llyod")) }
  }
}

/// A normal distribution that gives only what a source must give.
private struct HiddenGaussian: UnivariateDistribution {
  let inner: Gaussian
  package var mean: Double { inner.mean }
  var variance: Double { inner.variance }
  var support: Interval { inner.support }
  var isLogConcave: Bool { true }
  func density(at x: Double) -> Double { inner.density(at: x) }
  func cumulative(_ x: Double) -> Double { inner.cumulative(x) }
  func quantile(_ p: Double) -> Double { inner.quantile(p) }
}
