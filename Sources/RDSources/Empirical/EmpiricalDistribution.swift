import RDCore
import RDNumerics

/// The distribution of a finite set of samples, of the same weight or of given ones.
public struct EmpiricalDistribution: RealDistribution, Equatable {
  /// The samples, ascending, shape `[n]`; those of weight 0 are left out.
  package let samples: [Double]

  /// The weight of each sample, relative to the greatest, shape `[n]`; `nil` if all are the same.
  package let weights: [Double]?

  /// The mean of the samples.
  public let mean: Double

  /// The mean squared distance of the samples from their mean, in squared source units.
  public let variance: Double

  /// The sum of the weights.
  private let totalWeight: Double

  /// The distribution of given samples, in any order.
  ///
  /// - Throws: ``EmpiricalDistributionError`` if there is no sample, one that is not finite or not below 1e150 in magnitude, or
  ///   if all are equal or too close for their variance to be a number.
  /// - Complexity: O(n log n)
  public init(samples: [Double]) throws(EmpiricalDistributionError) {
    try self.init(samples: samples, weights: nil)
  }

  /// The distribution of samples whose probabilities are proportional to weights.
  ///
  /// - Parameters:
  ///   - samples: in any order.
  ///   - weights: one for each sample, not negative; `nil` for the same for all.
  /// - Throws: ``EmpiricalDistributionError``, also for a weight that is negative or not finite, or if all are 0.
  /// - Complexity: O(n log n)
  package init(samples: [Double], weights: [Double]?) throws(EmpiricalDistributionError) {
    guard !samples.isEmpty else { throw .noSamples }
    for (index, sample) in samples.enumerated()
    where !(abs(sample) <= SourceScale.range.upperBound) {
      throw .sampleOutOfRange(index: index, value: sample)
    }
    let sorted: [Double]
    if let weights {
      precondition(weights.count == samples.count, "each sample has a weight")
      for (index, weight) in weights.enumerated() where !(weight >= 0 && weight.isFinite) {
        throw .weightOutOfRange(index: index, value: weight)
      }
      let greatest = weights.max() ?? 0
      guard greatest > 0 else { throw .noWeight }
      let pairs = zip(samples, weights.map { $0 / greatest }).filter { $0.1 > 0 }
        .sorted { $0.0 < $1.0 }
      sorted = pairs.map(\.0)
      self.weights = pairs.map(\.1)
    } else {
      sorted = samples.sorted()
      self.weights = nil
    }
    let lowest = sorted[0]
    let spread = sorted[sorted.count - 1] - lowest
    guard spread >= SourceScale.range.lowerBound else { throw .constant(lowest) }
    self.samples = sorted
    totalWeight = Self.sum(self.weights, over: sorted.indices) { _ in 1 }
    let offset = Self.sum(self.weights, over: sorted.indices) { sorted[$0] - lowest }
    let mean = lowest + offset / totalWeight
    self.mean = mean
    variance =
      Self.sum(self.weights, over: sorted.indices) { (sorted[$0] - mean) * (sorted[$0] - mean) }
      / totalWeight
  }

  /// The number of different samples.
  ///
  /// - Complexity: O(n)
  package var distinctCount: Int {
    1 + zip(samples, samples.dropFirst()).count { $0 != $1 }
  }

  /// From the least sample to the greatest.
  public var support: Interval { Interval(samples[0], samples[samples.count - 1]) }

  /// The weighted mean of a function of the samples.
  ///
  /// - Complexity: O(n)
  package func mean(of function: (Double) -> Double) -> Double {
    Self.sum(weights, over: samples.indices) { function(samples[$0]) } / totalWeight
  }

  /// The probability, first and second moment of the samples in an interval, closed below and open above.
  ///
  /// - Complexity: O(log n) and one step for each sample in the interval, whose squares are added one by one: differences of
  ///   running sums would lose the digits of a narrow interval.
  public func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    let first = firstIndex(atOrAbove: interval.lower)
    let end = interval.upper == .infinity ? samples.count : firstIndex(atOrAbove: interval.upper)
    guard first < end else { return .zero }
    let mass =
      weights == nil ? Double(end - first) : Self.sum(weights, over: first..<end) { _ in 1 }
    var sum = CompensatedSum()
    var squares = CompensatedSum()
    for index in first..<end {
      let offset = samples[index] - reference
      let weighted = (weights?[index] ?? 1) * offset
      sum.add(weighted)
      squares.add(weighted * offset)
    }
    return PartialMoments(
      mass: mass / totalWeight, first: sum.value / totalWeight,
      second: squares.value / totalWeight)
  }

  private static func sum(
    _ weights: [Double]?, over range: Range<Int>, _ term: (Int) -> Double
  ) -> Double {
    var sum = CompensatedSum()
    for index in range { sum.add((weights?[index] ?? 1) * term(index)) }
    return sum.value
  }

  private func firstIndex(atOrAbove bound: Double) -> Int {
    var low = 0
    var high = samples.count
    while low < high {
      let middle = (low + high) / 2
      if samples[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
