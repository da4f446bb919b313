/// Different numbers, ascending, each with its number of occurrences, and with running sums for the means of runs.
///
/// The sums are double-double numbers: the difference of two ordinary running sums would lose, in a narrow run, the digits by
/// which the whole exceeds the run.
struct WeightedPoints {
  /// The numbers, strictly ascending, shape `[n]`.
  package let values: [Double]

  /// The number of occurrences of all numbers before each index, shape `[n + 1]`.
  package let counts: [Double]

  /// The running sums of `values` with their occurrences, about `origin`: leading parts, shape `[n + 1]`.
  private let leadingSums: [Double]

  /// Their trailing parts, shape `[n + 1]`.
  private let trailingSums: [Double]

  private let origin: Double

  /// The points of a sorted array.
  ///
  /// - Precondition: `samples` is ascending and not empty.
  init(sorted samples: [Double]) {
    var values: [Double] = []
    var counts: [Double] = [0]
    for (index, sample) in samples.enumerated() {
      if values.last == sample {
        counts[counts.count - 1] += 1
      } else {
        values.append(sample)
        counts.append(Double(index) + 1)
      }
    }
    self.init(values: values, counts: counts)
  }

  /// Points with weights.
  ///
  /// - Parameters:
  ///   - values: strictly ascending, shape `[n]`.
  ///   - counts: the running sum of the weights, each above 0, from 0 on: shape `[n + 1]`.
  init(values: [Double], counts: [Double]) {
    let origin = values[values.count / 2]
    var leading = [0.0]
    var trailing = [0.0]
    var sum = 0.0
    var rest = 0.0
    for (index, value) in values.enumerated() {
      let weight = counts[index + 1] - counts[index]
      let product = weight * (value - origin)
      let productError = (-product).addingProduct(weight, value - origin)
      let total = sum + product
      let addend = total - sum
      rest += (sum - (total - addend)) + (product - addend) + productError
      sum = total
      leading.append(sum)
      trailing.append(rest)
    }
    self.values = values
    self.counts = counts
    self.origin = origin
    leadingSums = leading
    trailingSums = trailing
  }

  /// The means of groups of consecutive points, each with the weight of its group.
  ///
  /// - Parameter begins: the beginning of each group of points, and the end of the last; strictly ascending.
  /// - Returns: one point for each group.
  func merged(at begins: [Int]) -> WeightedPoints {
    let groups = zip(begins, begins.dropFirst()).map { $0..<$1 }
    return WeightedPoints(values: groups.map(mean(of:)), counts: begins.map { counts[$0] })
  }

  /// The number of different numbers.
  package var count: Int { values.count }

  /// The number of samples in a run of points.
  package func weight(of run: Range<Int>) -> Double {
    counts[run.upperBound] - counts[run.lowerBound]
  }

  /// The mean of a run of points, weighted by their occurrences.
  ///
  /// - Precondition: the run is not empty.
  package func mean(of run: Range<Int>) -> Double {
    let sum =
      (leadingSums[run.upperBound] - leadingSums[run.lowerBound])
      + (trailingSums[run.upperBound] - trailingSums[run.lowerBound])
    let mean = origin + sum / weight(of: run)
    return min(max(mean, values[run.lowerBound]), values[run.upperBound - 1])
  }

  /// The first index, sought from `guess` outwards, whose value is at least `bound`.
  ///
  /// - Complexity: O(log d) for an index `d` away from the guess.
  package func firstIndex(atOrAbove bound: Double, near guess: Int) -> Int {
    var low = 0
    var high = count
    var reach = 1
    if guess < count, values[guess] < bound {
      low = guess + 1
      while low + reach < count, values[low + reach] < bound {
        low += reach + 1
        reach *= 2
      }
      high = min(low + reach, count)
    } else {
      high = guess
      while high - reach >= 0, values[high - reach] >= bound {
        high -= reach
        reach *= 2
      }
      low = max(high - reach, 0)
    }
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
