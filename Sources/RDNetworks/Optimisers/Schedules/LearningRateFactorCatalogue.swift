import RDCore

package enum LearningRateFactorCatalogue {
  package static let all = Catalogue<any LearningRateFactor.Type>(
    kind: "learning-rate schedule",
    [
      StepDecay.name: StepDecay.self,
      LinearWarmUp.name: LinearWarmUp.self,
      CosineDecay.name: CosineDecay.self,
    ])
}
