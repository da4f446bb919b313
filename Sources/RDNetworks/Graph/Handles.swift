/// A handle to a node's output in a graph: one row for each vector of the batch.
package struct Value: Sendable {
  /// Elements from the start of the region of values, and of its twin, the region of their gradients.
  let offset: Int

  package let columns: Int

  /// Elements from one row to the next.
  package let stride: Int

  package let isData: Bool
}

/// A handle to a trained matrix in a graph: shape `[rows, columns]`.
package struct Parameter: Sendable {
  /// Elements from the start of the flat parameters, of their gradients and of both moments.
  let offset: Int

  /// Rows: the width of a layer's input, or 1 for biases.
  package let rows: Int

  /// Columns: the width of a layer's output.
  package let columns: Int

  /// Elements from one row to the next.
  package let stride: Int

  /// A factor of the learning rate for this matrix.
  package let learningRateFactor: Double
}

/// A handle to a workspace that a node keeps from its forward to its backward pass.
package struct Workspace: Sendable {
  /// Elements from the start of the region of workspaces.
  let offset: Int

  package let rows: Int
  package let columns: Int

  /// Elements from one row to the next.
  package let stride: Int
}

/// One summand of the objective: a number for each vector of the batch.
package struct LossTerm: Sendable {
  /// Elements from the start of the region of loss terms.
  let offset: Int

  /// The weight of the term in the objective.
  package let weight: Double
}

/// A handle to a random stream that a node draws from.
package struct StreamSlot: Sendable {
  /// Its index among the streams of the graph, in recording order.
  package let index: Int
}
