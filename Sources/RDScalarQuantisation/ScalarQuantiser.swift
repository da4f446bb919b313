import RDCore
import RDNumerics
import RDQuantisers
import RDSources
import RealModule

/// A fixed-rate scalar quantiser: a partition of the real line into `N` cells, with one reconstruction level for each.
///
/// Cell `i` is `[thresholds[i-1], thresholds[i])`; the missing outer thresholds are `-infinity` and `+infinity`.
///
/// - Invariant: `thresholds` and `levels` are finite and strictly ascending.
public struct ScalarQuantiser: Quantiser, Sendable, Equatable {
  /// Decision thresholds, shape `[N - 1]`, in source units.
  public let thresholds: [Double]

  /// Reconstruction levels, shape `[N]`, in source units.
  public let levels: [Double]

  /// The origin of the offsets, in source units.
  private let origin: Double

  /// The thresholds less the origin, with the digits that rounding at a large origin removes, shape `[N - 1]`.
  private let thresholdOffsets: [Double]

  /// The levels less the origin, likewise, shape `[N]`.
  private let levelOffsets: [Double]

  /// A quantiser from its parts.
  ///
  /// - Precondition: there is one level more than thresholds, and both are finite and strictly ascending.
  public init(thresholds: [Double], levels: [Double]) {
    precondition(levels.count == thresholds.count + 1, "each cell needs one level")
    precondition(Self.isAscending(thresholds) && Self.isAscending(levels))
    self.thresholds = thresholds
    self.levels = levels
    origin = 0
    thresholdOffsets = thresholds
    levelOffsets = levels
  }

  /// The quantiser with its parts transformed to `location + scale z`.
  ///
  /// - Throws: `DesignError/notResolved(levelCount:location:scale:)` if rounding would make two of them equal.
  init(
    standardThresholds: [Double], standardLevels: [Double], location: Double, scale: Double
  ) throws(DesignError) {
    origin = location
    thresholdOffsets = scale == 1 ? standardThresholds : standardThresholds.map { scale * $0 }
    levelOffsets = scale == 1 ? standardLevels : standardLevels.map { scale * $0 }
    thresholds = location == 0 ? thresholdOffsets : thresholdOffsets.map { location + $0 }
    levels = location == 0 ? levelOffsets : levelOffsets.map { location + $0 }
    guard Self.isAscending(thresholds), Self.isAscending(levels) else {
      throw .notResolved(levelCount: levels.count, location: location, scale: scale)
    }
  }

  /// Number of levels, `N`.
  public var levelCount: Int { levels.count }

  /// The rate of a fixed-rate code for the index: `log2 N` bits per sample.
  package var fixedRatePerSample: Information { .bits(Double.log2(Double(levelCount))) }

  /// The index of the cell that contains a number.
  ///
  /// - Precondition: `x` is not NaN.
  /// - Complexity: O(log N), without a branch that depends on `x`.
  public func index(of x: Double) -> Int {
    precondition(!x.isNaN, "NaN has no cell")
    return thresholds.withUnsafeBufferPointer { thresholds in
      var first = 0
      var count = thresholds.count
      while count > 0 {
        let half = (count + 1) / 2
        first += thresholds[first + half - 1] <= x ? half : 0
        count -= half
      }
      return first
    }
  }

  /// The level of a cell, in source units.
  public func reconstruction(at index: Int) -> Double { levels[index] }

  /// The interval of a cell, in source units.
  ///
  /// - Precondition: `0 <= index < N`.
  public func cell(at index: Int) -> Interval {
    precondition(levels.indices.contains(index), "there is no such cell")
    return Interval(
      index == 0 ? -.infinity : thresholds[index - 1],
      index == thresholds.count ? .infinity : thresholds[index])
  }

  /// The mean-square error for a source, in squared source units.
  ///
  /// - Complexity: O(N) partial moments.
  public func meanSquaredError(under distribution: some RealDistribution) -> Double {
    var sum = CompensatedSum()
    for index in levels.indices {
      sum.add(moments(of: distribution, inCell: index).second)
    }
    return sum.value
  }

  /// The probability of each index for a source, shape `[N]`.
  ///
  /// - Complexity: O(N) partial moments.
  public func indexProbabilities(under distribution: some RealDistribution) -> [Double] {
    levels.indices.map { moments(of: distribution, inCell: $0).mass }
  }

  /// The entropy of the index for a source: the least mean rate, per sample, of a code for single indices.
  ///
  /// - Complexity: O(N) partial moments.
  public func indexEntropy(under distribution: some RealDistribution) -> Information {
    var sum = CompensatedSum()
    for probability in indexProbabilities(under: distribution) where probability > 0 {
      sum.add(-probability * Double.log2(probability))
    }
    return .bits(sum.value)
  }

  /// Whether both have the same thresholds and levels.
  public static func == (left: ScalarQuantiser, right: ScalarQuantiser) -> Bool {
    left.thresholds == right.thresholds && left.levels == right.levels
  }

  /// The moments over a cell about its level.
  private func moments(
    of distribution: some RealDistribution, inCell index: Int
  ) -> PartialMoments {
    distribution.partialMoments(
      overOffsets: Interval(
        index == 0 ? -.infinity : thresholdOffsets[index - 1],
        index == thresholds.count ? .infinity : thresholdOffsets[index]),
      aboutOffset: levelOffsets[index], from: origin)
  }

  private static func isAscending(_ numbers: [Double]) -> Bool {
    numbers.allSatisfy(\.isFinite) && zip(numbers, numbers.dropFirst()).allSatisfy(<)
  }
}
