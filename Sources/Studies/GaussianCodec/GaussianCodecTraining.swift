import RDNetworks

/// The surrogates of rounding in training: one, or several in sequence.
enum GaussianCodecTraining: String, Sendable, CaseIterable {
  case additiveNoise = "additive-noise"

  /// Rounding with the straight-through gradient throughout.
  case straightThrough = "straight-through"

  /// Stochastic rounding throughout.
  case stochasticRounding = "stochastic-rounding"

  /// Noise in the first half, with exact gradients, and rounding in the second, in which the decoder trains on the integers of
  /// evaluation.
  case noiseThenRounding = "noise-then-rounding"

  /// Noise in the first half, and in the second only the decoder and the entropy model, on rounded latents.
  case noiseThenDecoder = "noise-then-decoder"

  /// The surrogates in turn, each for an equal part of the steps.
  var surrogates: [QuantisationSurrogate] {
    switch self {
    case .additiveNoise: [.additiveNoise]
    case .straightThrough: [.straightThrough]
    case .stochasticRounding: [.stochasticRounding]
    case .noiseThenRounding: [.additiveNoise, .straightThrough]
    case .noiseThenDecoder: [.additiveNoise, .rounding]
    }
  }
}
