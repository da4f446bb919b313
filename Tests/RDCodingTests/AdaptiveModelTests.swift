import RDCoding
import RDCore
import Testing

@Suite("Adaptive models")
struct AdaptiveModelTests {
  @Test("agree with plain counts, halving and all", arguments: AdaptiveModel.Estimator.allCases)
  func plainCounts(_ estimator: AdaptiveModel.Estimator) throws {
    for symbolCount in [1, 2, 3, 7, 16, 100] {
      let limit = 2000
      var model = try AdaptiveModel(
        symbolCount: symbolCount, estimator: estimator, totalLimit: limit)
      var frequencies = Array(repeating: 1, count: symbolCount)
      var random = RandomStream(seed: SeedPath(root: 7)["alphabet", symbolCount])
      let increment = estimator == .laplace ? 1 : 2
      for _ in 0..<3000 {
        let symbol = min(random.next(below: symbolCount), random.next(below: symbolCount))
        let total = frequencies.reduce(0, +)
        #expect(Int(model.totalFrequency) == total)
        let start = frequencies[..<symbol].reduce(0, +)
        let interval = SymbolInterval(
          start: UInt32(start), frequency: UInt32(frequencies[symbol]))
        #expect(model.interval(of: symbol) == interval)
        let quantile = UInt32(start + random.next(below: frequencies[symbol]))
        let (found, foundInterval) = model.symbol(at: quantile)
        #expect(found == symbol && foundInterval == interval)
        #expect(model.share(of: 1 << 40) == (1 << 40) / UInt64(total))
        if total + increment > limit { frequencies = frequencies.map { ($0 + 1) / 2 } }
        frequencies[symbol] += increment
        model.update(with: symbol)
      }
    }
  }

  @Test("a million symbols take what the estimator says")
  func overhead() throws {
    let source = MessageSource.all[7]
    let message = source.message(length: 1_000_000, seed: SeedPath(root: 7)["test", "adaptive"])
    for (coder, estimator) in [
      (CoderUnderTest.adaptiveKrichevskyTrofimov, AdaptiveModel.Estimator.krichevskyTrofimov),
      (.adaptiveLaplace, .laplace),
    ] {
      let tables = try CodingTables(
        probabilities: source.probabilities, precision: source.precision)
      let bits = 8 * Double(coder.encodeBlock(message, tables).count)
      var counts = Array(repeating: 0, count: source.probabilities.count)
      for symbol in message { counts[Int(symbol)] += 1 }
      let ideal = estimator.idealCodeLength(ofCounts: counts).bits
      // The range loses at most total / range a symbol, 2^-11 at worst and far less in the mean.
      #expect(bits - ideal < 1e-4 * ideal)
    }
  }
}
