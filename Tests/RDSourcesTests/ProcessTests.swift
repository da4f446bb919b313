import RDCore
import RDNumerics
import RDSources
import RealModule
import Testing

@Suite("The contract of a process")
struct ProcessTests {
  @Test("the mean of the spectral density is the variance", arguments: SampleSources.processes)
  func spectrum(_ text: String) throws {
    let process = try SampleSources.process(text)
    // The trapezoid rule is exact up to the covariance at lag 8192, which is below 1e-16 for these processes; the
    // covariances themselves are its other Fourier coefficients.
    let count = 8192
    let covariances = process.autocovariances(count: 12)
    for (lag, covariance) in covariances.enumerated() {
      var sum = CompensatedSum()
      for k in 0...count {
        let frequency = .pi * Double(k) / Double(count)
        let weight = k == 0 || k == count ? 0.5 : 1
        sum.add(
          weight * process.spectralDensity(at: frequency) * Double.cos(Double(lag) * frequency))
      }
      let mean = sum.value / Double(count)
      #expect(abs(mean - covariance) <= 1e-12 * process.variance, "\(text) \(lag)")
    }
    #expect(covariances[0] == process.variance)
  }

  @Test("the innovation's variance is the geometric mean", arguments: SampleSources.processes)
  func innovation(_ text: String) throws {
    let process = try SampleSources.process(text)
    let count = 8192
    var sum = CompensatedSum()
    for k in 0...count {
      let weight = k == 0 || k == count ? 0.5 : 1
      sum.add(
        weight * Double.log(process.spectralDensity(at: .pi * Double(k) / Double(count))))
    }
    let power = Double.exp(sum.value / Double(count))
    #expect(abs(power / process.innovationVariance - 1) <= 1e-12)
  }

  @Test("samples have the covariances, from the first one on", arguments: SampleSources.processes)
  package func samples(_ text: String) throws {
    let process = try SampleSources.process(text)
    let expected = process.autocovariances(count: 5)
    let runCount = 20_000
    var stream = RandomStream(seed: SeedPath(root: 2026)["process", text])
    var run = [Double](repeating: 0, count: 9)
    var sums = [[Double]](repeating: Array(repeating: 0, count: 5), count: 2)
    for _ in 0..<runCount {
      process.fill(&run, using: &stream)
      for lag in 0..<5 {
        sums[0][lag] += run[0] * run[lag]
        sums[1][lag] += run[4] * run[4 + lag]
      }
    }
    for lag in 0..<5 {
      // A mean of products of normal numbers has the variance (r(0)^2 + r(lag)^2) / n; at seven deviations, with the
      // heavier tail of a product, a false alarm in any of 100 sums has a probability below 1e-8.
      let deviation =
        ((expected[0] * expected[0] + expected[lag] * expected[lag]) / Double(runCount))
        .squareRoot()
      for start in 0..<2 {
        let mean = sums[start][lag] / Double(runCount)
        #expect(abs(mean - expected[lag]) <= 7 * deviation, "\(text) lag \(lag) from \(4 * start)")
      }
    }
  }

  @Test("an autoregressive process of order one is the Gauss-Markov process")
  func orderOne() throws {
    let general = try AutoregressiveProcess(coefficients: [-0.7], standardDeviation: 2.385)
    let special = GaussMarkov(correlation: -0.7, standardDeviation: 2.385)
    for k in 0...10 {
      let frequency = 0.31 * Double(k)
      let ratio =
        general.spectralDensity(at: frequency) / special.spectralDensity(at: frequency)
      #expect(abs(ratio - 1) <= 1e-14)
    }
    #expect(abs(general.innovationVariance / special.innovationVariance - 1) <= 1e-15)
    var first = [Double](repeating: 0, count: 50)
    var second = first
    var stream = RandomStream(seed: SeedPath(root: 7)["process", "order-one"])
    var again = stream
    general.fill(&first, using: &stream)
    special.fill(&second, using: &again)
    for (a, b) in zip(first, second) { #expect(abs(a - b) <= 1e-13) }
  }

  @Test("coefficients and autocovariances of a process give each other")
  func levinson() throws {
    let process = try AutoregressiveProcess(
      coefficients: [0.5, -0.3, 0.2, -0.11], standardDeviation: 2.385)
    let again = try AutoregressiveProcess(autocovariances: process.autocovariances(count: 5))
    for (a, b) in zip(process.coefficients, again.coefficients) { #expect(abs(a - b) <= 1e-15) }
    // The Yule-Walker equations.
    let r = process.autocovariances(count: 9)
    for lag in 5..<9 {
      let sum = zip(process.coefficients, 1...4).reduce(0) { $0 + $1.0 * r[lag - $1.1] }
      #expect(abs(sum - r[lag]) <= 1e-15 * r[0])
    }
    #expect(throws: ProcessError.notPositiveDefinite(order: 3)) {
      try AutoregressiveProcess(autocovariances: [1, 0.9, 0.1])
    }
  }
}
