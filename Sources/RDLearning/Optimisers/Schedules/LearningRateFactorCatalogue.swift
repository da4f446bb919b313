public import RDCore

/// The factors that learning-rate schedules are made of.
public enum LearningRateFactorCatalogue {
  /// All of them.
  public static let all = Catalogue<any LearningRateFactor.Type>(
    kind: "learning-rate schedule",
    [
      StepDecay.name: StepDecay.self,
      LinearWarmUp.name: LinearWarmUp.self,
      CosineDecay.name: CosineDecay.self,
    ])
}
