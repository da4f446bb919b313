import RealModule

/// The affinities of points to their neighbours as probabilities of pairs: symmetric, and of sum 1.
///
/// A point's affinities to its neighbours are normal in the distance, `exp(-beta d^2)` over their sum, with the `beta` that gives
/// them the given perplexity. They are symmetrised: the two of a pair are added and divided by `2 n`.
///
/// > Source: [vandermaaten2008], section 3; to nearest neighbours only, [vandermaaten2014], section 4.1.
package struct NeighbourAffinities: Sendable {
  /// The offsets of the rows, shape `[n + 1]`.
  package let rowStarts: [Int]

  /// The other point of each pair, ascending in a row.
  package let columns: [Int32]

  /// The probability of each pair.
  package let values: [Float]

  package var pointCount: Int { rowStarts.count - 1 }

  /// The affinities of points.
  ///
  /// - Parameters:
  ///   - neighbours: for each point at least as many as the perplexity.
  ///   - perplexity: above 1.
  package init(of neighbours: NearestNeighbours, perplexity: Double) {
    self.init(of: neighbours, perplexity: perplexity, team: WorkerTeam(size: 1))
  }

  init(of neighbours: NearestNeighbours, perplexity: Double, team: WorkerTeam) {
    let count = neighbours.count
    let pointCount = neighbours.pointCount
    var conditional = [Float](repeating: 0, count: pointCount * count)
    conditional.withUnsafeMutableBufferPointer { conditional in
      // Each part writes the rows of its own points only.
      nonisolated(unsafe) let conditional = conditional
      team.perform((pointCount + 255) / 256) { part in
        for point in (part * 256)..<min((part + 1) * 256, pointCount) {
          let row = (point * count)..<((point + 1) * count)
          Self.affinities(
            ofSquaredDistances: neighbours.squaredDistances[row], perplexity: perplexity
          ).withUnsafeBufferPointer {
            for (index, value) in zip(row, $0) { conditional[index] = Float(value) }
          }
        }
      }
    }
    self.init(conditional: conditional, neighbours: neighbours)
  }

  /// A point's affinities to its neighbours.
  ///
  /// - Returns: numbers of sum 1.
  package static func affinities(
    ofSquaredDistances squaredDistances: ArraySlice<Double>, perplexity: Double
  ) -> [Double] {
    // Only differences matter, and with the nearest at 0 one weight is 1.
    let nearest = squaredDistances.first ?? 0
    var excess = squaredDistances.map { $0 - nearest }
    let mean = excess.reduce(0, +) / Double(excess.count)
    let tieCount = excess.count { $0 == 0 }
    guard mean > 0, Double(tieCount) < perplexity else {
      return excess.map { $0 == 0 ? 1 / Double(tieCount) : 0 }
    }
    for index in excess.indices { excess[index] /= mean }
    var weights = excess
    let target = Double.log(perplexity)
    var logPrecision = 0.0
    var below = -Double.infinity
    var above = Double.infinity
    // Newton's method on the entropy as a function of log beta, safeguarded by bisection.
    for _ in 0..<100 {
      let precision = Double.exp(logPrecision)
      var sum = 0.0
      var first = 0.0
      var second = 0.0
      for (index, distance) in excess.enumerated() {
        let weight = Double.exp(-precision * distance)
        weights[index] = weight
        sum += weight
        first += weight * distance
        second += weight * distance * distance
      }
      let average = first / sum
      let surplus = Double.log(sum) + precision * average - target
      if surplus.magnitude < 1e-10 { break }
      if surplus > 0 { below = logPrecision } else { above = logPrecision }
      let slope = -precision * precision * (second / sum - average * average)
      let newton = slope < 0 ? logPrecision - surplus / slope : .nan
      if newton > max(below, logPrecision - 4), newton < min(above, logPrecision + 4) {
        logPrecision = newton
      } else if below.isFinite, above.isFinite {
        logPrecision = (below + above) / 2
      } else {
        logPrecision += surplus > 0 ? 2 : -2
      }
      if logPrecision == below || logPrecision == above { break }
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// Symmetrises the affinities.
  private init(conditional: [Float], neighbours: NearestNeighbours) {
    let count = neighbours.count
    let pointCount = neighbours.pointCount
    // The transposed affinities of each point, ascending by construction.
    var incomingStarts = [Int](repeating: 0, count: pointCount + 1)
    for column in neighbours.indices { incomingStarts[Int(column) + 1] += 1 }
    for point in 0..<pointCount { incomingStarts[point + 1] += incomingStarts[point] }
    var incoming = [(column: Int32, value: Float)](
      repeating: (0, 0), count: neighbours.indices.count)
    var ends = incomingStarts
    for point in 0..<pointCount {
      for index in (point * count)..<((point + 1) * count) {
        let column = Int(neighbours.indices[index])
        incoming[ends[column]] = (Int32(point), conditional[index])
        ends[column] += 1
      }
    }
    var rowStarts = [0]
    rowStarts.reserveCapacity(pointCount + 1)
    var columns: [Int32] = []
    var values: [Float] = []
    columns.reserveCapacity(neighbours.indices.count * 3 / 2)
    values.reserveCapacity(neighbours.indices.count * 3 / 2)
    let scale = 1 / (2 * Float(pointCount))
    var outgoing: [(column: Int32, value: Float)] = []
    for point in 0..<pointCount {
      outgoing.removeAll(keepingCapacity: true)
      for index in (point * count)..<((point + 1) * count) {
        outgoing.append((neighbours.indices[index], conditional[index]))
      }
      outgoing.sort { $0.column < $1.column }
      var position = 0
      var other = incomingStarts[point]
      let otherEnd = incomingStarts[point + 1]
      while position < count || other < otherEnd {
        let mine = position < count ? outgoing[position].column : .max
        let theirs = other < otherEnd ? incoming[other].column : .max
        var sum: Float = 0
        if mine <= theirs {
          sum += outgoing[position].value
          position += 1
        }
        if theirs <= mine {
          sum += incoming[other].value
          other += 1
        }
        // Of far neighbours it may be 0, or become it in the other unit.
        let value = sum * scale
        if value > 0 {
          columns.append(min(mine, theirs))
          values.append(value)
        }
      }
      rowStarts.append(columns.count)
    }
    self.rowStarts = rowStarts
    self.columns = columns
    self.values = values
  }
}
