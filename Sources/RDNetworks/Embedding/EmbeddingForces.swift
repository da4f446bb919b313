import RealModule

/// The forces between an embedding's points: attraction of neighbours, and repulsion of all pairs.
///
/// With `w = 1 / (1 + d^2)` for two points in the plane and `Z` the sum of `w` over all pairs, the divergence's gradient at a point is
/// 4 times `sum p w (y_i - y_j) - sum w^2 (y_i - y_j) / Z`.
///
/// > Source: [vandermaaten2008], appendix A.
package final class EmbeddingForces<Scalar: EngineScalar> {
  /// A quarter of the divergence's gradient, from the last call of `evaluate`.
  package var gradient: PlanePoints<Scalar> { tree.forces }

  private let pointCount: Int
  private let tree: RepulsionTree<Scalar>
  private let team: WorkerTeam

  /// The offsets of the rows of pairs, shape `[pointCount + 1]`; each row is padded to whole vectors.
  private let rowStarts: [Int]

  /// The other point of each pair, and the point itself after the last.
  private let columns: [Int32]

  /// The probability of each pair, and 0 after the last.
  private let affinities: UnsafeMutablePointer<Scalar>

  /// Ranges of rows for the threads, with a buffer each for the longest row's differences.
  private static var partCount: Int { 64 }
  private let differences: [PlanePoints<Scalar>]

  /// The arguments of `evaluate` in progress.
  private var positions: PlanePoints<Scalar>
  private var exaggeration: Scalar = 1
  private var repulsionScale: Scalar = 0

  /// The work of a thread on a part; stored, so that steps do not allocate it.
  private lazy var attractPart: (Int) -> Void = { [unowned self] in attract(part: $0) }

  /// The sum of `p log p` over all pairs.
  private let negativeEntropy: Double

  /// The forces of these affinities.
  ///
  /// - `openingRatio`: see ``TSNEOptions/openingRatio``; 0 for exact forces.
  /// - `team`: the threads; no force depends on their number.
  package init(of affinities: NeighbourAffinities, openingRatio: Double, team: WorkerTeam) {
    self.team = team
    pointCount = affinities.pointCount
    positions = PlanePoints(count: 0)
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
      var position = rowStarts[point]
      for index in affinities.rowStarts[point]..<affinities.rowStarts[point + 1] {
        columns[position] = affinities.columns[index]
        values[position] = Scalar(affinities.values[index])
        let value = Double(affinities.values[index])
        negativeEntropy += value * Double.log(value)
        position += 1
      }
      while position < rowStarts[point + 1] {
        columns[position] = Int32(point)
        position += 1
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

  /// Writes a quarter of the gradient at these positions, with the attraction exaggerated.
  ///
  /// - Complexity: O(n log n) for a positive opening ratio, O(n^2) for 0; nothing is allocated.
  package func evaluate(at positions: PlanePoints<Scalar>, exaggeration: Scalar) {
    repulsionScale = Scalar(1 / tree.repel(positions, team: team))
    self.positions = positions
    self.exaggeration = exaggeration
    team.perform(Self.partCount, attractPart)
  }

  /// The divergence at these positions in nats, normalised by the exact sum over all pairs.
  ///
  /// - Complexity: O(n^2).
  package func divergence(at positions: PlanePoints<Scalar>) -> Double {
    let exact = RepulsionTree<Scalar>(count: pointCount, openingRatio: 0)
    let normalisation = exact.repel(positions, team: team)
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
    // Affinities are rounded, so they add up to 1 only approximately.
    return sum + total * Double.log(normalisation)
  }

  /// Adds the attraction of a part's points to their repulsion.
  ///
  /// The loop uses pointers only: reference counts of shared objects would cause contention.
  private func attract(part: Int) {
    let plane = Plane(positions)
    let (forces, buffer) = (Plane(gradient), Plane(differences[part]))
    let (exaggeration, repulsionScale) = (exaggeration, repulsionScale)
    rowStarts.withUnsafeBufferPointer { rowStarts in
      columns.withUnsafeBufferPointer { columns in
        for point in points(ofPart: part) {
          let row = rowStarts[point]..<rowStarts[point &+ 1]
          let (x, y) = Self.attraction(
            of: point, columns: UnsafeBufferPointer(rebasing: columns[row]),
            affinities: affinities + row.lowerBound, positions: plane, differences: buffer)
          forces.x[point] = exaggeration * x - repulsionScale * forces.x[point]
          forces.y[point] = exaggeration * y - repulsionScale * forces.y[point]
        }
      }
    }
  }

  /// An unowned view of plane points.
  private struct Plane {
    let x: UnsafeMutablePointer<Scalar>
    let y: UnsafeMutablePointer<Scalar>

    init(_ points: PlanePoints<Scalar>) { (x, y) = (points.x, points.y) }
  }

  private func points(ofPart part: Int) -> Range<Int> {
    (pointCount * part / Self.partCount)..<(pointCount * (part + 1) / Self.partCount)
  }

  /// The sum of `p w (y_i - y_j)` over a point's row.
  @inline(__always)
  private static func attraction(
    of point: Int, columns: UnsafeBufferPointer<Int32>, affinities: UnsafeMutablePointer<Scalar>,
    positions: Plane, differences: Plane
  ) -> (x: Scalar, y: Scalar) {
    let (x, y) = (positions.x[point], positions.y[point])
    for index in columns.indices {
      let other = Int(columns[index])
      differences.x[index] = x - positions.x[other]
      differences.y[index] = y - positions.y[other]
    }
    let one = Scalar.Wide(repeating: 1)
    var sumX = Scalar.Wide(repeating: 0)
    var sumY = sumX
    let vectorCount = columns.count / Scalar.lanes
    let across = UnsafeMutableRawPointer(differences.x).assumingMemoryBound(to: Scalar.Wide.self)
    let up = UnsafeMutableRawPointer(differences.y).assumingMemoryBound(to: Scalar.Wide.self)
    let shares = UnsafeMutableRawPointer(affinities).assumingMemoryBound(to: Scalar.Wide.self)
    for vector in 0..<vectorCount {
      let (dx, dy) = (across[vector], up[vector])
      let pull = shares[vector] / one.addingProduct(dx, dx).addingProduct(dy, dy)
      sumX = sumX.addingProduct(pull, dx)
      sumY = sumY.addingProduct(pull, dy)
    }
    return (sumX.sum(), sumY.sum())
  }
}
