import RDCore
import RDNumerics

/// The distribution of a finite set of samples, each of the same weight.
public struct EmpiricalDistribution: RealDistribution, Equatable {
  /// The samples, ascending, shape `[n]`.
  package let samples: [Double]

  /// The mean of the samples.
  public let mean: Double

  /// The mean squared distance of the samples from their mean, in squared source units.
  public let variance: Double

  /// The distribution of given samples, in any order.
  ///
  /// - Throws: ``EmpiricalDistributionError`` if there is no sample, one that is not finite or not below 1e150 in magnitude, or
  ///   if all are equal or too close for their variance to be a number.
  /// - Complexity: O(n log n)
  public init(samples: [Double]) throws(EmpiricalDistributionError) {
    guard !samples.isEmpty else { throw .noSamples }
    for (index, sample) in samples.enumerated()
    where !(abs(sample) <= SourceScale.range.upperBound) {
      throw .sampleOutOfRange(index: index, value: sample)
    }
    let sorted = samples.sorted()
    let lowest = sorted[0]
    let spread = sorted[sorted.count - 1] - lowest
    guard spread >= SourceScale.range.lowerBound else { throw .constant(lowest) }
    var sum = CompensatedSum()
    for sample in sorted { sum.add(sample - lowest) }
    let mean = lowest + sum.value / Double(sorted.count)
    var squares = CompensatedSum()
    for sample in sorted { squares.add((sample - mean) * (sample - mean)) }
    self.samples = sorted
    self.mean = mean
    variance = squares.value / Double(sorted.count)
  }

  /// The number of different samples.
  ///
  /// - Complexity: O(n)
  package var distinctCount: Int {
    1 + zip(samples, samples.dropFirst()).count { $0 != $1 }
  }

  /// From the least sample to the greatest.
  public var support: Interval { Interval(samples[0], samples[samples.count - 1]) }

  /// The relative frequency, first and second moment of the samples in an interval, closed below and open above.
  ///
  /// - Complexity: O(log n) and one step for each sample in the interval, whose squares are added one by one: differences of
  ///   running sums would lose the digits of a narrow interval.
  public func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    let first = firstIndex(atOrAbove: interval.lower)
    let end = interval.upper == .infinity ? samples.count : firstIndex(atOrAbove: interval.upper)
    guard first < end else { return .zero }
    var sum = CompensatedSum()
    var squares = CompensatedSum()
    for sample in samples[first..<end] {
      sum.add(sample - reference)
      squares.add((sample - reference) * (sample - reference))
    }
    let count = Double(samples.count)
    return PartialMoments(
      mass: Double(end - first) / count, first: sum.value / count, second: squares.value / count)
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
