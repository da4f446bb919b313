import RDCore
import RealModule

/// The function `c(y) = sum over i of f[i] / A[i] K(x[i] - y)`, which must not exceed 1, on a fine grid with its local maxima.
struct ConstraintCurve {
  /// The points of the grid, ascending, shape `[m]`.
  private let positions: [Double]

  /// Its values; at a local maximum that of the parabola there, shape `[m]`.
  private var values: [Double]

  /// The local maxima above 1: the position, and the excess times the probability within the kernel's reach.
  private(set) var peaks: [(position: Double, weight: Double)] = []

  /// The curve on a grid of an eighth of the kernel's width over disjoint intervals, and at additional points.
  init(
    kernel: DifferenceKernel, nodes: SourceNodes, normalisers: [Double], intervals: [Interval],
    extra: [Double]
  ) {
    let step = kernel.width / 8
    var positions: [Double] = []
    for interval in intervals {
      let count = max(1, (interval.width / step).rounded(.up))
      for k in 0...Int(count) {
        positions.append(interval.lower + interval.width * (Double(k) / count))
      }
    }
    positions.append(contentsOf: extra)
    positions.sort()
    let ratios = zip(nodes.weights, normalisers).map { $0 > 0 ? $0 / $1 : 0 }
    var values: [Double] = []
    values.reserveCapacity(positions.count)
    var first = 0
    let slope = kernel.slope
    for k in positions.indices {
      let y = positions[k]
      while first < nodes.positions.count - 1, nodes.positions[first] < y - kernel.reach {
        first += 1
      }
      var (value, moment, square, nearby) = (0.0, 0.0, 0.0, 0.0)
      var i = first
      while i < nodes.positions.count, nodes.positions[i] <= y + kernel.reach {
        let difference = nodes.positions[i] - y
        let share = ratios[i] * kernel(difference)
        value += share
        nearby += nodes.weights[i]
        moment += share * difference
        square += share * difference * difference
        i += 1
      }
      // c' = 2 s sum of (x - y), c'' = 4 s^2 sum of (x - y)^2 - 2 s c.
      let gradient = 2 * slope * moment
      let curvature = 4 * slope * slope * square - 2 * slope * value
      if value > 1 - 1e-6, curvature < 0 {
        let shift = -gradient / curvature
        if abs(shift) <= step, intervals.contains(where: { $0.contains(y + shift) }) {
          value += gradient * shift / 2
          let isNew = peaks.last.map { y + shift - $0.position > step / 2 } ?? true
          if value > 1 + 1e-13, isNew { peaks.append((y + shift, (value - 1) * nearby)) }
        }
      }
      values.append(value)
    }
    // The ends of a bounded support may be maxima too.
    if let first = values.first, first > 1 + 1e-13 {
      peaks.insert((positions[0], first - 1), at: 0)
    }
    if let last = values.last, last > 1 + 1e-13 {
      peaks.append((positions[positions.count - 1], last - 1))
    }
    self.positions = positions
    self.values = values
  }

  /// For each point of a list, the largest value within a reach of it, at least 1.
  ///
  /// - Complexity: O(n + m), by a monotone queue.
  func envelopes(of points: [Double], reach: Double) -> [Double] {
    var queue: [Int] = []
    var head = 0
    var next = 0
    return points.map { x in
      while next < positions.count, positions[next] <= x + reach {
        while queue.count > head, values[queue[queue.count - 1]] <= values[next] {
          queue.removeLast()
        }
        queue.append(next)
        next += 1
      }
      while head < queue.count, positions[queue[head]] < x - reach { head += 1 }
      return head < queue.count ? max(1, values[queue[head]]) : 1
    }
  }
}
