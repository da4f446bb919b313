/// Finds the cheapest member of each of the four subsets of a codebook for a sample.
///
/// Member `k` of a codebook with positions `y` and penalties `c` costs a sample `x` the amount `(x - y[k])^2 + c[k]`. Each member
/// is the cheapest of its subset on an interval, or nowhere; the ends of the intervals of all four subsets cut the line into
/// pieces on which all four answers are constant.
package struct SubsetSearch: Sendable {
  /// The lower ends of all pieces but the first, ascending, followed by infinity, shape `[pieces]`.
  private let ends: [Float]

  /// The cheapest member of each subset on each piece, shape `[pieces]`.
  private let members: [SIMD4<Int32>]

  /// Their positions, shape `[pieces]`.
  private let positions: [SIMD4<Float>]

  /// Their penalties, shape `[pieces]`.
  private let penalties: [SIMD4<Float>]

  /// Samples beyond this range are clipped to it: far enough outside the codebook that the answers do not change and the
  /// outermost members are practically forced, yet near enough for single precision.
  private let reach: ClosedRange<Float>

  /// The lower end of a grid over the dense part of the line.
  private let gridStart: Float

  /// Cells of the grid per unit.
  private let gridDensity: Float

  /// The piece in which each cell of the grid begins, shape `[cells]`.
  private let gridPieces: [Int32]

  /// The search in a codebook whose member `k` belongs to the subset `k mod 4`.
  ///
  /// - Parameters:
  ///   - positions: shape `[members]`, at least 4, of order of magnitude 1.
  ///   - penalties: shape `[members]`.
  /// - Complexity: O(members log members)
  init(positions: [Double], penalties: [Double]) {
    precondition(positions.count >= 4 && positions.count == penalties.count)
    var cheapest = SIMD4<Int32>.zero
    var changes: [(end: Double, subset: Int, member: Int32)] = []
    for subset in 0..<4 {
      let intervals = Self.cheapestIntervals(
        of: Array(stride(from: subset, to: positions.count, by: 4)), positions: positions,
        penalties: penalties)
      cheapest[subset] = Int32(intervals[0].member)
      for interval in intervals.dropFirst() {
        changes.append((interval.start, subset, Int32(interval.member)))
      }
    }
    // Ties are broken by the subset, so that the order is always the same.
    changes.sort { $0.end != $1.end ? $0.end < $1.end : $0.subset < $1.subset }
    var members = [cheapest]
    for change in changes {
      cheapest[change.subset] = change.member
      members.append(cheapest)
    }
    let ends = changes.map { Float($0.end) } + [.infinity]
    self.ends = ends
    self.members = members
    self.positions = members.map { piece in
      var values = SIMD4<Float>.zero
      for subset in 0..<4 { values[subset] = Float(positions[Int(piece[subset])]) }
      return values
    }
    self.penalties = members.map { piece in
      var values = SIMD4<Float>.zero
      for subset in 0..<4 { values[subset] = Float(penalties[Int(piece[subset])]) }
      return values
    }

    let sorted = positions.sorted()
    let spacing = Float(
      max(
        (sorted[3 * sorted.count / 4] - sorted[sorted.count / 4]) / Double(sorted.count / 2), 1e-6)
    )
    let lowest = Float(sorted[0])
    let highest = Float(sorted[sorted.count - 1])
    reach = (lowest - 1000 * spacing)...(highest + 1000 * spacing)
    let centre = Float(sorted[sorted.count / 2])
    let start = max(lowest, centre - 2048 * spacing)
    let cellCount = Int((min(highest, centre + 2048 * spacing) - start) / spacing * 4) + 1
    gridStart = start
    gridDensity = 4 / spacing
    var piece = 0
    gridPieces = (0..<cellCount).map { cell in
      // Slightly below the cell, because rounding may put a sample into the cell before.
      let edge = start + (Float(cell) - 0.01) * spacing / 4
      while ends[piece] <= edge { piece += 1 }
      return Int32(piece)
    }
  }

  /// The costs of the cheapest members of the four subsets for each sample, less the least of them, and their pieces.
  ///
  /// - Parameters:
  ///   - samples: shape `[count]`, any but NaN.
  ///   - costs: written, shape `[count]`.
  ///   - pieces: written, shape `[count]`; the argument of ``member(inPiece:subset:)``.
  package func search(
    _ samples: UnsafeBufferPointer<Float>, costs: UnsafeMutablePointer<SIMD4<Float>>,
    pieces: UnsafeMutablePointer<Int32>
  ) {
    ends.withUnsafeBufferPointer { ends in
      positions.withUnsafeBufferPointer { positions in
        penalties.withUnsafeBufferPointer { penalties in
          gridPieces.withUnsafeBufferPointer { gridPieces in
            for (i, sample) in samples.enumerated() {
              let x = min(max(sample, reach.lowerBound), reach.upperBound)
              let cell = (x - gridStart) * gridDensity
              var piece = 0
              if cell >= 0, cell < Float(gridPieces.count) {
                piece = Int(gridPieces[Int(cell)])
                // Usually one step or none: taken without a branch that could be mispredicted.
                piece &+= ends[piece] <= x ? 1 : 0
                piece &+= ends[piece] <= x ? 1 : 0
                while ends[piece] <= x { piece += 1 }
              } else {
                piece = Self.piece(of: x, ends: ends)
              }
              let error = SIMD4(repeating: x) - positions[piece]
              let cost = error * error + penalties[piece]
              let pairs = cost.lowHalf.replacing(
                with: cost.highHalf, where: cost.highHalf .< cost.lowHalf)
              let least = pairs.y < pairs.x ? pairs.y : pairs.x
              costs[i] = cost - SIMD4(repeating: least)
              pieces[i] = Int32(piece)
            }
          }
        }
      }
    }
  }

  /// The cheapest member of a subset on a piece.
  func member(inPiece piece: Int32, subset: Int) -> Int32 { members[Int(piece)][subset] }

  /// The first piece whose upper end lies above a number, by bisection.
  private static func piece(of x: Float, ends: UnsafeBufferPointer<Float>) -> Int {
    var low = 0
    var high = ends.count - 1
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= x { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The members that are the cheapest of their subset somewhere, with the lower end of their interval.
  private static func cheapestIntervals(
    of subset: [Int], positions: [Double], penalties: [Double]
  ) -> [(member: Int, start: Double)] {
    let ascending = subset.sorted {
      positions[$0] != positions[$1] ? positions[$0] < positions[$1] : $0 < $1
    }
    var intervals: [(member: Int, start: Double)] = []
    for member in ascending {
      var start = -Double.infinity
      while let last = intervals.last {
        // (x - a)^2 + c = (x - b)^2 + d, relative to the midpoint of a and b.
        let distance = positions[member] - positions[last.member]
        let extra = penalties[member] - penalties[last.member]
        if distance > 0 {
          start = (positions[member] + positions[last.member]) / 2 + extra / (2 * distance)
        } else {
          start = extra < 0 ? -.infinity : .infinity
        }
        guard start <= last.start else { break }
        intervals.removeLast()
        start = -.infinity
      }
      if start < .infinity { intervals.append((member, start)) }
    }
    return intervals
  }
}
