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

extension RatedQuantiser {
  /// The symbols of samples, in coding order.
  ///
  /// The number of symbols per sample is the method's: one for a scalar quantiser or a trellis, one for each block of a codebook.
  ///
  /// - Parameter samples: shape `[n]`, all finite; if the last block is not complete, it is filled with the last sample.
  /// - Returns: the symbols of whole blocks.
  public func symbols(of samples: [Double]) -> [Int32] {
    let excess = samples.count % quantiser.blockLength
    guard excess > 0, let last = samples.last else { return quantiser.symbols(of: samples) }
    return quantiser.symbols(
      of: samples + Array(repeating: last, count: quantiser.blockLength - excess))
  }

  /// The reconstruction of symbols: whole blocks, so the samples that filled the last one are at its end.
  ///
  /// - Parameter symbols: from ``symbols(of:)``, all of them.
  /// - Returns: shape `[n]`, rounded up to whole blocks.
  /// - Precondition: the symbols are whole blocks, each in its alphabet.
  public func samples(of symbols: [Int32]) -> [Double] {
    quantiser.reconstruction(of: symbols)
  }
}
