import RDCore
import RDNumerics
import RDSources
import RealModule

/// The part of a density that is smooth on the scale of a kernel, as quadrature nodes.
///
/// Smoothing by the kernel leaves the density there as it is, to within a fraction of `tolerance`: it takes the part of its own
/// reproduction, and the Shannon lower bound is nearly attained. Only what lies between such parts needs an alphabet.
struct SmoothPart {
  /// The greatest deviation of the smoothed density, as a fraction; it costs about half its square, in nats.
  private static let tolerance = 3e-5

  /// The same near breakpoints where the density bends little, as in a fine table: an alphabet for each of them would take long.
  private static let mildTolerance = 2e-4

  /// Kernel widths from one sample of a smoothed density to the next: the trapezoidal rule then errs by `exp(-2 (pi / 0.7)^2)`.
  static let step = 0.7

  /// Samples to each side: beyond is the reach of the kernel.
  private static let sampleCount = 13

  private static let rule = GaussLegendreRule(pointCount: 16)

  /// The intervals where the density is not smooth, ascending and at least `leastGap` widths apart.
  private(set) var roughIntervals: [Interval] = []

  /// The panels of the smooth part before intervals are taken out of them.
  private var panels: [Interval] = []

  /// The nodes, ascending, shape `[n]`.
  private(set) var positions: [Double] = []

  /// Density times quadrature weight, shape `[n]`.
  private(set) var weights: [Double] = []

  /// The logarithm of the density at the nodes, shape `[n]`.
  private(set) var logDensities: [Double] = []

  /// The density about each node over that at it, shape `[n, 2 sampleCount + 1]`.
  private var ratios: [Double] = []

  /// The mean relative error of the sums of samples about the nodes: 0 but near breakpoints that are mild, as those of a fine table.
  private(set) var samplingError = 0.0

  /// Breakpoints where the density bends little, ascending.
  private var mildMarks: [Double] = []

  private let kernel: DifferenceKernel

  /// Rough intervals that are closer, in kernel widths, are one.
  private static let leastGap = 100.0

  /// A panel of so few kernel widths is not halved any more.
  private static let leastPanel = 8.0

  /// No smooth part: all of an interval is rough.
  init(roughOn interval: Interval, kernel: DifferenceKernel) {
    self.kernel = kernel
    roughIntervals = [interval]
  }

  /// The smooth part of a density on an interval.
  ///
  /// - Parameters:
  ///   - density: the density.
  ///   - interval: within its support.
  ///   - kernel: the kernel.
  ///   - margin: what is left to the rough intervals on each side, in kernel widths.
  ///   - hasMildMarks: whether breakpoints at which the density bends little belong to it.
  init(
    of density: some UnivariateDistribution, on interval: Interval, kernel: DifferenceKernel,
    margin: Double, hasMildMarks: Bool
  ) {
    self.kernel = kernel
    let edges = density.breakpoints + [density.support.lower, density.support.upper]
    let marks = edges.filter(\.isFinite).sorted()
    let bends = marks.map { Self.bend(of: density, at: $0, kernel) }
    let isMild = bends.map { hasMildMarks && $0 <= 2 * Self.mildTolerance }
    mildMarks = zip(marks, isMild).filter(\.1).map(\.0)
    let rough = zip(marks, isMild).filter { !$0.1 }.map(\.0)
    let inner = (marks + (1...7).map { density.quantile(Double($0) / 8) }).filter {
      interval.lower < $0 && $0 < interval.upper
    }
    let ends = [interval.lower] + inner.sorted() + [interval.upper]
    for (lower, upper) in zip(ends, ends.dropFirst()) where lower < upper {
      divide(density, Interval(lower, upper), marks: rough)
    }
    let reserved = roughIntervals.map {
      Interval($0.lower - margin * kernel.width, $0.upper + margin * kernel.width)
    }
    for panel in panels {
      var lower = panel.lower
      for other in reserved where other.upper > lower && other.lower < panel.upper {
        appendNodes(density, lower, other.lower)
        lower = other.upper
      }
      appendNodes(density, lower, panel.upper)
    }
    panels = []
    samplingError = relativeSamplingError()
  }

  /// How much a density bends at a point on the scale of a kernel: the second difference over its width, as a fraction.
  static func bend(
    of density: some UnivariateDistribution, at mark: Double, _ kernel: DifferenceKernel
  ) -> Double {
    let height = density.density(at: mark)
    guard height > 0, height.isFinite else { return .infinity }
    let sides = density.density(at: mark - kernel.width) + density.density(at: mark + kernel.width)
    return abs(sides / height - 2)
  }

  /// The error of the trapezoidal rule where the slope is not continuous: at most an eighth of the second differences.
  private func relativeSamplingError() -> Double {
    let marks = mildMarks
    var error = CompensatedSum()
    var first = 0
    let count = Self.offsets.count
    let factors = Self.offsets.map { Self.step * kernel.width * kernel($0 * kernel.width) }
    for (i, position) in positions.enumerated() {
      while first < marks.count, marks[first] < position - kernel.reach { first += 1 }
      guard first < marks.count, marks[first] <= position + kernel.reach else { continue }
      var bend = 0.0
      for k in 1..<count - 1 {
        let middle = i * count + k
        bend += factors[k] * abs(ratios[middle - 1] - 2 * ratios[middle] + ratios[middle + 1])
      }
      error.add(weights[i] * bend / (8 * kernel.integral))
    }
    return error.value
  }

  /// Splits an interval into smooth panels and rough ones.
  private mutating func divide(
    _ density: some UnivariateDistribution, _ panel: Interval, marks: [Double]
  ) {
    let middle = panel.lower + panel.width / 2
    guard panel.width > Self.leastPanel * kernel.width, panel.lower < middle, middle < panel.upper
    else {
      if isSmooth(density, panel, marks: marks) { panels.append(panel) } else { appendRough(panel) }
      return
    }
    let (lower, upper) = (Interval(panel.lower, middle), Interval(middle, panel.upper))
    let sums = [panel, lower, upper].map { Self.information(of: density, on: $0) }
    if abs(sums[1].mass + sums[2].mass - sums[0].mass) <= 1e-13,
      abs(sums[1].nats + sums[2].nats - sums[0].nats) <= 1e-12,
      isSmooth(density, panel, marks: marks)
    {
      panels.append(panel)
      return
    }
    divide(density, lower, marks: marks)
    divide(density, upper, marks: marks)
  }

  private mutating func appendRough(_ panel: Interval) {
    guard let last = roughIntervals.last,
      panel.lower - last.upper < Self.leastGap * kernel.width
    else {
      roughIntervals.append(panel)
      return
    }
    roughIntervals[roughIntervals.count - 1] = Interval(last.lower, panel.upper)
  }

  /// The integrals of a density and of its logarithm under it.
  private static func information(
    of density: some UnivariateDistribution, on panel: Interval
  ) -> (mass: Double, nats: Double) {
    var (mass, nats) = (0.0, 0.0)
    let half = panel.width / 2
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let height = density.density(at: panel.lower + half + half * node)
      guard height > 0, height.isFinite else { continue }
      mass += half * weight * height
      nats += half * weight * height * Double.log(height)
    }
    return (mass, nats)
  }

  private func isSmooth(
    _ density: some UnivariateDistribution, _ panel: Interval, marks: [Double]
  ) -> Bool {
    let (lower, upper) = (panel.lower - kernel.reach, panel.upper + kernel.reach)
    if marks.contains(where: { lower < $0 && $0 < upper }) { return false }
    let isNearMark = mildMarks.firstIndex { lower < $0 }.map { mildMarks[$0] < upper } ?? false
    let tolerance = isNearMark ? Self.mildTolerance : Self.tolerance
    return Self.rule.nodes.allSatisfy { node in
      let position = panel.lower + panel.width / 2 * (1 + node)
      let height = density.density(at: position)
      guard height > 0 else { return false }
      let sum = Self.offsets.reduce(0) {
        $0 + kernel($1 * kernel.width) * density.density(at: position + $1 * kernel.width)
      }
      return abs(Self.step * kernel.width * sum / (kernel.integral * height) - 1) <= tolerance
    }
  }

  /// The samples about a node, in kernel widths.
  private static let offsets = (-sampleCount...sampleCount).map { step * Double($0) }

  private mutating func appendNodes(
    _ density: some UnivariateDistribution, _ lower: Double, _ upper: Double
  ) {
    guard lower < upper else { return }
    let half = (upper - lower) / 2
    for (node, weight) in zip(Self.rule.nodes, Self.rule.weights) {
      let position = lower + half + half * node
      let height = density.density(at: position)
      positions.append(position)
      weights.append(half * weight * height)
      logDensities.append(Double.log(height))
      for offset in Self.offsets {
        ratios.append(density.density(at: position + offset * kernel.width) / height)
      }
    }
  }

  /// The test channel from each node to the density about it, by a kernel of nearly the same width: the logarithm of its normaliser and its
  /// distortion.
  func channel(_ tilted: DifferenceKernel) -> [(logNormaliser: Double, distortion: Double)] {
    let distances = Self.offsets.map { $0 * kernel.width }
    let factors = distances.map { Self.step * kernel.width * tilted($0) }
    return positions.indices.map { i in
      var (sum, error) = (0.0, 0.0)
      for k in distances.indices {
        let share = factors[k] * ratios[i * distances.count + k]
        sum += share
        error += share * distances[k] * distances[k]
      }
      return (logDensities[i] + Double.log(sum), error / sum)
    }
  }
}
