import RDCore
import RDQuantisation
import RDSources
import Testing

@Suite("Entropy-constrained scalar quantisers")
struct EntropyConstrainedTests {
  private static let seed = SeedPath(root: 2026)

  @Test("Gaussian errors of an 18-digit table", arguments: [(0.0, 1.0), (-0.71, 2.385)])
  func gaussianTable(_ placement: (mean: Double, standardDeviation: Double)) throws {
    let source = Gaussian(mean: placement.mean, standardDeviation: placement.standardDeviation)
    for row in try ReferenceTable.rows("ecsq-gaussian") {
      let clock = ContinuousClock()
      let start = clock.now
      let rate = try row.number("H_bits")
      let design = try EntropyConstrained().design(
        for: source, rate: .bits(rate), seed: Self.seed)
      let performance = try #require(design.product.performance)
      print(rate, clock.now - start, design.convergence, performance.meanSquaredError / source.variance / (try row.number("mse")) - 1, performance.entropyPerSample.bits - rate, design.product.symbolProbabilities[0].count, row["structure"] ?? "", row["levels"] ?? "")
    }
  }
  @Test("explore")
  func explore() throws {
    for name in ["laplacian", "uniform", "logistic", "student-t:degrees-of-freedom=3", "gamma", "rayleigh", "exponential", "gaussian-mixture:weights=0.5/0.5,means=-2/2", "gaussian-mixture:weights=0.3/0.7,means=-2/2,standard-deviations=0.2/1","generalised-gaussian:shape=0.5", "beta:alpha=2,beta=3", "beta:dimension=8"] {
      for designer: any RateDesigner in [EntropyConstrained(), UniformThreshold()] {
      for rate in [0.01, 0.1, 0.5, 1, 2, 3, 5, 8] {
        let clock = ContinuousClock()
        let start = clock.now
        do {
          let source = try SourceCatalogue.density(Descriptor(parsing: name))
          let design = try designer.design(for: source, rate: .bits(rate), seed: Self.seed)
          let p = try #require(design.product.performance)
          print(name, type(of: designer), rate, clock.now - start, p.meanSquaredError / source.variance, p.entropyPerSample.bits - rate, design.product.symbolProbabilities[0].count, design.convergence.iterationCount, design.convergence.residual)
        } catch { print(name, type(of: designer), rate, clock.now - start, "ERROR", error); if "\(error)".contains("parameter") { break } }
      }
      }
    }
  }
  @Test("exploreLM")
  func exploreLM() throws {
    for name in ["student-t:degrees-of-freedom=3", "gamma", "gaussian-mixture:weights=0.5/0.5,means=-2/2", "gaussian-mixture:weights=0.3/0.7,means=-2/2,standard-deviations=0.2/1","generalised-gaussian:shape=0.5", "exponential"] {
      for n in [2, 3, 4, 5, 8, 16, 64, 256, 4096, 65536] {
        let clock = ContinuousClock()
        let start = clock.now
        do {
          let source = try SourceCatalogue.density(Descriptor(parsing: name))
          let design = try LloydMax(levelCount: n).design(for: source)
          print(name, n, clock.now - start, design.product.meanSquaredError(under: source) / source.variance, design.convergence.iterationCount, design.convergence.residual, n < 6 ? design.product.levels : [])
        } catch { print(name, n, clock.now - start, "ERROR", error)  }
      }
    }
  }
}
