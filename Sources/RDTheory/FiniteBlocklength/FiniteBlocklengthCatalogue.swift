import RDCore
import RDSources

package enum FiniteBlocklengthCatalogue {
  /// The bounds of a source that hold at every blocklength, empty if none are known: a converse, then an achievability bound; of a
  /// noisy source the approximation for its surrogate, which is what a code for that would need.
  package static func bounds(
    of source: Source, measure: DistortionMeasure
  ) -> [any FiniteBlocklengthBound] {
    switch (source, measure) {
    case (.density(let density), .meanSquaredError):
      guard let gaussian = density as? Gaussian else { return [] }
      return [
        GaussianConverse(variance: gaussian.variance),
        GaussianAchievability(variance: gaussian.variance),
      ]
    case (.discrete(let discrete), .hamming):
      let used = discrete.probabilities.filter { $0 > 0 }
      guard used.count == 2 else { return [] }
      let p = min(used[0], used[1])
      return [BinaryConverse(probability: p), BinaryAchievability(probability: p)]
    case (.erased(let bits), .hamming):
      return [
        NormalApproximation(
          of: ErasedBitsRateDistortion(of: bits, isOfSurrogate: true),
          quantity: "surrogate-approximation")
      ]
    default: return []
    }
  }
}
