import RDCore
import RDSources
import RealModule
import Testing

@Suite("Discrete sources")
struct DiscreteTests {
  private func source(_ text: String) throws -> DiscreteDistribution {
    guard case .discrete(let source) = try SampleSources.source(text) else {
      throw SourceKindError(source: text, kind: "another", needed: "a discrete source")
    }
    return source
  }

  @Test("entropies of bits and of an alphabet of three")
  func entropy() throws {
    // -(0.11 log2 0.11 + 0.89 log2 0.89), by mpmath.
    #expect(abs(try source("bernoulli:p=0.11").entropy.bits - 0.499915958164528393) <= 1e-15)
    #expect(
      abs(try source("discrete:probabilities=0.5/0.3/0.2").entropy.bits - 1.48547529722733424)
        <= 1e-15)
  }

  @Test("symbols are as frequent as they should be")
  func frequencies() throws {
    let source = try source("discrete:probabilities=0.5/0/0.3/0.2")
    var stream = RandomStream(seed: SeedPath(root: 2026)["discrete", "frequencies"])
    let count = 100_000
    var counts = [0, 0, 0, 0]
    for _ in 0..<count { counts[source.sample(using: &stream)] += 1 }
    #expect(counts[1] == 0)
    for (k, p) in source.probabilities.enumerated() {
      // Hoeffding: P(|share - p| > e) <= 2 exp(-2 n e^2), 1e-7 at e = 0.0092.
      #expect(abs(Double(counts[k]) / Double(count) - p) <= 0.0092)
    }
  }
}
