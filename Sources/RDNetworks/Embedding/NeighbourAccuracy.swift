import RDCore
import RDNumerics

/// The leave-one-out accuracy of nearest-neighbour classification: the fraction of points whose label the majority of its neighbours
/// have.
///
/// Ties are resolved by the nearest neighbour.
///
/// > Source: [cover1967]; [wilson1927] for the interval.
package struct NeighbourAccuracy: Sendable, Equatable {
  /// The number of neighbours that vote.
  package let neighbourCount: Int

  /// Points.
  package let pointCount: Int

  /// The number of correctly classified points.
  package let correctCount: Int

  /// The fraction of these, from 0 to 1.
  package var fraction: Double { Double(correctCount) / Double(pointCount) }

  /// An accuracy from counts.
  package init(neighbourCount: Int, pointCount: Int, correctCount: Int) {
    precondition(pointCount > 0 && 0...pointCount ~= correctCount)
    self.neighbourCount = neighbourCount
    self.pointCount = pointCount
    self.correctCount = correctCount
  }

  /// The accuracy of known neighbours.
  ///
  /// - Parameters:
  ///   - neighbours: of `n` points.
  ///   - labels: the label of each point, shape `[n]`.
  package init(of neighbours: NearestNeighbours, labels: [Int]) {
    precondition(labels.count == neighbours.pointCount)
    neighbourCount = neighbours.count
    pointCount = labels.count
    correctCount = zip(neighbours.votes(ofLabels: labels), labels).count(where: ==)
  }

  /// The accuracy of points.
  ///
  /// - Parameters:
  ///   - points: shape `[n, dimension]`, all finite.
  ///   - labels: the label of each, shape `[n]`.
  ///   - neighbourCount: the number of neighbours that vote, below `n`.
  ///   - jobs: threads; the result does not depend on it.
  /// - Throws: ``EmbeddingError/tooFewPoints(_:neighbours:)`` or ``EmbeddingError/nonFiniteData(point:component:)``.
  package init(
    of points: VectorBlock, labels: [Int], neighbourCount: Int = 10, jobs: Int = 1
  ) throws(EmbeddingError) {
    self.init(
      of: try NearestNeighbours(of: points, count: neighbourCount, jobs: jobs), labels: labels)
  }

  /// Wilson's score interval of the accuracy, as if points were drawn independently.
  ///
  /// - Parameter confidence: the probability that it covers the true fraction, between 0 and 1.
  /// - Returns: the interval, from 0 to 1.
  package func interval(confidence: Double = 0.95) -> Interval {
    precondition(0 < confidence && confidence < 1)
    let z = StandardNormal.quantile((1 + confidence) / 2)
    let n = Double(pointCount)
    let p = fraction
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return Interval(max(0, centre - half), min(1, centre + half))
  }
}
