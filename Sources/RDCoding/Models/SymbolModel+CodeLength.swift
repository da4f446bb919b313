import RDCore
import RDNumerics
import RealModule

extension SymbolModel {
  /// The code length of a symbol: `-log2(f / 2^precision)` bits.
  ///
  /// - Precondition: `symbol` lies in the alphabet.
  package func idealCodeLength(of symbol: Int) -> Information {
    .bits(Double(precision) - Double.log2(Double(interval(of: symbol).frequency)))
  }

  /// The code length of a sequence of symbols.
  ///
  /// - Precondition: each lies in the alphabet.
  package func idealCodeLength(ofSymbols symbols: [Int32]) -> Information {
    var counts = Array(repeating: 0, count: symbolCount)
    for symbol in symbols { counts[Int(symbol)] += 1 }
    return .bits(expectedBits(weights: counts.map { Double($0) }))
  }

  /// The entropy of the model itself.
  public var entropy: Information {
    .bits(expectedBits(weights: frequencies.map { Double($0) / Double(totalFrequency) }))
  }

  /// The cross-entropy: the expected code length of a source's symbols under this model.
  ///
  /// The probabilities are those of the source's symbols: shape `[K]`, adding up to 1.
  package func crossEntropy(under probabilities: [Double]) -> Information {
    precondition(probabilities.count == symbolCount)
    return .bits(expectedBits(weights: probabilities))
  }

  /// The redundancy of the model for a source: the divergence `sum p log2(p 2^precision / f)`.
  ///
  /// The probabilities are those of the source's symbols: shape `[K]`, adding up to 1.
  package func redundancy(under probabilities: [Double]) -> Information {
    precondition(probabilities.count == symbolCount)
    var sum = CompensatedSum()
    for (probability, frequency) in zip(probabilities, frequencies) where probability > 0 {
      // With q = f / 2^precision, each term p ln(p / q) - p + q is positive and the -p + q sum to 0, so that little
      // is lost where the two nearly agree.
      let q = Double(frequency) / Double(totalFrequency)
      sum.add(-probability * Double.log(onePlus: (q - probability) / probability))
      sum.add(q - probability)
    }
    for (probability, frequency) in zip(probabilities, frequencies) where probability == 0 {
      sum.add(Double(frequency) / Double(totalFrequency))
    }
    return .nats(sum.value)
  }

  private func expectedBits(weights: [Double]) -> Double {
    var sum = CompensatedSum()
    for (symbol, weight) in weights.enumerated() where weight > 0 {
      sum.add(weight * idealCodeLength(of: symbol).bits)
    }
    return sum.value
  }
}
