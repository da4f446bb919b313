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
/// > Source: [kingma2015], section 2 and Algorithm 1.
package struct Adam: Sendable, Equatable {
  /// The size of a step.
  package let learningRate: Double

  /// The decay of the running mean of the gradient.
  package let beta1: Double

  /// The decay of the running mean of the squared gradient.
  package let beta2: Double

  /// The regularisation of the denominator.
  package let epsilon: Double

  package internal(set) var stepCount = 0

  /// An optimiser before its first step.
  package init(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }

  /// Takes one step with its own learning rate.
  package mutating func update<Scalar: EngineScalar>(_ arrays: TrainedArrays<Scalar>) {
    beginStep()
    update(arrays, elements: 0..<arrays.count, learningRate: learningRate, gradientScale: 1)
  }

  /// Counts a step, whose parameters `update(_:elements:learningRate:gradientScale:)` then changes, chunk by chunk.
  package mutating func beginStep() { stepCount += 1 }

  /// Changes a chunk of the parameters in the step that has begun; chunks may be changed on several threads at once.
  ///
  /// - `gradientScale`: a factor of the gradient; 1 changes no bit.
  package func update<Scalar: EngineScalar>(
    _ arrays: TrainedArrays<Scalar>, elements: Range<Int>, learningRate: Double,
    gradientScale: Double
  ) {
    precondition(elements.lowerBound >= 0 && elements.upperBound <= arrays.count)
    let correction =
      Double.sqrt(1 - Double.pow(beta2, Double(stepCount)))
      / (1 - Double.pow(beta1, Double(stepCount)))
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

  /// A chunk of one of the arrays as a matrix of one row.
  @inline(__always)
  fileprivate func row(
    _ start: UnsafeMutablePointer<Scalar>, _ elements: Range<Int>
  ) -> Matrix<Scalar> {
    Matrix(
      start: start + elements.lowerBound, rows: 1, columns: elements.count, stride: elements.count)
  }
}
