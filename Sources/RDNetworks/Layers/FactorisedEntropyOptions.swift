/// The shape of a factorised entropy model, and its optimisation.
package struct FactorisedEntropyOptions: Sendable, Equatable {
  /// The number of logistic components per channel, at least 1.
  package var componentCount: Int

  /// Their initial scale, and the spacing of their initial means, in quantiser steps; more than
  /// `FactorisedEntropyModel/leastScale`.
  package var firstScale: Double

  /// A factor of the learning rate for the model's parameters: they start far from the optimum, and at the rate of the
  /// network's weights the code length would stay too high for too long.
  package var learningRateFactor: Double

  /// A mixture of three, a few steps wide, at ten times the learning rate of the network.
  package init(
    componentCount: Int = 3, firstScale: Double = 1, learningRateFactor: Double = 10
  ) {
    self.componentCount = componentCount
    self.firstScale = firstScale
    self.learningRateFactor = learningRateFactor
  }
}
