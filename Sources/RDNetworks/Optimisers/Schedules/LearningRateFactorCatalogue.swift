import RDCore

/// The factors that learning-rate schedules are made of.
package enum LearningRateFactorCatalogue {
  /// All of them.
  package static let all = Catalogue<any LearningRateFactor.Type>(
    kind: "learning-rate schedule",
    [
      StepDecay.name: StepDecay.self,
      LinearWarmUp.name: LinearWarmUp.self,
      CosineDecay.name: CosineDecay.self,
    ])
}
