/// The options of t-SNE; the defaults are those of openTSNE 1.0, except the momentum of the exaggerated steps.
///
/// > Source: [policar2024] for the defaults; [vandermaaten2008] for the method; [kobak2019] for the start, and for a learning rate that grows with the number of
/// points, after [belkina2019].
package struct TSNEOptions: Sendable, Equatable {
  /// The effective number of neighbours: two to the power of the entropy, in bits, of a point's affinities; above 1.
  package var perplexity = 30.0

  /// The number of neighbours with affinities; three times the perplexity if `nil`.
  package var neighbourCount: Int?

  /// The number of initial steps with exaggerated attraction.
  package var exaggeratedSteps = 250

  /// The number of further steps.
  package var plainSteps = 500

  /// The exaggeration factor.
  package var exaggeration = 12.0

  /// The momentum of the exaggerated steps, from 0 to below 1.
  package var exaggeratedMomentum = 0.5

  /// The momentum of the plain steps, from 0 to below 1.
  package var plainMomentum = 0.8

  /// The step for a gradient of 4; the greater of 200 and the number of points over the exaggeration of the step if `nil`.
  package var learningRate: Double?

  /// The Barnes–Hut opening ratio: the largest extent over distance of a group that repels as one; 0 for the exact gradient.
  ///
  /// > Source: [barnes1986]; [vandermaaten2014].
  package var openingRatio = 0.5

  /// The initial positions.
  package var start = Start.principalComponents

  /// The choices of initial positions.
  package enum Start: String, Sendable, CaseIterable {
    /// At their first two principal components, scaled to a standard deviation of 1e-4 of the first, with random displacements of 1 % of it, so that
    /// equal points separate.
    case principalComponents = "pca"

    /// At random, normal with a standard deviation of 1e-4.
    case random
  }

  /// The default options.
  package init() {}
}
