import RDCore

/// A quantiser of sequences, with its symbol probabilities and its rate.
public struct RatedQuantiser: Sendable {
  package let quantiser: any SequenceQuantiser

  /// The probability of each symbol in each context, from which an entropy coder's model is built: shape
  /// `[contextCount][alphabet size]`, all above 0, each row of sum 1.
  package let symbolProbabilities: [[Double]]

  /// The rate per sample of a fixed-rate code, which spends the same number of bits on each block; `nil` if the quantiser is
  /// meant for an entropy coder.
  public let fixedRatePerSample: Information?

  /// Mean-square error and ideal rate, where they were computed rather than measured; else `nil`.
  public let performance: Performance?

  /// The computed performance of a quantiser on a source.
  public struct Performance: Sendable, Equatable {
    /// The mean-square error, in squared source units.
    public let meanSquaredError: Double

    /// The conditional entropy of the symbols given their contexts, per sample.
    public let entropyPerSample: Information

    package init(meanSquaredError: Double, entropyPerSample: Information) {
      self.meanSquaredError = meanSquaredError
      self.entropyPerSample = entropyPerSample
    }
  }

  /// A quantiser with its probabilities.
  ///
  /// - Precondition: the probabilities have the shape of the quantiser's alphabets, and none is 0.
  package init(
    quantiser: any SequenceQuantiser, symbolProbabilities: [[Double]],
    fixedRatePerSample: Information? = nil, performance: Performance? = nil
  ) {
    precondition(symbolProbabilities.map(\.count) == quantiser.alphabetSizes)
    precondition(symbolProbabilities.allSatisfy { $0.allSatisfy { $0 > 0 } })
    self.quantiser = quantiser
    self.symbolProbabilities = symbolProbabilities
    self.fixedRatePerSample = fixedRatePerSample
    self.performance = performance
  }
}
