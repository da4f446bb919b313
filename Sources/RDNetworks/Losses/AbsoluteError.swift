/// The sum of the absolute differences from data, or of the absolute values, of each vector, as a term of the objective.
///
/// The derivative of an absolute value at zero is taken as zero.
package struct AbsoluteError<Scalar: EngineScalar>: Node {
  /// The prediction, shape `[batch, n]`.
  let prediction: Value

  /// The target, shape `[batch, n]`, data; `nil` for zeros.
  package let target: Value?

  /// The sum of each vector.
  let term: LossTerm

  package var inputs: [Value] { [prediction] + (target.map { [$0] } ?? []) }

  package func forward(in pass: Pass<Scalar>) {
    let prediction = pass.value(prediction)
    let target = target.map { pass.value($0) }
    let errors = pass.rows(of: term)
    let zero = Scalar.Wide(repeating: 0)
    let last = prediction.vectorsPerRow - 1
    let used = prediction.columns - last * Scalar.lanes
    for row in 0..<prediction.rows {
      var sum = zero
      for vector in 0...last {
        let difference = Self.difference(prediction, target, row, vector)
        let magnitude = difference.wherePositive(difference, otherwise: zero - difference)
        sum = sum + (vector == last ? magnitude.keepingFirst(used) : magnitude)
      }
      errors[row] = sum.sum()
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let gradient = pass.gradient(self.prediction)
    let prediction = pass.value(prediction)
    let target = target.map { pass.value($0) }
    let zero = Scalar.Wide(repeating: 0)
    let slope = Scalar.Wide(repeating: Scalar(term.weight) / Scalar(pass.batchRowCount))
    let last = prediction.vectorsPerRow - 1
    let used = prediction.columns - last * Scalar.lanes
    for row in 0..<prediction.rows {
      for vector in 0...last {
        let difference = Self.difference(prediction, target, row, vector)
        let falling = (zero - slope).wherePositive(zero - difference, otherwise: zero)
        let derivative = slope.wherePositive(difference, otherwise: falling)
        gradient[row, vector: vector] =
          vector == last ? derivative.keepingFirst(used) : derivative
      }
    }
  }

  @inline(__always)
  private static func difference(
    _ prediction: Matrix<Scalar>, _ target: Matrix<Scalar>?, _ row: Int, _ vector: Int
  ) -> Scalar.Wide {
    guard let target else { return prediction[row, vector: vector] }
    return prediction[row, vector: vector] - target[row, vector: vector]
  }
}

extension GraphBuilder {
  /// Records the absolute error of a prediction against data.
  ///
  /// - `prediction`: shape `[batch, n]`.
  /// - `target`: shape `[batch, n]`.
  /// - `weight`: the weight in the objective; `1/n` for the mean absolute error.
  /// - Precondition: both have the same width and `target` is data.
  @_specialize(where Scalar == Float)
  package mutating func absoluteError(_ prediction: Value, target: Value, weight: Double)
    -> LossTerm
  {
    precondition(prediction.columns == target.columns && target.isData)
    let term = lossTerm(weight: weight)
    record(AbsoluteError(prediction: prediction, target: target, term: term))
    return term
  }

  /// Records the sum of the absolute values of each vector.
  ///
  /// - `value`: shape `[batch, n]`.
  /// - `weight`: the weight of the sum in the objective.
  @_specialize(where Scalar == Float)
  package mutating func absoluteSum(_ value: Value, weight: Double) -> LossTerm {
    let term = lossTerm(weight: weight)
    record(AbsoluteError(prediction: value, target: nil, term: term))
    return term
  }
}
