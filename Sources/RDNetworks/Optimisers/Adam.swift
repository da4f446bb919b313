import RDCore
import RealModule

/// Adam: gradient descent with running means of the gradient and of its square.
///
/// With the step `t` from 1, for every parameter `w` with gradient `g`:
/// ```
/// m += (1 - beta1) (g - m)
/// v += (1 - beta2) (g^2 - v)
/// w -= learningRate sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon)
/// ```
/// This is the form of the paper's section 2, which Keras uses with the same defaults: `epsilon` is added before the
/// bias of `v` is corrected.
///
/// Written `adam:beta1=0.9,beta2=0.999,epsilon=1e-7`, which are the defaults.
///
/// > Source: [kingma2015], section 2 and Algorithm 1.
package struct Adam: Optimiser, Equatable {
  static let name = "adam"

  /// The decay of the running mean of the gradient.
  package let beta1: Double

  /// The decay of the running mean of the squared gradient.
  package let beta2: Double

  /// The regularisation of the denominator.
  package let epsilon: Double

  package init(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }

  package init(_ descriptor: Descriptor) throws(DescriptorError) {
    try descriptor.checkKeys(["beta1", "beta2", "epsilon"])
    self.init(
      beta1: try descriptor.decay("beta1", default: 0.9),
      beta2: try descriptor.decay("beta2", default: 0.999), epsilon: try descriptor.epsilon())
  }

  package var descriptor: Descriptor {
    Descriptor(
      name: Self.name,
      parameters: [
        ("beta1", String(beta1)), ("beta2", String(beta2)), ("epsilon", String(epsilon)),
      ])
  }

  package func update<Scalar: EngineScalar>(
    _ arrays: TrainedArrays<Scalar>, elements: Range<Int>, step: Int, learningRate: Double,
    gradientScale: Double
  ) {
    let correction =
      Double.sqrt(1 - Double.pow(beta2, Double(step)))
      / (1 - Double.pow(beta1, Double(step)))
    let rate = Scalar.Wide(repeating: Scalar(-learningRate * correction))
    let gain1 = Scalar.Wide(repeating: Scalar(1 - beta1))
    let gain2 = Scalar.Wide(repeating: Scalar(1 - beta2))
    let floor = Scalar.Wide(repeating: Scalar(epsilon))
    let scale = Scalar.Wide(repeating: Scalar(gradientScale))

    // The flat arrays as matrices of one row.
    let w = arrays.row(arrays.parameters, elements)
    let g = arrays.row(arrays.gradients, elements)
    let m = arrays.row(arrays.firstMoments, elements)
    let v = arrays.row(arrays.secondMoments, elements)
    for i in 0..<w.vectorsPerRow {
      let gradient = g[0, vector: i] * scale
      let mean = m[0, vector: i].addingProduct(gain1, gradient - m[0, vector: i])
      let square = v[0, vector: i].addingProduct(gain2, gradient * gradient - v[0, vector: i])
      m[0, vector: i] = mean
      v[0, vector: i] = square
      w[0, vector: i] = w[0, vector: i].addingProduct(rate, mean / (square.squareRoot() + floor))
    }
  }
}

extension TrainedArrays {
  /// The norm of the gradient of all parameters, summed in a fixed order.
  package var gradientNorm: Double {
    // Short sums in single precision, their sum in double.
    let chunk = 64 * Scalar.lanes
    var sum = 0.0
    for first in stride(from: 0, to: count, by: chunk) {
      let part = row(gradients, first..<min(first + chunk, count))
      var squares = Scalar.Wide(repeating: 0)
      for i in 0..<part.vectorsPerRow {
        squares = squares.addingProduct(part[0, vector: i], part[0, vector: i])
      }
      sum += Double(squares.sum())
    }
    return Double.sqrt(sum)
  }
}
