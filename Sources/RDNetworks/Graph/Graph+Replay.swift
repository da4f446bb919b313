import RDCore

extension Graph where Scalar == Float {
  /// Replays nodes over rows in batches, and concatenates some values of each row.
  ///
  /// - Parameters:
  ///   - nodes: the nodes, in evaluation.
  ///   - count: the rows.
  ///   - targets: the values that are read.
  ///   - fill: fills the inputs with the rows from `first` on.
  /// - Returns: the values, shape `[count, columns of all targets]`.
  func replay(
    _ nodes: Range<Int>, count: Int, to targets: [Value],
    fill: (_ first: Int, _ pass: Pass<Float>) -> Void
  ) -> VectorBlock {
    let dimension = targets.reduce(0) { $0 + $1.columns }
    let elements = [Float](unsafeUninitializedCapacity: count * dimension) {
      elements, initializedCount in
      for first in stride(from: 0, to: count, by: batchCapacity) {
        let pass = pass(rowCount: min(batchCapacity, count - first), mode: .evaluation)
        fill(first, pass)
        forward(nodes, in: pass)
        var offset = first * dimension
        for target in targets {
          let result = pass.value(target)
          for row in 0..<result.rows {
            for column in 0..<result.columns {
              elements.initializeElement(
                at: offset + row * dimension + column, to: result[row, column])
            }
          }
          offset += target.columns
        }
      }
      initializedCount = count * dimension
    }
    return VectorBlock(count: count, dimension: dimension, elements: elements)
  }

  /// Replays nodes over vectors that are concatenations of some values.
  ///
  /// - Precondition: the dimensions agree.
  func replay(
    _ nodes: Range<Int>, over vectors: VectorBlock, from sources: [Value], to targets: [Value]
  ) -> VectorBlock {
    replay(nodes, count: vectors.count, to: targets) { first, pass in
      vectors.fill(sources, of: pass, from: first)
    }
  }
}

extension VectorBlock {
  /// Writes the vectors from `first` on into the rows of values, which split the components.
  func fill(_ values: [Value], of pass: Pass<Float>, from first: Int) {
    precondition(dimension == values.reduce(0) { $0 + $1.columns })
    elements.withUnsafeBufferPointer { elements in
      for row in 0..<pass.rowCount {
        var offset = (first + row) * dimension
        for value in values {
          pass.value(value).setRow(row, from: elements, at: offset)
          offset += value.columns
        }
      }
    }
  }
}
