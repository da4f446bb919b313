import RDCore

/// A quantiser of sequences, with what its designer knows of its rate.
public struct RatedQuantiser: Sendable {
  /// The quantiser.
  package let quantiser: any SequenceQuantiser

  /// The probability of each symbol in each context, from which an entropy coder's model is made: shape
  /// `[contextCount][alphabet size]`, none of them 0, each row adding up to 1.
  public let symbolProbabilities: [[Double]]

  /// The rate of a code that spends the same number of bits on each block, per sample; `nil` if the quantiser is meant for
  /// an entropy coder.
  public let fixedRatePerSample: Information?

  /// Mean-square error and ideal rate, where they were computed rather than measured.
  public let performance: Performance?

  /// What a quantiser does to a source.
  public struct Performance: Sendable, Equatable {
    /// In squared source units.
    public let meanSquaredError: Double

    /// The entropy of the symbols, given their contexts, per sample.
    public let entropyPerSample: Information

    /// A performance.
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
