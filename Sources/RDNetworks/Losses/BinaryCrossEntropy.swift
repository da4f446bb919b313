/// The binary cross-entropy in nats of each vector, `-sum(t log p + (1 - t) log(1 - p))` with `p = 1 / (1 + exp(-z))`, as a term of the
/// objective.
///
/// It reads the logits `z`, not `p`: its derivative by them is `p - t`, whereas that by `p` is divided by `p (1 - p)`, which a sigmoid
/// multiplies by again, and both are lost where the sigmoid saturates. No intermediate number overflows, and no difference of large numbers
/// is taken: a component's entropy is `|z| (1 - t) + log(1 + exp(-|z|))` for positive `z`, with `t` in place of `1 - t` for negative ones.
package struct BinaryCrossEntropy<Scalar: EngineScalar>: Node {
  /// The logits `z`, shape `[batch, n]`.
  let logits: Value

  /// The target probabilities, from 0 to 1, shape `[batch, n]`; data.
  package let target: Value

  /// The probabilities `p`, shape `[batch, n]`, which feed no other node.
  let probabilities: Value

  let term: LossTerm

  package var inputs: [Value] { [logits, target] }

  package func forward(in pass: Pass<Scalar>) {
    let logits = pass.value(logits)
    let target = pass.value(target)
    let probabilities = pass.value(probabilities)
    let entropies = pass.rows(of: term)
    let zero = Scalar.Wide(repeating: 0)
    let one = Scalar.Wide(repeating: 1)
    let last = logits.vectorsPerRow - 1
    let used = logits.columns - last * Scalar.lanes
    for row in 0..<logits.rows {
      var sum = zero
      for vector in 0...last {
        let z = logits[row, vector: vector]
        let t = target[row, vector: vector]
        let magnitude = z.wherePositive(z, otherwise: zero - z)
        let small = (zero - magnitude).exponential()
        let whole = one + small
        probabilities[row, vector: vector] = one.wherePositive(z, otherwise: small) / whole
        let entropy = whole.naturalLogarithm().addingProduct(
          magnitude, (one - t).wherePositive(z, otherwise: t))
        sum = sum + (vector == last ? entropy.keepingFirst(used) : entropy)
      }
      entropies[row] = sum.sum()
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let gradient = pass.gradient(logits)
    let probabilities = pass.value(probabilities)
    let target = pass.value(target)
    let factor = Scalar.Wide(repeating: Scalar(term.weight) / Scalar(pass.batchRowCount))
    let last = gradient.vectorsPerRow - 1
    let used = gradient.columns - last * Scalar.lanes
    for row in 0..<gradient.rows {
      for vector in 0..<last {
        gradient[row, vector: vector] =
          factor * (probabilities[row, vector: vector] - target[row, vector: vector])
      }
      gradient[row, vector: last] =
        (factor * (probabilities[row, vector: last] - target[row, vector: last]))
        .keepingFirst(used)
    }
  }
}

extension GraphBuilder {
  /// Records the binary cross-entropy of probabilities, given by their logits, against data.
  ///
  /// - Parameters:
  ///   - logits: shape `[batch, n]`.
  ///   - target: the target probabilities, from 0 to 1, shape `[batch, n]`.
  ///   - weight: the weight of a nat in the objective.
  /// - Returns: the cross-entropy of each vector, and the probabilities, shape `[batch, n]`, which feed no node.
  /// - Precondition: both have the same width and `target` is data.
  @_specialize(where Scalar == Float)
  package mutating func binaryCrossEntropy(
    ofLogits logits: Value, target: Value, weight: Double
  ) -> (term: LossTerm, probabilities: Value) {
    precondition(logits.columns == target.columns && target.isData)
    let term = lossTerm(weight: weight)
    let probabilities = value(columns: logits.columns)
    record(
      BinaryCrossEntropy(
        logits: logits, target: target, probabilities: probabilities, term: term))
    return (term, probabilities)
  }
}
