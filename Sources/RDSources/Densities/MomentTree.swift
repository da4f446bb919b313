/// Moments of consecutive pieces of the line, kept for pairs, pairs of pairs and so on.
///
/// Each node's moments are about its own centre, near its mass, so those of a run of pieces are a sum of positive terms: differences of
/// running sums would lose the digits of narrow runs.
struct MomentTree: Sendable, Equatable {
  private struct Node: Sendable, Equatable {
    let moments: PartialMoments
    let centre: Double
  }

  /// Nodes by level, the pieces first; each level has half as many as the one before, rounded down.
  private let levels: [[Node]]

  /// A tree over pieces, each with its moments about its centre.
  init(leaves: [PartialMoments], centres: [Double]) {
    precondition(leaves.count == centres.count && !leaves.isEmpty)
    var levels = [zip(leaves, centres).map { Node(moments: $0, centre: $1) }]
    while let last = levels.last, last.count > 1 {
      levels.append(
        (0..<(last.count / 2)).map { i in
          let (left, right) = (last[2 * i], last[2 * i + 1])
          let mass = left.moments.mass + right.moments.mass
          // Near most of the mass, however far away a piece of a tail is.
          let share = mass > 0 ? right.moments.mass / mass : 0.5
          let centre = left.centre + share * (right.centre - left.centre)
          return Node(
            moments: left.moments.movingReference(downBy: left.centre - centre)
              + right.moments.movingReference(downBy: right.centre - centre), centre: centre)
        })
    }
    self.levels = levels
  }

  /// The probability of each piece.
  var leafMasses: [Double] { levels[0].map(\.moments.mass) }

  /// The moments over a run of pieces, about a reference.
  ///
  /// - Complexity: O(log n).
  func moments(over run: Range<Int>, about reference: Double) -> PartialMoments {
    var moments = PartialMoments.zero
    var (begin, end) = (run.lowerBound, run.upperBound)
    var level = 0
    func add(_ index: Int) {
      let node = levels[level][index]
      moments = moments + node.moments.movingReference(downBy: node.centre - reference)
    }
    while begin < end {
      if begin % 2 == 1 {
        add(begin)
        begin += 1
      }
      if end % 2 == 1, begin < end {
        end -= 1
        add(end)
      }
      begin /= 2
      end /= 2
      level += 1
    }
    return moments
  }
}
