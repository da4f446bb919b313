/// The squared error `||prediction - target||^2` of each vector, as a term of the objective.
package struct SquaredError<Scalar: EngineScalar>: Node {
  /// The prediction, shape `[batch, n]`.
  let prediction: Value

  /// The target, shape `[batch, n]`; data.
  package let target: Value

  let term: LossTerm

  package var inputs: [Value] { [prediction, target] }

  package func forward(in pass: Pass<Scalar>) {
    let prediction = pass.value(prediction)
    let target = pass.value(target)
    let errors = pass.rows(of: term)
    let last = prediction.vectorsPerRow - 1
    let used = prediction.columns - last * Scalar.lanes
    for row in 0..<prediction.rows {
      var sum = Scalar.Wide(repeating: 0)
      for vector in 0..<last {
        let difference = prediction[row, vector: vector] - target[row, vector: vector]
        sum = sum.addingProduct(difference, difference)
      }
      let difference =
        (prediction[row, vector: last] - target[row, vector: last]).keepingFirst(used)
      errors[row] = sum.addingProduct(difference, difference).sum()
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let gradient = pass.gradient(self.prediction)
    let prediction = pass.value(prediction)
    let target = pass.value(target)
    let factor = Scalar.Wide(repeating: Scalar(2 * term.weight) / Scalar(pass.batchRowCount))
    let last = prediction.vectorsPerRow - 1
    let used = prediction.columns - last * Scalar.lanes
    for row in 0..<prediction.rows {
      for vector in 0..<last {
        gradient[row, vector: vector] =
          factor * (prediction[row, vector: vector] - target[row, vector: vector])
      }
      gradient[row, vector: last] =
        (factor * (prediction[row, vector: last] - target[row, vector: last])).keepingFirst(used)
    }
  }
}

extension GraphBuilder {
  /// Records the squared error of a prediction against data.
  ///
  /// - `prediction`: shape `[batch, n]`.
  /// - `target`: shape `[batch, n]`.
  /// - `weight`: the weight in the objective; `1/n` for the mean square error.
  /// - Precondition: both have the same width and `target` is data.
  @_specialize(where Scalar == Float)
  package mutating func squaredError(_ prediction: Value, target: Value, weight: Double)
    -> LossTerm
  {
    precondition(prediction.columns == target.columns && target.isData)
    let term = lossTerm(weight: weight)
    record(SquaredError(prediction: prediction, target: target, term: term))
    return term
  }
}
