import RDCore

/// Gradient descent divided by the running root mean square of the gradient.
///
/// For every parameter `w` with gradient `g`:
/// ```
/// v += (1 - decay) (g^2 - v)
/// m = momentum m + g / (sqrt(v) + epsilon)
/// w -= learningRate m
/// ```
///
/// Written `rmsprop:decay=0.9,momentum=0,epsilon=1e-7`, which are the defaults.
///
/// > Source: [tieleman2012], slide 29; the momentum is that of ``MomentumDescent``.
package struct RMSProp: Optimiser, Equatable {
  static let name = "rmsprop"

  /// The decay of the running mean of the squared gradient, in `[0, 1)`.
  package let decay: Double

  /// The decay of the sum of steps, in `[0, 1)`.
  package let momentum: Double

  /// The regularisation of the denominator.
  package let epsilon: Double

  package init(_ descriptor: Descriptor) throws(DescriptorError) {
    try descriptor.checkKeys(["decay", "momentum", "epsilon"])
    decay = try descriptor.decay("decay", default: 0.9)
    momentum = try descriptor.decay("momentum", default: 0)
    epsilon = try descriptor.epsilon()
  }

  package var descriptor: Descriptor {
    Descriptor(
      name: Self.name,
      parameters: [
        ("decay", String(decay)), ("momentum", String(momentum)), ("epsilon", String(epsilon)),
      ])
  }

  package func update<Scalar: EngineScalar>(
    _ arrays: TrainedArrays<Scalar>, elements: Range<Int>, step: Int, learningRate: Double,
    gradientScale: Double
  ) {
    let rate = Scalar.Wide(repeating: Scalar(-learningRate))
    let gain = Scalar.Wide(repeating: Scalar(1 - decay))
    let inertia = Scalar.Wide(repeating: Scalar(momentum))
    let floor = Scalar.Wide(repeating: Scalar(epsilon))
    let scale = Scalar.Wide(repeating: Scalar(gradientScale))
    let w = arrays.row(arrays.parameters, elements)
    let g = arrays.row(arrays.gradients, elements)
    let m = arrays.row(arrays.firstMoments, elements)
    let v = arrays.row(arrays.secondMoments, elements)
    for i in 0..<w.vectorsPerRow {
      let gradient = g[0, vector: i] * scale
      let square = v[0, vector: i].addingProduct(gain, gradient * gradient - v[0, vector: i])
      let sum = (gradient / (square.squareRoot() + floor))
        .addingProduct(inertia, m[0, vector: i])
      v[0, vector: i] = square
      m[0, vector: i] = sum
      w[0, vector: i] = w[0, vector: i].addingProduct(rate, sum)
    }
  }
}
