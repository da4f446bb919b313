/// A value that feeds several nodes: each reads a copy, and their gradients are added up.
///
/// The first copy is the value itself.
package struct Fork<Scalar: EngineScalar>: Node {
  /// The value, shape `[batch, width]`.
  let original: Value

  /// The other copies, each of shape `[batch, width]`.
  let copies: [Value]

  // The value itself is read by a node of its own.
  package var inputs: [Value] { [] }

  package func forward(in pass: Pass<Scalar>) {
    let original = pass.value(original)
    for copy in copies {
      pass.value(copy).start.update(from: original.start, count: original.rows * original.stride)
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let sum = pass.gradient(original)
    for copy in copies {
      let gradient = pass.gradient(copy)
      for row in 0..<sum.rows {
        for vector in 0..<sum.vectorsPerRow {
          sum[row, vector: vector] = sum[row, vector: vector] + gradient[row, vector: vector]
        }
      }
    }
  }
}

extension GraphBuilder {
  /// Records that a value feeds several nodes.
  ///
  /// - `count`: how many nodes.
  /// - Returns: the copies; for data, which may feed any number of nodes, the value itself repeated.
  /// - Precondition: `count` is positive.
  @_specialize(where Scalar == Float)
  package mutating func fork(_ value: Value, count: Int) -> [Value] {
    precondition(count > 0)
    guard !value.isData else { return Array(repeating: value, count: count) }
    var copies: [Value] = []
    for _ in 1..<count { copies.append(self.value(columns: value.columns)) }
    record(Fork(original: value, copies: copies))
    return [value] + copies
  }

  /// Records that a map of features feeds several nodes; see `fork(_:count:)-(Value,_)`.
  @_specialize(where Scalar == Float)
  package mutating func fork(_ map: FeatureMap, count: Int) -> [FeatureMap] {
    fork(map.value, count: count).map { FeatureMap($0, shape: map.shape) }
  }
}
