import RDCore

/// Gradient descent with momentum.
///
/// For every parameter `w` with gradient `g`:
/// ```
/// m = momentum m + g
/// w -= learningRate m
/// ```
///
/// Written `sgd:momentum=0.9`; `sgd` alone has no momentum.
///
/// > Source: [polyak1964], equation 9.
package struct MomentumDescent: Optimiser, Equatable {
  static let name = "sgd"

  /// The decay of the sum of gradients, in `[0, 1)`.
  package let momentum: Double

  package init(_ descriptor: Descriptor) throws(DescriptorError) {
    try descriptor.checkKeys(["momentum"])
    momentum = try descriptor.decay("momentum", default: 0)
  }

  package var descriptor: Descriptor {
    Descriptor(name: Self.name, parameters: [("momentum", String(momentum))])
  }

  package func update<Scalar: EngineScalar>(
    _ arrays: TrainedArrays<Scalar>, elements: Range<Int>, step: Int, learningRate: Double,
    gradientScale: Double
  ) {
    let rate = Scalar.Wide(repeating: Scalar(-learningRate))
    let decay = Scalar.Wide(repeating: Scalar(momentum))
    let scale = Scalar.Wide(repeating: Scalar(gradientScale))
    let w = arrays.row(arrays.parameters, elements)
    let g = arrays.row(arrays.gradients, elements)
    let m = arrays.row(arrays.firstMoments, elements)
    for i in 0..<w.vectorsPerRow {
      let sum = (g[0, vector: i] * scale).addingProduct(decay, m[0, vector: i])
      m[0, vector: i] = sum
      w[0, vector: i] = w[0, vector: i].addingProduct(rate, sum)
    }
  }
}
