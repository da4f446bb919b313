import RDCore

/// The bias of each channel and the activation of a convolution.
///
/// Channels repeat with a period of `channels` elements, vectors with one of their lanes; the biases are repeated up to the least common
/// multiple of both, so that maps of any number of channels are worked on in whole vectors.
struct ChannelActivation<Scalar: EngineScalar> {
  let biases: Parameter
  let repeatedBiases: Workspace

  /// The sums of gradients at each position of a period, shape `[1, period]`.
  package let sums: Workspace

  let kernels: ActivationKernels<Scalar>

  /// Repeats the biases; call it before `forward(_:in:)`.
  package func begin(in pass: Pass<Scalar>) {
    let biases = pass.value(biases)
    let repeated = pass.workspace(repeatedBiases)
    for column in 0..<repeated.columns { repeated[0, column] = biases[0, column % biases.columns] }
  }

  /// Replaces the elements `z` of maps, one in each row, by `f(z + bias)`.
  func forward(_ maps: Matrix<Scalar>, in pass: Pass<Scalar>) {
    let biases = pass.workspace(repeatedBiases)
    for row in 0..<maps.rows {
      forEachPart(ofRow: row, of: maps) { kernels.forward($0, biases) }
      maps.clearPadding(ofRow: row)
    }
  }

  /// Multiplies gradients by `f'` where the maps are `y`, and writes the gradient of the biases.
  func backward(_ maps: Matrix<Scalar>, _ gradients: Matrix<Scalar>, in pass: Pass<Scalar>) {
    let sums = pass.workspace(sums)
    sums.fill(with: 0)
    for row in 0..<maps.rows {
      gradients.clearPadding(ofRow: row)
      let distance = gradients.start - maps.start
      forEachPart(ofRow: row, of: maps) { part in
        let gradient = Matrix(
          start: part.start + distance, rows: part.rows, columns: part.columns, stride: part.stride)
        kernels.backward(part, gradient, sums)
      }
    }
    let biasGradient = pass.gradient(biases)
    biasGradient.fill(with: 0)
    for column in 0..<sums.columns {
      biasGradient[0, column % biasGradient.columns] += sums[0, column]
    }
  }

  /// Calls with the whole periods of a row as a matrix, one in each row, and with the vectors that are left.
  @inline(__always)
  private func forEachPart(
    ofRow row: Int, of maps: Matrix<Scalar>, _ body: (Matrix<Scalar>) -> Void
  ) {
    let period = repeatedBiases.columns
    let (whole, rest) = maps.stride.quotientAndRemainder(dividingBy: period)
    let start = maps.start + row * maps.stride
    if whole > 0 { body(Matrix(start: start, rows: whole, columns: period, stride: period)) }
    if rest > 0 {
      body(Matrix(start: start + whole * period, rows: 1, columns: rest, stride: rest))
    }
  }
}

extension Matrix {
  /// Writes zeros into the padding of a row.
  @inline(__always)
  fileprivate func clearPadding(ofRow row: Int) {
    guard columns < stride else { return }
    (start + row * stride + columns).update(repeating: 0, count: stride - columns)
  }
}

extension GraphBuilder {
  /// A bias for each channel, with its workspaces.
  mutating func channelActivation(channels: Int, _ activation: Activation)
    -> ChannelActivation<Scalar>
  {
    var period = channels
    while !period.isMultiple(of: Scalar.lanes) { period += channels }
    return ChannelActivation(
      biases: parameter(rows: 1, columns: channels),
      repeatedBiases: workspace(rows: 1, columns: period),
      sums: workspace(rows: 1, columns: period), kernels: Scalar.kernels(of: activation))
  }
}
