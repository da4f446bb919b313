import RDCore
import RDScalarQuantisation
import RDSources
import Testing

@Suite("Scalar quantisers")
struct ScalarQuantiserTests {
  private let quantiser = ScalarQuantiser(
    thresholds: [-1.5, 0.25, 0.5, 4], levels: [-3, -0.5, 0.375, 1, 7])

  @Test("a cell is closed below and open above")
  func cells() {
    let expected: [(Double, Int)] = [
      (-.infinity, 0), (-1.6, 0), (-1.5, 1), (0.2, 1), (0.25, 2), (0.4999, 2), (0.5, 3),
      (3.999, 3), (4, 4), (.infinity, 4),
    ]
    for (x, index) in expected {
      #expect(quantiser.index(of: x) == index, "\(x)")
      #expect(quantiser.cell(at: index).contains(x))
    }
    #expect(quantiser.reconstruction(at: 2) == 0.375)
    #expect(quantiser.fixedRatePerSample.bits == 2.321928094887362)
  }

  @Test("the index is the number of thresholds not above, for every size", arguments: 1...40)
  func search(levelCount: Int) throws {
    let quantiser = try LloydMax(levelCount: levelCount)
      .design(for: Laplacian(mean: -0.71, standardDeviation: 2.385)).product
    var stream = RandomStream(seed: SeedPath(root: 2026)["search", levelCount])
    for _ in 0..<200 {
      let x = 24 * (stream.nextUniform() - 0.5)
      #expect(quantiser.index(of: x) == quantiser.thresholds.count { $0 <= x })
    }
    for (i, threshold) in quantiser.thresholds.enumerated() {
      #expect(quantiser.index(of: threshold) == i + 1)
      #expect(quantiser.index(of: threshold.nextDown) == i)
    }
  }

  @Test("error, probabilities and entropy agree with a simulation")
  func simulation() throws {
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    var stream = RandomStream(seed: SeedPath(root: 2026)["simulation", 5])
    let count = 400_000
    var counts = [Double](repeating: 0, count: 5)
    var sum = 0.0
    var squares = 0.0
    for _ in 0..<count {
      let x = source.sample(using: &stream)
      let index = quantiser.index(of: x)
      let error = x - quantiser.reconstruction(at: index)
      counts[index] += 1
      sum += error * error
      squares += error * error * error * error
    }
    let mean = sum / Double(count)
    let deviation = ((squares / Double(count) - mean * mean) / Double(count)).squareRoot()
    // Six normal deviations: a false alarm has a probability of 2e-9.
    #expect(abs(quantiser.meanSquaredError(under: source) - mean) <= 6 * deviation)
    let probabilities = quantiser.indexProbabilities(under: source)
    for (p, n) in zip(probabilities, counts) {
      #expect(abs(p - n / Double(count)) <= 6 * (p * (1 - p) / Double(count)).squareRoot())
    }
    // Five numbers of full precision.
    #expect(abs(probabilities.reduce(0, +) - 1) <= 1e-15)
  }

  @Test("error and entropy under samples are sums over the samples")
  package func samples() throws {
    let values = [-4, -1.5, 0, 0.3, 0.5, 0.5, 9.25, 3]
    let samples = try EmpiricalDistribution(samples: values)
    let errors = values.map { x in
      let error = x - quantiser.reconstruction(at: quantiser.index(of: x))
      return error * error
    }
    // A handful of roundings.
    let mean = errors.reduce(0, +) / 8
    #expect(abs(quantiser.meanSquaredError(under: samples) - mean) <= 1e-14)
    #expect(quantiser.indexProbabilities(under: samples) == [0.125, 0.25, 0.125, 0.375, 0.125])
    // Three eighths by hand, 0.125 * 3 * 3 + 0.25 * 2 + 0.375 log2(8/3).
    #expect(abs(quantiser.indexEntropy(under: samples).bits - 2.155639062229566) <= 1e-14)
  }
}
