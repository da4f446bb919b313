import RDCore
import RDSources
import RealModule

/// The partition of least `D + s H` among those with thresholds on a grid, by dynamic programming.
///
/// The cost of a cell depends on the cell alone, so the best partition up to a point extends the best one up to an earlier point.
/// Unlike for a fixed number of cells, nothing is monotone here, so all pairs are tried.
///
/// > Source: [muresan2008] for the graph of cells and its shortest path.
struct EntropyConstrainedPartition<Density: UnivariateDistribution> {
  /// A partition and the slope for which it is best.
  struct Partition {
    package let thresholds: [Double]
    let slope: Double
  }

  private static var pointCount: Int { 192 }

  /// Points of the grid, ascending, shape `[G]`.
  private let points: [Double]

  /// Mass, first and second moment about the mean below each point, and of all, shape `[G + 2]` with 0 in front.
  private var masses = [0.0]
  private var firsts = [0.0]
  private var seconds = [0.0]

  /// The grid: half of it uniform in the core and ever coarser in the tails, half where the density is high.
  init(density: Density, grid: ThresholdGrid<Density>) {
    let mean = density.mean
    let points = PanterDite(density: density).grid(pieceCount: Self.pointCount).filter {
      grid.extent.lower < $0 && $0 < grid.extent.upper
    }
    self.points = points
    for (lower, upper) in zip([-Double.infinity] + points, points + [.infinity]) {
      let moments = density.partialMoments(over: Interval(lower, upper), about: mean)
      masses.append(masses[masses.count - 1] + moments.mass)
      firsts.append(firsts[firsts.count - 1] + moments.first)
      seconds.append(seconds[seconds.count - 1] + moments.second)
    }
  }

  /// The best partitions for the slopes on both sides of where the entropy crosses a rate, in nats.
  func partitions(rate: Double, slope guess: Double) -> [Partition] {
    var low = guess
    var high = guess
    var below = best(slope: low)
    var above = below
    var tries = 0
    while entropy(of: below) < rate, tries < 40 {
      low /= 2
      below = best(slope: low)
      tries += 1
    }
    while entropy(of: above) >= rate, tries < 40 {
      high *= 2
      above = best(slope: high)
      tries += 1
    }
    for _ in 0..<10 {
      let middle = (low * high).squareRoot()
      let partition = best(slope: middle)
      if entropy(of: partition) >= rate {
        low = middle
        below = partition
      } else {
        high = middle
        above = partition
      }
    }
    let slope = (low * high).squareRoot()
    return [below, above].filter { $0.count > 2 }.map { bounds in
      Partition(thresholds: bounds.dropFirst().dropLast().map { points[$0 - 1] }, slope: slope)
    }
  }

  /// The bounds of the cells of the best partition, as indices of the running sums.
  private func best(slope: Double) -> [Int] {
    let count = masses.count
    var costs = [Double](repeating: .infinity, count: count)
    var origins = [Int](repeating: 0, count: count)
    costs[0] = 0
    for end in 1..<count {
      for begin in 0..<end where costs[begin] < costs[end] {
        let mass = masses[end] - masses[begin]
        guard mass > 0 else { continue }
        let first = firsts[end] - firsts[begin]
        let error = seconds[end] - seconds[begin] - first * (first / mass)
        let cost = costs[begin] + max(error, 0) - slope * mass * Double.log(min(mass, 1))
        if cost < costs[end] {
          costs[end] = cost
          origins[end] = begin
        }
      }
    }
    var bounds = [count - 1]
    while let bound = bounds.last, bound > 0 { bounds.append(origins[bound]) }
    return bounds.reversed()
  }

  private func entropy(of bounds: [Int]) -> Double {
    zip(bounds, bounds.dropFirst()).reduce(0) { sum, ends in
      let mass = masses[ends.1] - masses[ends.0]
      return mass > 0 ? sum - mass * Double.log(mass) : sum
    }
  }
}
