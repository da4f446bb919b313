/// How an embedding is made; the defaults are those of openTSNE 1.0, but for the momentum of the exaggerated steps.
///
/// > Source: [policar2024] for the defaults; [vandermaaten2008] for the method; [kobak2019] for the start, and for a learning rate that grows with the number of
/// points, after [belkina2019].
package struct TSNEOptions: Sendable, Equatable {
  /// How many neighbours a point has in effect: two to the power of the entropy, in bits, of its affinities; above 1.
  package var perplexity = 30.0

  /// How many nearest neighbours have an affinity at all; three times the perplexity if `nil`.
  package var neighbourCount: Int?

  /// Steps in which all points attract one another more, at the beginning.
  package var exaggeratedSteps = 250

  /// Steps after these.
  package var plainSteps = 500

  /// How much more they attract.
  package var exaggeration = 12.0

  /// The momentum of the exaggerated steps, from 0 to below 1.
  package var exaggeratedMomentum = 0.5

  /// The momentum of the plain steps, from 0 to below 1.
  package var plainMomentum = 0.8

  /// The movement for a gradient of 4; the greater of 200 and the number of points over the exaggeration of the step if `nil`.
  package var learningRate: Double?

  /// How large a group of distant points may look, as its extent over its distance, to repel as one; 0 for the exact gradient.
  ///
  /// > Source: [barnes1986]; [vandermaaten2014].
  package var openingRatio = 0.5

  /// Where the points start.
  package var start = Start.principalComponents

  /// Where points may start.
  package enum Start: String, Sendable, CaseIterable {
    /// At their first two principal components, with a standard deviation of 1e-4 for the first, moved by 1 % of it at random, so that
    /// equal points part.
    case principalComponents = "pca"

    /// At random, normal with a standard deviation of 1e-4.
    case random
  }

  /// The default options.
  package init() {}
}
