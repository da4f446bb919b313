import RDCore
import RDReport

/// The figures that `rdtool report` draws.
package enum FigureCatalogue {
  /// All of them, each for its kind of results.
  package static let all = Catalogue<Figure>(
    kind: "figure",
    [
      "loss-curves": .lossCurves,
      "rate-distortion": .rateDistortion,
      "claim": .claim,
      "adjustments": .adjustments,
      "quantiser-staircase": .quantiserStaircase,
      "scalar-gap": .scalarGap,
      "ledger": .ledger,
      "near-limit": .nearLimit,
      "near-limit-speed": .nearLimitSpeed,
      "gaussian-codec": .gaussianCodec,
      "image-codecs": .imageCodecs,
      "small-image-codecs": .smallImageCodecs,
      "photograph-codecs": .photographCodecs,
      "surrogates": .surrogates,
      "image-loss-curves": .imageLossCurves,
      "beta-sweep": .betaSweep,
      "latent-spread": .latentSpread,
      "quantiser-claim": .quantiserClaim,
      "reconstructions": .reconstructions,
      "reconstruction-grid": .reconstructionGrid,
      "error-maps": .errorMaps,
      "ratio-error": .ratioError,
      "small-image-rates": .smallImageRates,
      "label-errors": .labelErrors,
      "label-confusions": .labelConfusions,
      "maps": .maps,
      "latent-traversals": .latentTraversals,
      "latent-interpolations": .latentInterpolations,
      "latent-plane": .latentPlane,
      "latent-histograms": .latentHistograms,
      "lossless-bits": .losslessBits,
      "lossless-split": .losslessSplit,
    ])
}
