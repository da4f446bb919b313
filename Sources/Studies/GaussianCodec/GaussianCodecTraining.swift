import RDNetworks

/// How a code of the experiment learns through rounding: one surrogate, or one after the other.
enum GaussianCodecTraining: String, Sendable, CaseIterable {
  case additiveNoise = "additive-noise"

  /// Rounding with the slope of the identity throughout.
  case straightThrough = "straight-through"

  /// Rounding to either neighbour throughout.
  case stochasticRounding = "stochastic-rounding"

  /// Noise in the first half, in which everything has a slope, and rounding in the second, in which the decoder meets the numbers that
  /// it will decode.
  case noiseThenRounding = "noise-then-rounding"

  /// Noise in the first half, and in the second the decoder and the entropy model only, with the numbers that they will meet.
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
