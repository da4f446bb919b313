import RDCore
import RDNumerics

/// The nearest neighbours of each point among the others, by Euclidean distance.
///
/// They are exact: products of blocks of points in single precision give candidates, with a bound on the
/// rounding error, and these are ranked by distances in double precision. Ties favour the earlier point.
package struct NearestNeighbours: Sendable, Equatable {
  package let count: Int

  /// The neighbours of each point, the nearest first: shape `[n, count]`.
  package let indices: [Int32]

  /// Their squared distances, shape `[n, count]`.
  package let squaredDistances: [Double]

  package var pointCount: Int { indices.count / count }

  /// The block sizes of queries and of candidates.
  private static let blockHeight = 128
  private static let blockWidth = 512

  /// Computes the neighbours.
  ///
  /// - Parameters:
  ///   - points: shape `[n, dimension]`, all finite.
  ///   - count: neighbours of each, from 1 to `n - 1`.
  ///   - jobs: threads; the result does not depend on it.
  /// - Throws: ``EmbeddingError/tooFewPoints(_:neighbours:)`` or ``EmbeddingError/nonFiniteData(point:component:)``.
  /// - Complexity: `2 n^2 dimension` operations in matrix products.
  package init(of points: VectorBlock, count: Int, jobs: Int = 1) throws(EmbeddingError) {
    try self.init(of: points, count: count, team: WorkerTeam(size: jobs))
  }

  /// Computes the neighbours with a team of threads.
  init(
    of points: VectorBlock, count: Int, team: WorkerTeam,
    whenBlockEnds: @escaping (_ blockCount: Int) -> Void = { _ in }
  ) throws(EmbeddingError) {
    precondition(count > 0)
    try points.checkFinite()
    guard count < points.count else {
      throw .tooFewPoints(points.count, neighbours: count)
    }
    self.count = count
    let search = CentredPoints(points)
    var indices = [Int32](repeating: 0, count: points.count * count)
    var distances = [Double](repeating: 0, count: points.count * count)
    indices.withUnsafeMutableBufferPointer { indices in
      distances.withUnsafeMutableBufferPointer { distances in
        // Each part writes the rows of its own points only.
        nonisolated(unsafe) let indices = indices
        nonisolated(unsafe) let distances = distances
        let blockCount = (points.count + Self.blockHeight - 1) / Self.blockHeight
        team.perform(blockCount) { block in
          let first = block * Self.blockHeight
          let rows = first..<min(first + Self.blockHeight, points.count)
          let candidates = search.candidates(
            of: rows, count: count, blockWidth: Self.blockWidth)
          for (row, candidates) in zip(rows, candidates) {
            let ranked = points.ranked(candidates, about: row).prefix(count)
            for (position, neighbour) in ranked.enumerated() {
              indices[row * count + position] = neighbour.index
              distances[row * count + position] = neighbour.squaredDistance
            }
          }
          whenBlockEnds(blockCount)
        }
      }
    }
    self.indices = indices
    squaredDistances = distances
  }

  private init(count: Int, indices: [Int32], squaredDistances: [Double]) {
    self.count = count
    self.indices = indices
    self.squaredDistances = squaredDistances
  }

  /// The first neighbours of each point.
  ///
  /// - Precondition: `1...count` contains the number.
  package func first(_ fewer: Int) -> NearestNeighbours {
    precondition(1...count ~= fewer)
    let kept = (0..<pointCount).flatMap { ($0 * count)..<($0 * count + fewer) }
    return NearestNeighbours(
      count: fewer, indices: kept.map { indices[$0] },
      squaredDistances: kept.map { squaredDistances[$0] })
  }
}

extension VectorBlock {
  func checkFinite() throws(EmbeddingError) {
    if let index = elements.firstIndex(where: { !$0.isFinite }) {
      throw .nonFiniteData(point: index / dimension, component: index % dimension)
    }
  }

  /// Points with their squared distances from the point `row`, the nearest first.
  fileprivate func ranked(
    _ candidates: [Int32], about row: Int
  ) -> [(squaredDistance: Double, index: Int32)] {
    elements.withUnsafeBufferPointer { elements in
      let centre = elements[(row * dimension)..<((row + 1) * dimension)]
      return candidates.map { index in
        let other = elements[(Int(index) * dimension)..<((Int(index) + 1) * dimension)]
        var sum = 0.0
        for (a, b) in zip(centre, other) {
          let difference = Double(a) - Double(b)
          sum += difference * difference
        }
        return (sum, index)
      }.sorted { $0 < $1 }
    }
  }
}
