import RealModule

extension WeightedPoints {
  /// Partitions the points into runs with about equal integrals of the cube root of their density.
  ///
  /// The density is estimated from the distances of order statistics: over a fraction `p` of the samples that spans a width `w`,
  /// the integral is `p^(1/3) w^(2/3)`.
  ///
  /// - Returns: the beginning of each run, and the end of the last: strictly ascending, shape `[runCount + 1]`.
  /// - Precondition: at least one run, and at least as many points as runs.
  /// - Complexity: O(n)
  ///
  /// > Source: [panter1951] for the density of thresholds.
  func panterDiteRuns(count runCount: Int) -> [Int] {
    // Groups of sixteen points estimate a density to about a quarter, and many of them make a run.
    let groupCount = max(count / 16, 1)
    let groupEnds = (0...groupCount).map { (count - 1) * $0 / groupCount }
    let shares = zip(groupEnds, groupEnds.dropFirst()).map { first, end in
      let width = values[end] - values[first]
      return Double.root(weight(of: first..<max(end, first + 1)) * width * width, 3)
    }
    let total = shares.reduce(0, +)
    var begins = [0]
    var group = 0
    var passed = 0.0
    for i in 1..<max(runCount, 1) {
      let target = total * Double(i) / Double(runCount)
      while group + 1 < groupCount, passed + shares[group] <= target {
        passed += shares[group]
        group += 1
      }
      let low = values[groupEnds[group]]
      let high = values[groupEnds[group + 1]]
      let share = shares[group] > 0 ? min(max((target - passed) / shares[group], 0), 1) : 0
      let begin = firstIndex(atOrAbove: low + share * (high - low), near: groupEnds[group])
      // Each run, and each of those that follow, needs a point.
      begins.append(min(max(begin, begins[i - 1] + 1), count - (runCount - i)))
    }
    return begins + [count]
  }
}
