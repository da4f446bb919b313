import RDCore

/// The mode of a replay.
package enum PassMode: Sendable {
  /// Training: dropout and sampling are on.
  case training

  /// Evaluation: deterministic.
  case evaluation
}

/// One replay: its buffers and the number of rows in use.
///
/// Its matrices are views, valid as long as the pass or its graph exists.
package struct Pass<Scalar: EngineScalar> {
  package let shard: Int

  /// Rows in use in this shard, from 1 to the capacity of the graph.
  package let rowCount: Int

  /// The most rows of a shard.
  let batchCapacity: Int

  let shardCount: Int

  /// Rows of all shards of the batch: the objective is the mean over them.
  package let batchRowCount: Int

  /// Training or evaluation.
  package let mode: PassMode

  /// The owner of the memory below.
  let arena: Arena<Scalar>

  let parameters: UnsafeMutablePointer<Scalar>
  let parameterGradients: UnsafeMutablePointer<Scalar>
  package let values: UnsafeMutablePointer<Scalar>
  let valueGradients: UnsafeMutablePointer<Scalar>
  let workspaces: UnsafeMutablePointer<Scalar>
  let lossTerms: UnsafeMutablePointer<Scalar>
  /// The factors of gradients that are computed for all shards together.
  let factors: UnsafeMutablePointer<Scalar>
  let streamCount: Int

  /// A value, shape `[rowCount, columns]`.
  @inline(__always)
  package func value(_ value: Value) -> Matrix<Scalar> {
    Matrix(
      start: values + value.offset, rows: rowCount, columns: value.columns, stride: value.stride)
  }

  /// The gradient of a value, shape `[rowCount, columns]`.
  @inline(__always)
  package func gradient(_ value: Value) -> Matrix<Scalar> {
    Matrix(
      start: valueGradients + value.offset, rows: rowCount, columns: value.columns,
      stride: value.stride)
  }

  /// A parameter, in its own shape.
  @inline(__always)
  package func value(_ parameter: Parameter) -> Matrix<Scalar> {
    Matrix(
      start: parameters + parameter.offset, rows: parameter.rows, columns: parameter.columns,
      stride: parameter.stride)
  }

  /// The gradient of a parameter, in its own shape.
  @inline(__always)
  package func gradient(_ parameter: Parameter) -> Matrix<Scalar> {
    Matrix(
      start: parameterGradients + parameter.offset, rows: parameter.rows,
      columns: parameter.columns, stride: parameter.stride)
  }

  /// A workspace, in its own shape.
  @inline(__always)
  package func workspace(_ workspace: Workspace) -> Matrix<Scalar> {
    Matrix(
      start: workspaces + workspace.offset, rows: workspace.rows, columns: workspace.columns,
      stride: workspace.stride)
  }

  /// The numbers of a loss term, shape `[rowCount]`.
  @inline(__always)
  package func rows(of term: LossTerm) -> UnsafeMutablePointer<Scalar> {
    lossTerms + term.offset
  }

  @inline(__always)
  package func stream(_ slot: StreamSlot) -> UnsafeMutablePointer<RandomStream> {
    arena.streams + shard * streamCount + slot.index
  }
}
