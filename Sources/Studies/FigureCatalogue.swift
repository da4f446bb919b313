import RDCore
import RDReport

/// The figures that `rdtool report` draws.
package enum FigureCatalogue {
  /// All of them, each for the results that it suits.
  package static let all = Catalogue<any Figure>(
    kind: "figure",
    [
      "loss-curves": LossCurvesFigure(),
      "rate-distortion": RateDistortionFigure(),
      "claim": ClaimFigure(),
      "adjustments": AdjustmentsFigure(),
      "quantiser-staircase": QuantiserStaircaseFigure(),
      "scalar-gap": ScalarGapFigure(),
      "ledger": LedgerFigure(),
      "near-limit": NearLimitFigure(),
      "near-limit-speed": NearLimitSpeedFigure(),
      "gaussian-codec": GaussianCodecFigure(),
      "image-codecs": ImageCodecsFigure(),
      "small-image-codecs": SmallImageCodecsFigure(),
      "photograph-codecs": PhotographCodecsFigure(),
      "surrogates": SurrogatesFigure(),
      "image-loss-curves": ImageLossCurvesFigure(),
      "beta-sweep": BetaSweepFigure(),
      "latent-spread": LatentSpreadFigure(),
      "quantiser-claim": QuantiserClaimFigure(),
      "reconstructions": ReconstructionsFigure.quantised,
      "reconstruction-grid": ReconstructionsFigure.unquantised,
      "ratio-error": RatioErrorFigure(),
      "small-image-rates": SmallImageRatesFigure(),
      "label-errors": LabelErrorsFigure(),
      "maps": MapsFigure(),
      "latent-traversals": LatentPicturesFigure.traversals,
      "latent-interpolations": LatentPicturesFigure.interpolations,
      "latent-plane": LatentPicturesFigure.plane,
      "latent-histograms": LatentHistogramsFigure(),
      "lossless-bits": LosslessBitsFigure(),
      "lossless-split": LosslessSplitFigure(),
    ])
}
