import Foundation
import RDCore
import RDSources
import RDTrellisQuantisation
import ReferenceTables
import Testing

@Suite("The search of a trellis")
struct TrellisSearchTests {
  static let source = Laplacian(mean: -0.71, standardDeviation: 2.385)

  /// A quantiser with 28 uneven levels, and penalties if they are asked for.
  private func quantiser(_ code: TrellisCode, hasPenalties: Bool) -> TrellisQuantiser {
    var stream = RandomStream(seed: SeedPath(root: 7)["levels", code.stateCount])
    let levels = (0..<28).map { -0.71 + 0.8 * (Double($0) - 13.2 + 0.9 * stream.nextUniform()) }
    let penalties = levels.map { abs($0) * stream.nextUniform() }
    return TrellisQuantiser(
      code: code, levels: levels, penalties: hasPenalties ? penalties : nil)
  }

  private func samples(_ count: Int, name: String) -> [Double] {
    var stream = RandomStream(seed: SeedPath(root: 7)["samples", name])
    return (0..<count).map { _ in Self.source.sample(using: &stream) }
  }

  @Test("the catalogue's codes have the states of their names, all of which are reached")
  func codes() {
    for (name, code) in zip(TrellisCodeCatalogue.all.names, TrellisCodeCatalogue.all.entries) {
      #expect(String(code.stateCount) == name)
      var isReached = Array(repeating: 0, count: code.stateCount)
      for state in 0..<code.stateCount {
        #expect(code.half(at: state, branch: 0) + code.half(at: state, branch: 1) == 1)
        for branch in 0...1 { isReached[code.state(after: state, branch: branch)] += 1 }
      }
      #expect(isReached.allSatisfy { $0 == 2 })
      // Half of the states allow each union, or the unions would not be equally likely.
      #expect((0..<code.stateCount).count { code.union(at: $0) == 1 } == code.stateCount / 2)
    }
  }

  @Test("no path of a short sequence is cheaper", arguments: TrellisCodeCatalogue.all.names)
  func shortSequences(states: String) throws {
    let code = try TrellisCodeCatalogue.all.entry(named: states)
    for hasPenalties in [false, true] {
      let quantiser = quantiser(code, hasPenalties: hasPenalties)
      let oracle = PlainTrellisSearch(quantiser: quantiser)
      for count in 1...11 {
        let samples = samples(count, name: "short \(count)")
        let cost = oracle.cost(of: quantiser.symbols(of: samples), samples: samples)
        let least = oracle.leastCostOfAllPaths(samples: samples)
        // Costs are compared in single precision, in units of the codebook's spread, 500 squared units of the source.
        #expect(cost >= least * (1 - 1e-12))
        #expect(cost <= least + 500 * Double(count) * 1e-6)
      }
    }
  }

  @Test("blocks lose nothing against a search of the whole", arguments: ["4", "32", "256", "512"])
  func longSequences(states: String) throws {
    let code = try TrellisCodeCatalogue.all.entry(named: states)
    // One sample less and more than is decided at once, and several blocks.
    let lookahead = 32 * max(code.memory, 5)
    for count in [8191 + lookahead, 8193 + lookahead, 30_000] {
      let quantiser = quantiser(code, hasPenalties: true)
      let oracle = PlainTrellisSearch(quantiser: quantiser)
      let samples = samples(count, name: "long")
      let symbols = quantiser.symbols(of: samples)
      let cost = oracle.cost(of: symbols, samples: samples)
      // Single precision decides between paths that differ by about 1e-6 of what 256 samples cost.
      #expect(isClose(cost, oracle.leastCost(samples: samples), relative: 1e-6))
    }
  }

  @Test("any finite number is taken, and a far one goes to an end of the codebook")
  func extremes() throws {
    let quantiser = quantiser(TrellisCode(h0: 0o13, h1: 0o4), hasPenalties: true)
    let samples = [1e308, -1e308, 0, 1e20, -1e-300, -3e5, 40, 1e308, 1e308]
    let reconstruction = quantiser.reconstruction(of: quantiser.symbols(of: samples))
    for (sample, value) in zip(samples, reconstruction) where abs(sample) > 1e3 {
      // The two levels at an end belong to both unions, two more to the other halves.
      #expect(sample > 0 ? value >= quantiser.levels[24] : value <= quantiser.levels[3])
    }
    #expect(quantiser.symbols(of: []).isEmpty)
    #expect(quantiser.reconstruction(of: []).isEmpty)
  }

  @Test("these samples have these symbols, by these contexts")
  func pinned() throws {
    let quantiser = TrellisQuantiser(
      code: try TrellisCodeCatalogue.all.entry(named: "8"),
      levels: (0..<16).map { 0.7 * (Double($0) - 7.5) - 0.71 })
    let samples: [Double] = [0.31, -2.2, 1.7, 4.9, -0.71, -5.5, 2.385, 0, -1.3, 3.3, 0.9, -3.1]
    let symbols = quantiser.symbols(of: samples)
    #expect(symbols == [4, 3, 5, 7, 4, 0, 6, 4, 3, 6, 5, 2])
    #expect(quantiser.contexts(of: symbols) == [0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1])
  }

  @Test("the gain over a uniform quantiser of the same rate is that of the code")
  func granularGain() throws {
    // Known to 0.004 dB, from the literature on Ungerboeck's codes and from measurements of the larger ones by another program.
    let gains: KeyValuePairs = [
      "4": 0.993, "8": 1.087, "64": 1.256, "256": 1.335, "512": 1.365, "1024": 1.384,
      "2048": 1.400, "4096": 1.415, "8192": 1.427, "16384": 1.438,
    ]
    let source = Uniform(mean: -0.71, standardDeviation: 2.385)
    let step = 0.4
    var stream = RandomStream(seed: SeedPath(root: 7)["uniform"])
    let samples = (0..<1_000_000).map { _ in source.sample(using: &stream) }
    for (states, gain) in gains {
      let code = try TrellisCodeCatalogue.all.entry(named: states)
      let count = code.stateCount > 1024 ? 250_000 : samples.count
      let samples = Array(samples[..<count])
      // The codebook goes some steps beyond the source, so that it has no ends.
      let quantiser = TrellisQuantiser(
        code: code,
        levels: (0..<36).map { step * (Double($0) - 17.5) - 0.71 })
      let reconstruction = quantiser.reconstruction(of: quantiser.symbols(of: samples))
      let error = zip(samples, reconstruction).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      // A branch and a subset of every fourth level have the rate of a uniform quantiser with twice the step.
      let measured = 10 * log10(4 * step * step / 12 / (error / Double(samples.count)))
      // The squared error of a sample varies by about its mean, so 0.0045 dB on a million; five times that is exceeded
      // with probability 6e-7.
      let noise = 0.0045 * (1_000_000 / Double(count)).squareRoot()
      #expect(abs(measured - gain) <= 0.004 + 5 * noise, "\(states) states: \(measured) dB")
    }
  }
}

extension SeedPath {
  /// The path with an axis that has one value only.
  fileprivate subscript(axis: String) -> SeedPath { self[axis, ""] }
}
