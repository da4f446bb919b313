import RDCore
import RDNumerics
import RDSources
import RealModule
import Testing

/// What every source of the catalogue must keep, at parameters that hide no missing factor.
@Suite("The contract of a source")
struct ContractTests {
  static let descriptors = SampleSources.densities

  private func source(_ text: String) throws -> any UnivariateDistribution {
    try SampleSources.density(text)
  }

  /// How far adaptive quadrature may be wrong: it promises 1e-12 relative, positions near a large mean carry their rounding, and
  /// next to an infinite density, or one with an infinite slope, it stops early.
  private func quadratureTolerance(_ source: some UnivariateDistribution) -> Double {
    let positions = source.breakpoints + [source.support.lower, source.support.upper]
    let unit = 1e-9 * source.standardDeviation
    let isRough = positions.filter(\.isFinite).contains { position in
      [-1.0, 1].contains { side in
        let near = source.density(at: position + side * unit)
        let nearer = source.density(at: position + side * unit / 2)
        return near > 0 && nearer > 0
          && abs(near - nearer) > 1e-7 * (near + 1 / source.standardDeviation)
      }
    }
    return (isRough ? 1e-5 : 4e-12) + 50 * .ulpOfOne * extent(of: source)
  }

  /// How far from 0 the positions of a source lie, in standard deviations: its mean, and the ends of its support, from which
  /// positions may be counted.
  private func extent(of source: some UnivariateDistribution) -> Double {
    let positions = [source.mean, source.support.lower, source.support.upper].filter(\.isFinite)
    return (positions.map(abs).max() ?? 0) / source.standardDeviation
  }

  @Test("partial moments agree with adaptive quadrature", arguments: descriptors)
  func partialMoments(_ text: String) throws {
    let source = try source(text)
    let mean = source.mean
    let scale = source.standardDeviation
    let ends = [-Double.infinity, -7.3, -2.41, -1.01, -0.38, 0, 0.0107, 0.31, 1.27, 3.9, 6.6]
      .map { mean + scale * $0 }
    for (i, lower) in ends.enumerated() {
      for upper in ends[(i + 1)...] + [.infinity] {
        let interval = Interval(lower, upper)
        let reference =
          lower.isFinite ? (upper.isFinite ? (lower + upper) / 2 : lower) : min(upper, mean)
        let closed = source.partialMoments(over: interval, about: reference)
        let judge = source.partialMomentsByQuadrature(over: interval, about: reference)
        let label: Comment = "\(text) over \(interval): \(closed), by quadrature \(judge)"
        let tolerance = quadratureTolerance(source)
        #expect(abs(closed.mass - judge.mass) <= tolerance * judge.mass, label)
        #expect(abs(closed.second - judge.second) <= tolerance * judge.second, label)
        let bound = (judge.mass * judge.second).squareRoot()
        #expect(abs(closed.first - judge.first) <= tolerance * bound, label)
      }
    }
  }

  @Test("partial moments of a cell are those of its halves", arguments: descriptors)
  func additivity(_ text: String) throws {
    let source = try source(text)
    for width in [1e-6, 1e-3, 0.037, 0.71, 2.9, 8.8] {
      for start in [-6.1, -0.5 * width, 0.2, 1.9, 5.3] {
        let lower = source.mean + source.standardDeviation * start
        let upper = lower + source.standardDeviation * width
        let middle = lower + (upper - lower) * 0.37
        let whole = source.partialMoments(over: Interval(lower, upper), about: middle)
        let halves =
          source.partialMoments(over: Interval(lower, middle), about: middle)
          + source.partialMoments(over: Interval(middle, upper), about: middle)
        // Rounding of the ends, relative to the width of the cell, and of the formulas.
        let rounding =
          8 * .ulpOfOne
          * (abs(start) + extent(of: source) + 1) / width
        let tolerance = 1e-13 + rounding
        #expect(
          abs(whole.mass - halves.mass) <= tolerance * whole.mass, "\(text) \(start) \(width)")
        #expect(
          abs(whole.second - halves.second) <= tolerance * whole.second, "\(text) \(start) \(width)"
        )
      }
    }
  }

  @Test("no position and no interval gives anything but numbers", arguments: descriptors)
  func extremes(_ name: String) throws {
    let source = try SampleSources.density(name)
    let ends = [source.support.lower, source.support.upper]
    for x in [-.infinity, -1e300, -0.0, 0, source.mean, 1e300, .infinity] + ends {
      #expect(source.density(at: x) >= 0, "\(x)")
      // Either may be rounded once.
      #expect(abs(source.cumulative(x) + source.survival(x) - 1) <= 2 * .ulpOfOne, "\(x)")
    }
    for (lower, upper) in [
      (-1e200, 1e200), (1e200, .infinity), (-.infinity, -1e200), (1e200, 1e250), (-1e-300, 1e-300),
    ] {
      let moments = source.partialMoments(over: Interval(lower, upper), about: source.mean)
      #expect(moments.mass >= 0 && moments.mass <= 1 + 1e-12, "\(lower)")
      #expect(moments.first.isFinite && moments.second >= 0, "\(lower)")
    }
    let whole = source.partialMoments(over: Interval(-1e200, 1e200), about: source.mean)
    // A heavy tail has 1e200 to the power -0.1 of the variance beyond, at 2.1 degrees of freedom; the rest is rounding.
    #expect(abs(whole.second / source.variance - 1) <= 1e-11)
  }

  @Test("mean, variance and entropy are the integrals they claim to be", arguments: descriptors)
  func integrals(_ text: String) throws {
    let source = try source(text)
    let all = source.partialMomentsByQuadrature(over: .realLine, about: source.mean)
    let tolerance = 3 * quadratureTolerance(source)
    #expect(abs(all.mass - 1) <= tolerance)
    #expect(abs(all.first) <= tolerance * source.standardDeviation)
    #expect(abs(all.second - source.variance) <= tolerance * source.variance)
    let entropy = source.integrate(over: source.support, absoluteTolerance: 1e-13) { x in
      let f = source.density(at: x)
      return f > 0 ? -f * Double.log(f) : 0
    }
    #expect(abs(source.differentialEntropy.nats - entropy) <= tolerance * max(1, abs(entropy)))
  }

  @Test("cumulative, survival, quantile and density fit together", arguments: descriptors)
  func functions(_ text: String) throws {
    let source = try source(text)
    let position = 4 * .ulpOfOne * (1 + extent(of: source))
    for p in [1e-300, 1e-20, 1e-9, 0.0107, 0.25, 0.5, 0.693, 0.98, 1 - 1e-9] {
      let x = source.quantile(p)
      #expect(source.support.contains(x))
      // A position that is off by its rounding moves the probability.
      let shift = position * source.standardDeviation + 4 * .ulpOfOne * abs(x - source.mean)
      let rounding = source.cumulative(x + shift) - source.cumulative(x - shift)
      #expect(abs(source.cumulative(x) - p) <= rounding + 2e-13 * p, "\(text) at \(p)")
      #expect(abs(source.cumulative(x) + source.survival(x) - 1) <= 4 * .ulpOfOne)
    }
    for z in [-1.6, -0.41, 0.0103, 1.13] {
      let x = source.mean + source.standardDeviation * z
      let interval = Interval(x, source.mean + source.standardDeviation * (z + 0.37))
      let probability = source.integrate(over: interval, source.density(at:))
      let difference = source.cumulative(interval.upper) - source.cumulative(interval.lower)
      #expect(abs(probability - difference) <= quadratureTolerance(source) + 8 * position)
    }
  }

  @Test("the standard form is the same distribution", arguments: descriptors)
  func standardForm(_ text: String) throws {
    func check(_ source: some UnivariateDistribution) {
      let form = source.standardForm
      let variance = form.distribution.variance * form.scale * form.scale
      #expect(abs(variance - source.variance) <= 1e-14 * source.variance)
      for p in [0.013, 0.31, 0.77] {
        let moved = form.location + form.scale * form.distribution.quantile(p)
        #expect(
          abs(moved - source.quantile(p))
            <= 1e-14 * (abs(source.mean) + source.standardDeviation))
      }
    }
    check(try source(text))
  }

  @Test("samples follow the cumulative distribution", arguments: descriptors)
  func sampling(_ text: String) throws {
    let source = try source(text)
    var stream = RandomStream(seed: SeedPath(root: 2026)["contract", text])
    let count = 30_000
    let samples = (0..<count).map { _ in source.sample(using: &stream) }.sorted()
    var distance = 0.0
    for (i, sample) in samples.enumerated() {
      let p = source.cumulative(sample)
      distance = max(distance, abs(p - Double(i) / Double(count)))
      distance = max(distance, abs(Double(i + 1) / Double(count) - p))
    }
    // Dvoretzky–Kiefer–Wolfowitz–Massart: P(distance > e) <= 2 exp(-2 n e^2). With fifty sources, a false alarm in any of
    // them has a probability below 1e-6 at 1e-8 each.
    let limit = (Double.log(2 / 1e-8) / (2 * Double(count))).squareRoot()
    #expect(distance <= limit, "Kolmogorov distance \(distance) of \(text)")
  }
}
