/// The shape of a factorised entropy model, and how it is learned.
package struct FactorisedEntropyOptions: Sendable, Equatable {
  /// How many logistic distributions are mixed for a channel, at least 1.
  package var componentCount: Int

  /// The first scale of each of them, and the distance of their first means, in quantiser steps; more than
  /// `FactorisedEntropyModel/leastScale`.
  package var firstScale: Double

  /// What the optimiser's step is multiplied by for the model's parameters: they have far to go, and at the pace of the
  /// network's weights the rate would stay too high for too long.
  package var learningRateFactor: Double

  /// A mixture of three, a few steps wide, learned at ten times the pace of the network.
  package init(
    componentCount: Int = 3, firstScale: Double = 1, learningRateFactor: Double = 10
  ) {
    self.componentCount = componentCount
    self.firstScale = firstScale
    self.learningRateFactor = learningRateFactor
  }
}
