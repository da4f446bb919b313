import RDCore
import RDQuantisers
import RDScalarQuantisation
import RDSources
import Testing

@Suite("Designs for samples")
struct SampleDesignTests {
  /// Samples of a source, rounded to a multiple of `grain` if it is above 0.
  private func samples(_ count: Int, grain: Double = 0) throws -> EmpiricalDistribution {
    let source = Laplacian(mean: -0.71, standardDeviation: 2.385)
    var stream = RandomStream(seed: SeedPath(root: 2026)["samples", count])
    return try EmpiricalDistribution(
      samples: (0..<count).map { _ in
        let x = source.sample(using: &stream)
        return grain > 0 ? (x / grain).rounded() * grain : x
      })
  }

  @Test(
    "a fixed point: nearest levels, and levels that are the means of their cells",
    arguments: [0, 0.25])
  func fixedPoint(grain: Double) throws {
    // The last one is beyond what dynamic programming starts from.
    for (count, levelCount) in [(1000, 2), (1000, 7), (3001, 64), (40_000, 128)] {
      let samples = try samples(count, grain: grain)
      guard Set(samples.samples).count >= levelCount else { continue }
      let design = try LloydMax(levelCount: levelCount).design(for: samples)
      #expect(design.convergence.isConverged)
      let quantiser = design.product
      for i in quantiser.levels.indices {
        let level = quantiser.levels[i]
        let moments = samples.partialMoments(over: quantiser.cell(at: i), about: level)
        #expect(moments.mass > 0)
        // Rounding of a mean of numbers of this size.
        #expect(abs(moments.first / moments.mass) <= 1e-14 * 10)
      }
    }
  }

  @Test("no partition of a few samples is better")
  func exhaustive() throws {
    let values = [-3.5, -3, -1.25, 0, 0.5, 0.5, 2, 2.75, 6, 6, 6.5]
    let samples = try EmpiricalDistribution(samples: values)
    let distinct = Set(values).sorted()
    for levelCount in 1...5 {
      var best = Double.infinity
      func search(_ first: Int, _ runs: Int, _ error: Double) {
        guard runs > 1 else {
          best = min(best, error + spread(values.filter { $0 >= distinct[first] }))
          return
        }
        for end in (first + 1)...(distinct.count - runs + 1) {
          let run = values.filter { $0 >= distinct[first] && $0 < distinct[end] }
          search(end, runs - 1, error + spread(run))
        }
      }
      search(0, levelCount, 0)
      let quantiser = try LloydMax(levelCount: levelCount).design(for: samples).product
      // A few roundings.
      #expect(abs(quantiser.meanSquaredError(under: samples) * 11 - best) <= 1e-13)
    }
  }

  /// The sum of squared distances from the mean.
  private func spread(_ run: [Double]) -> Double {
    let mean = run.reduce(0, +) / Double(run.count)
    return run.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  @Test("as many levels as different samples leave no error, one more is an error")
  func allLevels() throws {
    let samples = try EmpiricalDistribution(samples: [2, 2, -1, 7, 7, 7, 3.5])
    let quantiser = try LloydMax(levelCount: 4).design(for: samples).product
    #expect(quantiser.levels == [-1, 2, 3.5, 7])
    #expect(quantiser.meanSquaredError(under: samples) == 0)
    #expect(throws: DesignError.tooFewDistinctSamples(levelCount: 5, distinct: 4)) {
      try LloydMax(levelCount: 5).design(for: samples)
    }
  }

  @Test("many samples lead to nearly the quantiser of their density")
  func manySamples() throws {
    let samples = try samples(200_000)
    let density = Laplacian(mean: -0.71, standardDeviation: 2.385)
    for levelCount in [2, 8, 32] {
      let fromSamples = try LloydMax(levelCount: levelCount).design(for: samples).product
      let fromDensity = try LloydMax(levelCount: levelCount).design(for: density).product
      let excess =
        fromSamples.meanSquaredError(under: density) / fromDensity.meanSquaredError(under: density)
      // Estimating each level costs the variance of its cell over n: twice 1/2 of the source's for the outer cells of a
      // Laplacian, about 250 / n of the error at 32 levels. Eight times that allows for the moving thresholds.
      #expect(excess >= 1 && excess <= 1.01, "\(levelCount) levels: \(excess)")
    }
  }

  @Test("the best step is at least as good as its neighbours and as both readings of uniform")
  func bestStep() throws {
    let samples = try samples(3001)
    for levelCount in [2, 5, 16, 64] {
      let best = try UniformOptimal(levelCount: levelCount).design(for: samples).product
      let error = best.meanSquaredError(under: samples)
      for reading in [UniformPoints.Reading.endPoints, .midpoints] {
        for loading in [1.5, 2, 3, 4, 5.5] {
          let other = try UniformPoints(
            levelCount: levelCount, reading: reading, loading: loading
          ).design(for: samples).product
          // Rounding of the mean square.
          #expect(error <= other.meanSquaredError(under: samples) * (1 + 1e-12))
        }
      }
    }
  }
}
