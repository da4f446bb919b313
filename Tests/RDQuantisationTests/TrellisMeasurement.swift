import Foundation
import RDCore
import RDQuantisers
import RDSources

/// What a quantiser of sequences does to samples that it was not designed on.
struct TrellisMeasurement {
  /// The power of the samples over their mean-square error, in decibels: a source draw with more power than usual counts
  /// on both sides.
  let signalToNoiseDecibels: Double

  /// The length of an ideal code with the designer's probabilities, or the fixed rate, in bits per sample.
  let rateBits: Double

  /// The distance from R(D) of a Gaussian source.
  var gaussianGapDecibels: Double { 20 * log10(2) * rateBits - signalToNoiseDecibels }

  init(_ rated: RatedQuantiser, source: any UnivariateDistribution, sampleCount: Int) {
    var stream = RandomStream(seed: SeedPath(root: 2026)["trellis", "held out"])
    let samples = (0..<sampleCount).map { _ in source.sample(using: &stream) }
    let symbols = rated.quantiser.symbols(of: samples)
    let reconstruction = rated.quantiser.reconstruction(of: symbols)
    let contexts = rated.quantiser.contexts(of: symbols)
    var error = 0.0
    var power = 0.0
    var bits = 0.0
    let lengths = rated.symbolProbabilities.map { $0.map { -log2($0) } }
    for i in samples.indices {
      error += (samples[i] - reconstruction[i]) * (samples[i] - reconstruction[i])
      power += (samples[i] - source.mean) * (samples[i] - source.mean)
      bits += lengths[Int(contexts[i])][Int(symbols[i])]
    }
    signalToNoiseDecibels = 10 * log10(power / error)
    rateBits = rated.fixedRatePerSample?.bits ?? bits / Double(sampleCount)
  }
}
