/// A recorded network with its input and its reported terms, for a trainer.
package protocol TrainableNetwork {
  /// The nodes and all memory.
  var graph: Graph<Float> { get }

  /// The input, shape `[batch, n]`; data.
  var input: Value { get }

  /// The loss terms whose means over an epoch are reported, with their names in `history.csv`.
  var reportedTerms: [(name: String, term: LossTerm)] { get }
}
