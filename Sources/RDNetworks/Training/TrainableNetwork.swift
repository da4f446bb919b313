/// A recorded network as a trainer sees it: where the rows of a batch go in, and what is reported of them.
package protocol TrainableNetwork {
  /// The nodes and all memory.
  var graph: Graph<Float> { get }

  /// Where the rows of a batch go, shape `[batch, n]`; data.
  var input: Value { get }

  /// The loss terms whose means over an epoch are reported, with their names in `history.csv`.
  var reportedTerms: [(name: String, term: LossTerm)] { get }
}
