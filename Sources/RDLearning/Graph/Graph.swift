package import RDCore

/// A recorded network with all its memory: parameters, their gradients and moments, and the numbers of one batch.
///
/// A replay allocates nothing. A graph belongs to one thread at a time; many graphs may run at once.
package final class Graph<Scalar: EngineScalar> {
  /// The most rows of a replay.
  package let batchCapacity: Int

  /// The trained matrices, in the order they were recorded.
  package let parameters: [Parameter]

  /// The summands of the objective, in the order they were recorded.
  package let lossTerms: [LossTerm]

  /// How many random streams its nodes draw from.
  package let streamCount: Int

  private let forwardKernels: [(Pass<Scalar>) -> Void]
  private let backwardKernels: [(Pass<Scalar>) -> Void]
  private let arena: Arena<Scalar>
  private let template: Pass<Scalar>
  private let parameterExtent: Int

  /// The network that was recorded, its parameters at their first values.
  package init(_ builder: consuming GraphBuilder<Scalar>) {
    batchCapacity = builder.batchCapacity
    parameters = builder.parameters
    lossTerms = builder.lossTerms
    streamCount = builder.streams.count
    forwardKernels = builder.forwardKernels
    backwardKernels = builder.backwardKernels
    parameterExtent = builder.parameterExtent

    // parameters, gradients, first moments, second moments | values, gradients | workspaces | loss terms
    arena = Arena(
      count: 4 * builder.parameterExtent + 2 * builder.valueExtent + builder.workspaceExtent
        + builder.lossExtent,
      streams: builder.streams)
    let values = arena.start + 4 * builder.parameterExtent
    let workspaces = values + 2 * builder.valueExtent
    template = Pass(
      rowCount: builder.batchCapacity, mode: .evaluation, arena: arena, parameters: arena.start,
      parameterGradients: arena.start + builder.parameterExtent, values: values,
      valueGradients: values + builder.valueExtent, workspaces: workspaces,
      lossTerms: workspaces + builder.workspaceExtent)
    for (parameter, initialiser) in builder.initialisers {
      initialiser.fill(template.value(parameter))
    }
  }

  /// A replay for the first `rowCount` rows.
  ///
  /// - Precondition: `rowCount` is from 1 to the capacity.
  package func pass(rowCount: Int, mode: PassMode) -> Pass<Scalar> {
    precondition(rowCount > 0 && rowCount <= batchCapacity)
    return Pass(
      rowCount: rowCount, mode: mode, arena: arena, parameters: template.parameters,
      parameterGradients: template.parameterGradients, values: template.values,
      valueGradients: template.valueGradients, workspaces: template.workspaces,
      lossTerms: template.lossTerms)
  }

  /// Runs the nodes of a stretch forwards.
  package func forward(_ nodes: Range<Int>, in pass: Pass<Scalar>) {
    for node in nodes { forwardKernels[node](pass) }
  }

  /// Runs all nodes forwards.
  package func forward(in pass: Pass<Scalar>) {
    forward(forwardKernels.indices, in: pass)
  }

  /// Runs all nodes backwards, after a forward run of the same pass.
  package func backward(in pass: Pass<Scalar>) {
    for node in backwardKernels.indices.reversed() { backwardKernels[node](pass) }
  }

  /// The sum of a loss term over the rows of a pass, in double precision.
  package func sum(of term: LossTerm, in pass: Pass<Scalar>) -> Double {
    let rows = pass.rows(of: term)
    var sum = 0.0
    for row in 0..<pass.rowCount { sum += Double(rows[row]) }
    return sum
  }

  /// The objective that a backward run differentiates: the mean over the rows of the weighted terms.
  package func objective(in pass: Pass<Scalar>) -> Double {
    lossTerms.reduce(0) { $0 + $1.weight * sum(of: $1, in: pass) } / Double(pass.rowCount)
  }

  /// The flat arrays that an optimiser works on.
  package var trained: TrainedArrays<Scalar> {
    TrainedArrays(
      count: parameterExtent, parameters: template.parameters,
      gradients: template.parameterGradients,
      firstMoments: template.parameters + 2 * parameterExtent,
      secondMoments: template.parameters + 3 * parameterExtent)
  }

  /// The states of the random streams.
  package var streams: UnsafeMutableBufferPointer<RandomStream> {
    UnsafeMutableBufferPointer(start: arena.streams, count: streamCount)
  }
}
