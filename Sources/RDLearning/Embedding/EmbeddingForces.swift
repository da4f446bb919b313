internal import RealModule

/// How an embedding's points move one another: neighbours attract, and all repel.
///
/// With `w = 1 / (1 + d^2)` for two points in the plane and `Z` the sum of `w` over all pairs, the divergence's gradient at a point is
/// 4 times `sum p w (y_i - y_j) - sum w^2 (y_i - y_j) / Z`.
///
/// > Source: [vandermaaten2008], appendix A.
package final class EmbeddingForces<Scalar: EngineScalar> {
  /// A fourth of the divergence's gradient, from the last call of `evaluate`.
  package let gradient: PlanePoints<Scalar>

  private let pointCount: Int
  private let tree: RepulsionTree<Scalar>
  private let team: WorkerTeam

  /// Where the rows of pairs begin, shape `[pointCount + 1]`; each is filled up to whole vectors.
  private let rowStarts: [Int]

  /// The other point of each pair, and the point itself after the last.
  private let columns: [Int32]

  /// The probability of each pair, and 0 after the last.
  private let affinities: UnsafeMutablePointer<Scalar>

  /// Parts of the rows that threads take, and for each room for the longest row's differences.
  private static var partCount: Int { 64 }
  private let differences: [PlanePoints<Scalar>]

  /// The sum of `p log p` over all pairs.
  private let negativeEntropy: Double

  /// The forces of these affinities.
  ///
  /// - Parameter openingRatio: see ``TSNEOptions/openingRatio``; 0 for exact forces.
  package init(of affinities: NeighbourAffinities, openingRatio: Double, team: WorkerTeam) {
    self.team = team
    pointCount = affinities.pointCount
    gradient = PlanePoints(count: pointCount)
    tree = RepulsionTree(count: pointCount, openingRatio: openingRatio)
    var rowStarts = [0]
    var longest = 0
    for point in 0..<pointCount {
      let length = Scalar.padded(affinities.rowStarts[point + 1] - affinities.rowStarts[point])
      longest = max(longest, length)
      rowStarts.append(rowStarts[point] + length)
    }
    let total = rowStarts[pointCount]
    var columns = [Int32](repeating: 0, count: total)
    let values = PlanePoints<Scalar>.zeros(total)
    var negativeEntropy = 0.0
    for point in 0..<pointCount {
      var place = rowStarts[point]
      for index in affinities.rowStarts[point]..<affinities.rowStarts[point + 1] {
        columns[place] = affinities.columns[index]
        values[place] = Scalar(affinities.values[index])
        let value = Double(affinities.values[index])
        negativeEntropy += value * Double.log(value)
        place += 1
      }
      while place < rowStarts[point + 1] {
        columns[place] = Int32(point)
        place += 1
      }
    }
    self.rowStarts = rowStarts
    self.columns = columns
    self.affinities = values
    self.negativeEntropy = negativeEntropy
    differences = (0..<Self.partCount).map { _ in PlanePoints(count: longest) }
  }

  deinit {
    affinities.deallocate()
  }

  /// Writes a fourth of the gradient at these positions, the attraction so many times as strong.
  ///
  /// - Complexity: O(n log n) for a positive opening ratio, O(n^2) for 0; no allocation.
  package func evaluate(at positions: PlanePoints<Scalar>, exaggeration: Scalar) {
    let normalisation = tree.repel(positions, into: gradient, team: team)
    let share = Scalar(1 / normalisation)
    team.perform(Self.partCount) { part in
      self.columns.withUnsafeBufferPointer { columns in
        self.rowStarts.withUnsafeBufferPointer { rowStarts in
          for point in self.points(ofPart: part) {
            let row = rowStarts[point]..<rowStarts[point + 1]
            let (x, y) = self.attraction(
              of: point, row: row, columns: columns, positions: positions,
              differences: self.differences[part])
            self.gradient.x[point] = exaggeration * x - share * self.gradient.x[point]
            self.gradient.y[point] = exaggeration * y - share * self.gradient.y[point]
          }
        }
      }
    }
  }

  /// The divergence at these positions in nats, normalised by the exact sum over all pairs.
  ///
  /// - Complexity: O(n^2).
  package func divergence(at positions: PlanePoints<Scalar>) -> Double {
    let exact = RepulsionTree<Scalar>(count: pointCount, openingRatio: 0)
    let normalisation = exact.repel(positions, into: PlanePoints(count: pointCount), team: team)
    var sum = negativeEntropy
    var total = 0.0
    for point in 0..<pointCount {
      for index in rowStarts[point]..<rowStarts[point + 1] {
        let other = Int(columns[index])
        let dx = Double(positions.x[point]) - Double(positions.x[other])
        let dy = Double(positions.y[point]) - Double(positions.y[other])
        sum += Double(affinities[index]) * Double.log(onePlus: dx * dx + dy * dy)
        total += Double(affinities[index])
      }
    }
    // Affinities are rounded, so they add up to 1 only nearly.
    return sum + total * Double.log(normalisation)
  }

  private func points(ofPart part: Int) -> Range<Int> {
    (pointCount * part / Self.partCount)..<(pointCount * (part + 1) / Self.partCount)
  }

  /// The sum of `p w (y_i - y_j)` over a point's row.
  @inline(__always)
  private func attraction(
    of point: Int, row: Range<Int>, columns: UnsafeBufferPointer<Int32>,
    positions: PlanePoints<Scalar>, differences: PlanePoints<Scalar>
  ) -> (x: Scalar, y: Scalar) {
    let (x, y) = (positions.x[point], positions.y[point])
    for index in 0..<row.count {
      let other = Int(columns[row.lowerBound + index])
      differences.x[index] = x - positions.x[other]
      differences.y[index] = y - positions.y[other]
    }
    let one = Scalar.Wide(repeating: 1)
    var sumX = Scalar.Wide(repeating: 0)
    var sumY = sumX
    let vectorCount = row.count / Scalar.lanes
    let across = UnsafeMutableRawPointer(differences.x).assumingMemoryBound(to: Scalar.Wide.self)
    let up = UnsafeMutableRawPointer(differences.y).assumingMemoryBound(to: Scalar.Wide.self)
    let shares = UnsafeMutableRawPointer(affinities + row.lowerBound)
      .assumingMemoryBound(to: Scalar.Wide.self)
    for vector in 0..<vectorCount {
      let (dx, dy) = (across[vector], up[vector])
      let pull = shares[vector] / one.addingProduct(dx, dx).addingProduct(dy, dy)
      sumX = sumX.addingProduct(pull, dx)
      sumY = sumY.addingProduct(pull, dy)
    }
    return (sumX.sum(), sumY.sum())
  }
}
