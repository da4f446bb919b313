/// The partition of points on the line into runs of least sum of squared distances from their means.
///
/// The best partition of the first `j` points into `k` runs extends the best one of fewer points into `k - 1`; the beginning of
/// the last run never decreases as `j` grows, so each row of the table is filled by divide and conquer.
///
/// > Source: [bruce1965] for the recursion; [gronlund2017] for the cost of solving it.
struct OptimalPartition {
  /// The greatest product of points and runs: a few milliseconds, and 1 MB.
  package static let sizeLimit = 1 << 18

  private let points: WeightedPoints
  private let squares: [Double]
  private let sums: [Double]
  private let origin: Double
  private var previousErrors: [Double]
  private var errors: [Double]

  /// The beginning of the last of `k` runs over the first `j` points, shape `[N - 1, n + 1]`, from two runs on.
  private var begins: [Int32]

  /// The beginning of each run, and the end of the last: shape `[N + 1]`.
  private(set) var bounds: [Int]

  /// Solves for a partition into `runCount` runs.
  ///
  /// - Precondition: at least one run, and at least as many points as runs.
  /// - Complexity: O(N n log n) time and O(N n) memory.
  init(points: WeightedPoints, runCount: Int) {
    precondition(runCount >= 1 && points.count >= runCount)
    self.points = points
    let count = points.count
    origin = points.mean(of: 0..<count)
    var squares = [0.0]
    var sums = [0.0]
    for (i, value) in points.values.enumerated() {
      let weight = points.weight(of: i..<(i + 1))
      let offset = value - origin
      sums.append(sums[i] + weight * offset)
      squares.append(squares[i] + weight * offset * offset)
    }
    self.squares = squares
    self.sums = sums
    previousErrors = Array(repeating: 0, count: count + 1)
    errors = previousErrors
    begins = Array(repeating: 0, count: (runCount - 1) * (count + 1))
    bounds = []
    for j in 1...count { previousErrors[j] = error(from: 0, to: j) }
    for k in stride(from: 2, through: runCount, by: 1) {
      fill(row: k, from: k, to: count, beginningIn: (k - 1)...(count - 1))
      swap(&errors, &previousErrors)
    }
    var end = count
    var reversed = [count]
    for k in stride(from: runCount, to: 1, by: -1) {
      end = Int(begins[(k - 2) * (count + 1) + end])
      reversed.append(end)
    }
    bounds = [0] + reversed.reversed()
  }

  /// The sum of squared distances of a run from its mean, accurate enough for comparisons.
  private func error(from begin: Int, to end: Int) -> Double {
    let sum = sums[end] - sums[begin]
    return squares[end] - squares[begin] - sum * sum / points.weight(of: begin..<end)
  }

  /// Fills the entries `first ... last` of row `k`, whose last runs begin in `range`.
  private mutating func fill(
    row k: Int, from first: Int, to last: Int, beginningIn range: ClosedRange<Int>
  ) {
    guard first <= last else { return }
    let middle = (first + last) / 2
    var best = range.lowerBound
    var bestError = Double.infinity
    for begin in range.lowerBound...min(range.upperBound, middle - 1) {
      let candidate = previousErrors[begin] + error(from: begin, to: middle)
      if candidate < bestError {
        best = begin
        bestError = candidate
      }
    }
    errors[middle] = bestError
    begins[(k - 2) * (points.count + 1) + middle] = Int32(best)
    fill(row: k, from: first, to: middle - 1, beginningIn: range.lowerBound...best)
    fill(row: k, from: middle + 1, to: last, beginningIn: best...range.upperBound)
  }
}
