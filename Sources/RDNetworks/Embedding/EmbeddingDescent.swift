/// Gradient descent of an embedding, with momentum and a gain for each coordinate.
///
/// A coordinate's gain is multiplied by 0.8, to 0.01 at least, where its last step ascends the gradient, and grows by 0.2 elsewhere.
///
/// > Source: [jacobs1988], in the form of [vandermaaten2008].
package final class EmbeddingDescent<Scalar: EngineScalar> {
  /// The positions of the points; their mean is 0 after each step.
  package let positions: PlanePoints<Scalar>

  /// The Euclidean norm of the divergence's gradient before the last step, with that step's exaggeration.
  package private(set) var gradientNorm = 0.0

  /// The maximum step of a point; without a limit, few points at a high learning rate diverge.
  private static var longestMovement: Scalar { 5 }

  private let forces: EmbeddingForces<Scalar>
  private let movement: PlanePoints<Scalar>
  private let gains: PlanePoints<Scalar>

  package init(_ forces: EmbeddingForces<Scalar>, from positions: PlanePoints<Scalar>) {
    self.forces = forces
    self.positions = positions
    movement = PlanePoints(count: positions.count)
    gains = PlanePoints(count: positions.count)
    rest()
  }

  /// Resets momentum and gains, for a descent under other forces.
  package func rest() {
    for point in 0..<positions.count {
      (movement.x[point], movement.y[point]) = (0, 0)
      (gains.x[point], gains.y[point]) = (1, 1)
    }
  }

  /// Makes a step.
  ///
  /// - `learningRate`: the step for a gradient of 4.
  package func step(exaggeration: Scalar, learningRate: Scalar, momentum: Scalar) -> Bool {
    forces.evaluate(at: positions, exaggeration: exaggeration)
    let gradient = forces.gradient
    let limit = Self.longestMovement
    var squares = 0.0
    var (sumX, sumY) = (0.0, 0.0)
    for point in 0..<positions.count {
      let (slopeX, slopeY) = (gradient.x[point], gradient.y[point])
      movement.x[point] = moved(
        movement.x[point], slope: slopeX, gain: &gains.x[point], learningRate, momentum)
      movement.y[point] = moved(
        movement.y[point], slope: slopeY, gain: &gains.y[point], learningRate, momentum)
      let length =
        movement.x[point] * movement.x[point] + movement.y[point] * movement.y[point]
      if length > limit * limit {
        let share = limit / length.squareRoot()
        movement.x[point] *= share
        movement.y[point] *= share
      }
      positions.x[point] += movement.x[point]
      positions.y[point] += movement.y[point]
      sumX += Double(positions.x[point])
      sumY += Double(positions.y[point])
      squares += Double(slopeX) * Double(slopeX) + Double(slopeY) * Double(slopeY)
    }
    let count = Double(positions.count)
    let (meanX, meanY) = (Scalar(sumX / count), Scalar(sumY / count))
    for point in 0..<positions.count {
      positions.x[point] -= meanX
      positions.y[point] -= meanY
    }
    gradientNorm = 4 * squares.squareRoot()
    return (sumX + sumY).isFinite
  }

  /// The next step of a coordinate, with its gain updated.
  @inline(__always)
  private func moved(
    _ movement: Scalar, slope: Scalar, gain: inout Scalar, _ learningRate: Scalar,
    _ momentum: Scalar
  ) -> Scalar {
    // Steps descend the gradient, so equal signs mean a reversal.
    gain = slope * movement > 0 ? max(gain * 0.8, 0.01) : gain + 0.2
    return momentum * movement - learningRate * gain * slope
  }
}
