import RDCore
import RDNumerics

/// The nearest neighbours of each point among the others, or among points of another set, by Euclidean distance.
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

  /// Computes the neighbours of points in another set.
  ///
  /// - Parameters:
  ///   - queries: shape `[n, dimension]`, all finite.
  ///   - others: the set that has the neighbours, shape `[m, dimension]`, all finite.
  ///   - count: neighbours of each, from 1 to `m`.
  ///   - jobs: threads; the result does not depend on it.
  /// - Throws: ``EmbeddingError``.
  /// - Complexity: `2 n m dimension` operations in matrix products.
  package init(
    of queries: VectorBlock, among others: VectorBlock, count: Int, jobs: Int = 1
  ) throws(EmbeddingError) {
    guard count <= others.count else { throw .tooFewPoints(others.count, neighbours: count) }
    let points = try VectorBlock(joining: [others, queries])
    try self.init(
      of: others.count..<points.count, among: 0..<others.count, in: points, count: count,
      team: WorkerTeam(size: jobs), whenBlockEnds: { _ in })
  }

  /// Computes the neighbours with a team of threads.
  init(
    of points: VectorBlock, count: Int, team: WorkerTeam,
    whenBlockEnds: @escaping (_ blockCount: Int) -> Void = { _ in }
  ) throws(EmbeddingError) {
    guard count < points.count else {
      throw .tooFewPoints(points.count, neighbours: count)
    }
    let all = 0..<points.count
    try self.init(
      of: all, among: all, in: points, count: count, team: team, whenBlockEnds: whenBlockEnds)
  }

  /// Computes the neighbours of a range of points in a range that begins with the first point.
  private init(
    of queries: Range<Int>, among others: Range<Int>, in points: VectorBlock, count: Int,
    team: WorkerTeam, whenBlockEnds: @escaping (_ blockCount: Int) -> Void
  ) throws(EmbeddingError) {
    precondition(count > 0 && others.lowerBound == 0)
    try points.checkFinite()
    self.count = count
    let search = CentredPoints(points)
    var indices = [Int32](repeating: 0, count: queries.count * count)
    var distances = [Double](repeating: 0, count: queries.count * count)
    indices.withUnsafeMutableBufferPointer { indices in
      distances.withUnsafeMutableBufferPointer { distances in
        // Each part writes the rows of its own points only.
        nonisolated(unsafe) let indices = indices
        nonisolated(unsafe) let distances = distances
        let blockCount = (queries.count + Self.blockHeight - 1) / Self.blockHeight
        team.perform(blockCount) { block in
          let first = queries.lowerBound + block * Self.blockHeight
          let rows = first..<min(first + Self.blockHeight, queries.upperBound)
          let candidates = search.candidates(
            of: rows, among: others, count: count, blockWidth: Self.blockWidth)
          for (row, candidates) in zip(rows, candidates) {
            let ranked = points.ranked(candidates, about: row).prefix(count)
            let start = (row - queries.lowerBound) * count
            for (position, neighbour) in ranked.enumerated() {
              indices[start + position] = neighbour.index
              distances[start + position] = neighbour.squaredDistance
            }
          }
          whenBlockEnds(blockCount)
        }
      }
    }
    self.indices = indices
    squaredDistances = distances
  }

  /// Lets the neighbours of each point vote for a label.
  ///
  /// - Parameter labels: of the points among which the neighbours are.
  /// - Returns: the label of most, shape `[n]`; ties favour the nearest neighbour.
  package func votes(ofLabels labels: [Int]) -> [Int] {
    (0..<pointCount).map { point in
      let votes = indices[(point * count)..<((point + 1) * count)].map { labels[Int($0)] }
      var (winner, most) = (votes[0], 0)
      for (position, label) in votes.enumerated() where !votes[..<position].contains(label) {
        let count = votes[position...].count { $0 == label }
        if count > most { (winner, most) = (label, count) }
      }
      return winner
    }
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
