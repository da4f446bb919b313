public import RDCore

/// The figures that `rdtool report` draws, each for the results that it suits.
public let figureCatalogue = Catalogue<any Figure>(
  kind: "figure",
  [
    "loss-curves": LossCurvesFigure(),
    "rate-distortion": RateDistortionFigure(),
    "claim": ClaimFigure(),
    "adjustments": AdjustmentsFigure(),
    "quantiser-staircase": QuantiserStaircaseFigure(),
    "scalar-gap": ScalarGapFigure(),
  ])
