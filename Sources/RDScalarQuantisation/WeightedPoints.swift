import RDSources

/// Different numbers, ascending, each with its weight, and with running sums for the means of runs.
struct WeightedPoints {
  /// The numbers, strictly ascending, shape `[n]`.
  package let values: [Double]

  /// The weights, above 0.
  private let weights: RunningSum

  /// The weighted distances from the origin.
  private let offsets: RunningSum

  private let origin: Double

  /// The points of samples: the weight of each is that of the samples which are equal to it, or their number.
  init(of samples: EmpiricalDistribution) {
    var values: [Double] = []
    var weights: [Double] = []
    for (index, sample) in samples.samples.enumerated() {
      let weight = samples.weights?[index] ?? 1
      if values.last == sample {
        weights[weights.count - 1] += weight
      } else {
        values.append(sample)
        weights.append(weight)
      }
    }
    self.init(values: values, weights: weights)
  }

  /// Points with weights.
  ///
  /// - Parameters:
  ///   - values: strictly ascending, not empty, shape `[n]`.
  ///   - weights: above 0, shape `[n]`.
  init(values: [Double], weights: [Double]) {
    origin = values[values.count / 2]
    var sums = RunningSum()
    var offsets = RunningSum()
    for (value, weight) in zip(values, weights) {
      sums.append(weight)
      offsets.append(weight, times: value - origin)
    }
    self.values = values
    self.weights = sums
    self.offsets = offsets
  }

  /// The means of groups of consecutive points, each with the weight of its group.
  ///
  /// - Parameter begins: the beginning of each group of points, and the end of the last; strictly ascending.
  /// - Returns: one point for each group.
  func merged(at begins: [Int]) -> WeightedPoints {
    let groups = zip(begins, begins.dropFirst()).map { $0..<$1 }
    return WeightedPoints(values: groups.map(mean(of:)), weights: groups.map(weight(of:)))
  }

  /// The number of different numbers.
  package var count: Int { values.count }

  /// The weight of a run of points.
  package func weight(of run: Range<Int>) -> Double { weights[run] }

  /// The weighted mean of a run of points.
  ///
  /// - Precondition: the run is not empty.
  package func mean(of run: Range<Int>) -> Double {
    let mean = origin + offsets[run] / weights[run]
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
