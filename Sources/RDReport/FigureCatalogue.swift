public import RDCore

/// The figures that `rdtool report` draws.
public enum FigureCatalogue {
  /// All of them, each for the results that it suits.
  public static let all = Catalogue<any Figure>(
    kind: "figure",
    [
      "loss-curves": LossCurvesFigure(),
      "rate-distortion": RateDistortionFigure(),
      "claim": ClaimFigure(),
      "adjustments": AdjustmentsFigure(),
      "quantiser-staircase": QuantiserStaircaseFigure(),
      "scalar-gap": ScalarGapFigure(),
      "ledger": LedgerFigure(),
      "gaussian-codec": GaussianCodecFigure(),
      "image-codecs": ImageCodecsFigure(),
      "small-image-codecs": SmallImageCodecsFigure(),
      "photograph-codecs": PhotographCodecsFigure(),
      "image-loss-curves": ImageLossCurvesFigure(),
      "beta-sweep": BetaSweepFigure(),
      "latent-spread": LatentSpreadFigure(),
      "reconstructions": ReconstructionsFigure(),
      "lossless-bits": LosslessBitsFigure(),
      "lossless-split": LosslessSplitFigure(),
    ])
}
