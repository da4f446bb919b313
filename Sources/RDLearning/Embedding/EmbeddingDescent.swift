/// Gradient descent of an embedding, with momentum and a gain for each coordinate.
///
/// A gain grows by 0.2 where gradient and movement point apart and shrinks by a fifth where they agree, to 0.01 at least.
///
/// > Source: [jacobs1988], in the form of [vandermaaten2008].
package final class EmbeddingDescent<Scalar: EngineScalar> {
  /// Where the points are; their mean is 0 after each step.
  package let positions: PlanePoints<Scalar>

  /// The Euclidean length of the divergence's gradient before the last step, its attraction exaggerated as in that step.
  package private(set) var gradientNorm = 0.0

  private let forces: EmbeddingForces<Scalar>
  private let movement: PlanePoints<Scalar>
  private let gains: PlanePoints<Scalar>

  /// A descent from these positions, which it moves.
  package init(_ forces: EmbeddingForces<Scalar>, from positions: PlanePoints<Scalar>) {
    self.forces = forces
    self.positions = positions
    movement = PlanePoints(count: positions.count)
    gains = PlanePoints(count: positions.count)
    for point in 0..<positions.count {
      gains.x[point] = 1
      gains.y[point] = 1
    }
  }

  /// Moves the points once.
  ///
  /// - Parameters:
  ///   - exaggeration: how many times as strong the attraction is.
  ///   - learningRate: the movement for a gradient of 4.
  ///   - momentum: the share of the last movement that is kept.
  /// - Returns: whether all positions are finite.
  package func step(exaggeration: Scalar, learningRate: Scalar, momentum: Scalar) -> Bool {
    forces.evaluate(at: positions, exaggeration: exaggeration)
    var squares = 0.0
    let isFinite =
      [
        (positions.x, forces.gradient.x, movement.x, gains.x),
        (positions.y, forces.gradient.y, movement.y, gains.y),
      ].count { coordinates, gradient, movement, gains in
        var sum = 0.0
        for point in 0..<positions.count {
          let slope = gradient[point]
          let isTurning = slope * movement[point] > 0
          gains[point] = isTurning ? max(gains[point] * 0.8, 0.01) : gains[point] + 0.2
          movement[point] = momentum * movement[point] - learningRate * gains[point] * slope
          coordinates[point] += movement[point]
          sum += Double(coordinates[point])
          squares += Double(slope) * Double(slope)
        }
        let mean = Scalar(sum / Double(positions.count))
        for point in 0..<positions.count { coordinates[point] -= mean }
        return sum.isFinite
      } == 2
    gradientNorm = 4 * squares.squareRoot()
    return isFinite
  }
}
