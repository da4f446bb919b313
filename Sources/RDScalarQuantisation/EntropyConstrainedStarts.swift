import RDCore
import RDNumerics
import RDSources
import RealModule

/// A start of the design of an entropy-constrained quantiser.
struct EntropyConstrainedStart<Density: UnivariateDistribution> {
  /// Where the first cell begins.
  let lowerEnd: ThresholdEquations<Density>.LowerEnd

  /// The thresholds above that, ascending.
  package let thresholds: [Double]

  /// About `-dD/dH`, per nat.
  package let slope: Double

  /// Whether the thresholds are those of a grid, hence only approximate.
  var isCoarse = false
}

/// The starts for a density and a rate: chains of cells from all ends inwards, in the relevant positions, and for low rates the
/// best partitions of a grid.
struct EntropyConstrainedStarts<Density: UnivariateDistribution> {
  private let density: Density

  /// In nats.
  private let rate: Double

  private let grid: ThresholdGrid<Density>
  private let segments: [DensitySegment]

  /// The cost of the outermost cells, as a fraction of the slope; larger for a heavy tail, whose optimum has infinitely many
  /// cells.
  private var leastFraction: Double { density.isLogConcave ? 1e-15 : 1e-12 }

  /// Prepares the starts of a rate in nats.
  init(density: Density, rate: Double) {
    self.density = density
    self.rate = rate
    grid = ThresholdGrid(density: density)
    segments = DensitySegment.segments(
      of: density, from: density.isSymmetric ? density.mean : density.support.lower)
  }

  /// The phase of the cells, which the conditions leave open.
  enum Position {
    /// A level at the centre of a symmetric density.
    case level

    case threshold

    /// The cells of the lower side moved inwards by a fraction of a cell.
    case moved(Double)
  }

  /// The starts, the most regular first.
  package var all: [EntropyConstrainedStart<Density>] {
    let positions: [Position] =
      density.isSymmetric ? [.level, .threshold] : [0, 0.25, 0.5, 0.75].map(Position.moved)
    var starts = positions.compactMap(chained) + equalSteps
    if rate < Double.log(2) { starts += pairs }
    if rate <= partitionLimit {
      starts += EntropyConstrainedPartition(density: density, grid: grid).partitions(
        rate: rate, slope: starts.first?.slope ?? density.variance
      ).map {
        EntropyConstrainedStart(
          lowerEnd: .open, thresholds: grid.pruned($0.thresholds), slope: $0.slope,
          isCoarse: true)
      }
    }
    return starts.filter { !$0.thresholds.isEmpty }
  }

  /// Uniform steps, unless they would be many: the best start for a bounded support that holds an integer number of cells.
  private var equalSteps: [EntropyConstrainedStart<Density>] {
    let step = Double.exp(density.differentialEntropy.nats - rate)
    guard grid.extent.width < Double(1 << 13) * step else { return [] }
    let search = UniformThresholdSearch(density: density, grid: grid)
    let centre = density.mean
    return search.positions.compactMap { position in
      let lowerEnd: ThresholdEquations<Density>.LowerEnd =
        !density.isSymmetric
        ? .open : position.phase == 0 ? .fixed(centre) : .mirrored(about: centre)
      guard let found = search.solution(rate: rate, at: position, tolerance: 1e-9)
      else { return nil }
      let lowest = density.isSymmetric ? centre : -.infinity
      return EntropyConstrainedStart(
        lowerEnd: lowerEnd,
        thresholds: grid.pruned(found.thresholds.filter { $0 > lowest }, above: lowest),
        slope: found.slope, isCoarse: true)
    }
  }

  /// Two cells, which have a rate below one bit in two ways, on each side.
  private var pairs: [EntropyConstrainedStart<Density>] {
    func excess(_ share: Double) -> Double {
      -share * Double.log(share) - (1 - share) * Double.log(onePlus: -share) - rate
    }
    guard
      let root = try? BrentRoot(relativeTolerance: 1e-9).root(
        in: Interval(1e-12, 0.5), of: excess)
    else { return [] }
    return (density.isSymmetric ? [1] : [-1.0, 1]).compactMap { side in
      let threshold = density.quantile(side < 0 ? root.position : 1 - root.position)
      let below = density.partialMoments(over: Interval(-.infinity, threshold), about: threshold)
      let above = density.partialMoments(over: Interval(threshold, .infinity), about: threshold)
      let distanceBelow = below.first / below.mass
      let distanceAbove = above.first / above.mass
      // The threshold at which the costs tie.
      let slope =
        (distanceBelow * distanceBelow - distanceAbove * distanceAbove)
        / Double.log(below.mass / above.mass)
      guard slope > 0, slope.isFinite else { return nil }
      return EntropyConstrainedStart(lowerEnd: .open, thresholds: [threshold], slope: slope)
    }
  }

  /// Up to this rate, in nats, the best partition of a grid is sought: three bits, or four if the density may have valleys.
  private var partitionLimit: Double {
    (density.isLogConcave ? 3 : 4) * Double.log(2)
  }

  /// Chains of about the rate, by a secant method for the logarithm of the slope.
  private func chained(_ position: Position) -> EntropyConstrainedStart<Density>? {
    // The slope of cells of equal width, which are best at high rates.
    var logarithm = 2 * (density.differentialEntropy.nats - rate) - Double.log(6)
    logarithm = min(logarithm, Double.log(2 * density.variance))
    var best: (start: EntropyConstrainedStart<Density>, miss: Double)?
    var last: (logarithm: Double, excess: Double)?
    for _ in 0..<12 {
      guard let start = chained(position, slope: Double.exp(logarithm)) else { break }
      let excess = grid.performance(of: allThresholds(of: start)).entropy - rate
      if abs(excess) < best?.miss ?? .infinity { best = (start, abs(excess)) }
      // With many cells, the innermost ones move by the accumulated error of all widths.
      if abs(excess) <= min(rate, 1) / Double(100 + start.thresholds.count) { break }
      var change = 2 * excess
      if let last, last.logarithm != logarithm {
        let secant = -excess * (logarithm - last.logarithm) / (excess - last.excess)
        // The entropy decreases as the slope grows.
        if secant * excess > 0 { change = secant }
      }
      last = (logarithm, excess)
      logarithm += min(max(change, -1), 1)
    }
    return best?.start
  }

  private func allThresholds(of start: EntropyConstrainedStart<Density>) -> [Double] {
    switch start.lowerEnd {
    case .open: start.thresholds
    case .fixed(let centre):
      start.thresholds.reversed().map { 2 * centre - $0 } + [centre] + start.thresholds
    case .mirrored(let centre):
      start.thresholds.reversed().map { 2 * centre - $0 } + start.thresholds
    }
  }

  /// Chains for a slope.
  private func chained(
    _ position: Position, slope: Double
  ) -> EntropyConstrainedStart<Density>? {
    let chain = CellChain(density: density, slope: slope)
    var thresholds: [Double] = []
    for (index, segment) in segments.enumerated() {
      if index > 0 { thresholds.append(segment.interval.lower) }
      guard let upper = side(of: chain, from: segment.interval.upper, to: segment.mode) else {
        return nil
      }
      let isAtCentre = index == 0 && density.isSymmetric
      if isAtCentre, segment.mode == density.mean {
        thresholds += fitted(upper, from: segment.interval.upper, to: segment.mode, position)
        continue
      }
      let lower: [Double]
      if isAtCentre {
        let centre = density.mean
        let half = chain.step / 2
        var first = centre + half
        if case .threshold = position { first += half }
        let begin: Double = if case .level = position { centre - half } else { centre }
        guard first < segment.mode else {
          thresholds += upper.reversed().filter { $0 > centre }
          continue
        }
        let chained = chain.thresholds(from: begin, first: first, to: segment.mode) ?? []
        lower = upper.isEmpty ? ended(chained, from: centre, at: segment.mode) : chained
      } else {
        guard segment.interval.lower < segment.mode else {
          thresholds += fitted(upper, from: segment.interval.upper, to: segment.mode, .threshold)
          continue
        }
        guard let chained = side(of: chain, from: segment.interval.lower, to: segment.mode) else {
          return nil
        }
        var part = 0.0
        if case .moved(let share) = position { part = share }
        lower =
          upper.isEmpty
          ? ended(chained, from: segment.interval.lower, at: segment.mode)
          : moved(chained, from: -.infinity, by: part)
      }
      thresholds += joined(lower, upper, from: segment.interval.upper)
    }
    let lowerEnd: ThresholdEquations<Density>.LowerEnd =
      switch position {
      case .level: .mirrored(about: density.mean)
      case .threshold: .fixed(density.mean)
      case .moved: .open
      }
    // A mirrored chain must lie on one side of the centre.
    let floor = max(lowerEnd.position, density.support.lower)
    var kept: [Double] = []
    for threshold in thresholds
    where threshold > kept.last ?? floor && threshold < density.support.upper {
      kept.append(threshold)
    }
    return EntropyConstrainedStart(lowerEnd: lowerEnd, thresholds: kept, slope: slope)
  }

  /// A chain from an end, within the length limit.
  private func side(
    of chain: CellChain<Density>, from end: Double, to mode: Double
  ) -> [Double]? {
    guard end != mode else { return [] }
    var share = leastFraction
    while share < 1 {
      let first = chain.outermost(from: end, to: mode, share: share)
      if let thresholds = chain.thresholds(from: end, first: first, to: mode) { return thresholds }
      share *= 1e3
    }
    return nil
  }
}
