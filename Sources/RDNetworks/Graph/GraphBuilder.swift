import RDCore

/// Records a network: its memory layout, and its nodes in execution order.
///
/// Layers and losses extend it with their recording functions.
package struct GraphBuilder<Scalar: EngineScalar> {
  /// The maximum number of rows of one shard.
  package let batchCapacity: Int

  var parameters: [Parameter] = []
  var initialisers: [(parameter: Parameter, initialiser: any ParameterInitialiser<Scalar>)] = []
  var lossTerms: [LossTerm] = []
  var seeds: [SeedPath] = []
  var forwardKernels: [(Pass<Scalar>) -> Void] = []
  var backwardKernels: [(Pass<Scalar>) -> Void] = []
  var parameterExtent = 0
  var valueExtent = 0
  var workspaceExtent = 0
  var lossExtent = 0
  var batchProducts: [BatchProduct] = []
  var factorExtent = 0
  private var usedOffsets: [Int] = []

  /// An empty network.
  ///
  /// - Precondition: `batchCapacity` is positive.
  package init(batchCapacity: Int) {
    precondition(batchCapacity > 0)
    self.batchCapacity = batchCapacity
  }

  /// Nodes recorded so far: marks a range of the network, such as an encoder.
  package var nodeCount: Int { forwardKernels.count }

  /// Data of `columns` components per vector.
  package mutating func data(columns: Int) -> Value {
    place(columns: columns, isData: true)
  }

  /// A node's output of `columns` components per vector.
  package mutating func value(columns: Int) -> Value {
    place(columns: columns, isData: false)
  }

  /// A trained matrix; it starts at zero without an initialiser.
  ///
  /// - Parameters:
  ///   - rows: rows.
  ///   - columns: columns.
  ///   - initialiser: sets the initial values.
  ///   - learningRateFactor: a factor of the learning rate for this matrix.
  /// - Returns: its handle.
  package mutating func parameter(
    rows: Int, columns: Int, initialiser: (any ParameterInitialiser<Scalar>)? = nil,
    learningRateFactor: Double = 1
  ) -> Parameter {
    precondition(rows > 0 && columns > 0)
    let stride = Scalar.padded(columns)
    let parameter = Parameter(
      offset: parameterExtent, rows: rows, columns: columns, stride: stride,
      learningRateFactor: learningRateFactor)
    parameterExtent += rows * stride
    parameters.append(parameter)
    if let initialiser { initialisers.append((parameter, initialiser)) }
    return parameter
  }

  /// A node's workspace.
  package mutating func workspace(rows: Int, columns: Int) -> Workspace {
    let stride = Scalar.padded(columns)
    let workspace = Workspace(
      offset: workspaceExtent, rows: rows, columns: columns, stride: stride)
    workspaceExtent += rows * stride
    return workspace
  }

  /// A summand of the objective.
  package mutating func lossTerm(weight: Double) -> LossTerm {
    let term = LossTerm(offset: lossExtent, weight: weight)
    lossExtent += Scalar.padded(batchCapacity)
    lossTerms.append(term)
    return term
  }

  /// A random stream of a node's own.
  package mutating func stream(seed: SeedPath) -> StreamSlot {
    seeds.append(seed)
    return StreamSlot(index: seeds.count - 1)
  }

  /// Adds a node to the end of the network.
  ///
  /// - Precondition: a value that has a gradient feeds one node only.
  package mutating func record<Recorded: Node>(_ node: Recorded) where Recorded.Scalar == Scalar {
    for input in node.inputs where !input.isData {
      precondition(!usedOffsets.contains(input.offset), "a value feeds two nodes")
      usedOffsets.append(input.offset)
    }
    // A closure made here calls the kernel of a concrete type, which the compiler specialises; a call through `any Node`
    // would run the generic one.
    forwardKernels.append { pass in node.forward(in: pass) }
    backwardKernels.append { pass in node.backward(in: pass) }
  }

  private mutating func place(columns: Int, isData: Bool) -> Value {
    precondition(columns > 0)
    let stride = Scalar.padded(columns)
    let value = Value(offset: valueExtent, columns: columns, stride: stride, isData: isData)
    valueExtent += batchCapacity * stride
    return value
  }
}
