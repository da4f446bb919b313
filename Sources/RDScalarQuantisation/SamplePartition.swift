import RDNumerics

/// A partition of points on the line into runs, one per level, for Lloyd's iteration.
struct SamplePartition {
  private let points: WeightedPoints

  /// The beginning of each run, and the end of the last: strictly ascending, shape `[N + 1]`.
  private var bounds: [Int]

  /// The mean of each run, shape `[N]`.
  private(set) var centroids: [Double] = []

  /// An initial partition: the optimal one; that of merged neighbours if there are too many points; and for too many levels that
  /// of Panter and Dite.
  ///
  /// - Precondition: there are at least as many different points as levels.
  init(points: WeightedPoints, levelCount: Int) {
    self.points = points
    let mergedCount = min(points.count, OptimalPartition.sizeLimit / levelCount)
    if mergedCount < min(points.count, 8 * levelCount) {
      bounds = points.panterDiteRuns(count: levelCount)
    } else {
      let begins = points.panterDiteRuns(count: mergedCount)
      let merged = OptimalPartition(points: points.merged(at: begins), runCount: levelCount)
      bounds = merged.bounds.map { begins[$0] }
    }
    takeCentroids()
  }

  /// The partition into the points that are nearest to each of given levels, ascending; an empty run is refilled.
  ///
  /// - Precondition: there are at least as many different points as levels, and at least one.
  init(points: WeightedPoints, levels: [Double]) {
    self.points = points
    let inner = zip(levels, levels.dropFirst()).map {
      points.firstIndex(atOrAbove: Self.midpoint($0, $1), near: 0)
    }
    bounds = [0] + inner + [points.count]
    refillEmptyRuns()
    takeCentroids()
  }

  /// The weighted sum of squared distances from the centroids.
  ///
  /// - Complexity: O(n)
  package var squaredError: Double {
    var sum = CompensatedSum()
    for (run, centroid) in zip(zip(bounds, bounds.dropFirst()), centroids) {
      for index in run.0..<run.1 {
        sum.add(points.weight(of: index..<index + 1) * square(points.values[index] - centroid))
      }
    }
    return sum.value
  }

  /// The midpoints between neighbouring centroids, shape `[N - 1]`.
  package var thresholds: [Double] {
    zip(centroids, centroids.dropFirst()).map(Self.midpoint)
  }

  /// Assigns each point to the nearest centroid, then recomputes the centroids.
  ///
  /// - Returns: the number of bounds that moved past a point; 0 at a fixed point.
  package mutating func step() -> Int {
    var movedCount = 0
    var hasEmptyRun = false
    var previous = 0
    for i in 1..<(bounds.count - 1) {
      let threshold = Self.midpoint(centroids[i - 1], centroids[i])
      let bound = points.firstIndex(atOrAbove: threshold, near: bounds[i])
      if bound != bounds[i] {
        bounds[i] = bound
        movedCount += 1
      }
      if bound <= previous { hasEmptyRun = true }
      previous = bound
    }
    if previous >= points.count { hasEmptyRun = true }
    guard movedCount > 0 else { return 0 }
    if hasEmptyRun { refillEmptyRuns() }
    takeCentroids()
    return movedCount
  }

  private mutating func takeCentroids() {
    centroids = (0..<(bounds.count - 1)).map { points.mean(of: bounds[$0]..<bounds[$0 + 1]) }
  }

  /// Drops empty runs and splits as many of the worst runs in two at their means.
  private mutating func refillEmptyRuns() {
    let runCount = bounds.count - 1
    var kept = [0]
    for bound in bounds where bound > (kept.last ?? 0) { kept.append(bound) }
    while kept.count - 1 < runCount {
      let missing = runCount - (kept.count - 1)
      let runs = zip(kept, kept.dropFirst()).map { $0..<$1 }.filter { $0.count > 1 }
      // The width of a run bounds its error; of equal runs the lower one is split, so the order is always the same.
      let worst = runs.map { run in
        (
          run,
          points.weight(of: run)
            * square(points.values[run.upperBound - 1] - points.values[run.lowerBound])
        )
      }.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0.lowerBound < $1.0.lowerBound }
      for (run, _) in worst.prefix(missing) {
        let index = points.firstIndex(atOrAbove: points.mean(of: run), near: run.lowerBound)
        kept.append(min(max(index, run.lowerBound + 1), run.upperBound - 1))
      }
      kept.sort()
    }
    bounds = kept
  }

  private static func midpoint(_ lower: Double, _ upper: Double) -> Double {
    lower + (upper - lower) / 2
  }

  private func square(_ x: Double) -> Double { x * x }
}
