import RDCore
import RealModule

/// Samples as they were rounded: each stands for the interval of the numbers that are rounded to it.
package struct RoundedSamples: Sendable {
  /// A sample that occurs some times.
  struct Value: Sendable {
    let value: Double

    /// Half of the width of its rounding interval, in source units; above 0.
    let halfWidth: Double

    /// How often it occurs, or for how many it stands.
    var count: Double
  }

  /// The different samples, ascending.
  let values: [Value]

  /// The number of samples.
  package let count: Int

  /// Where the rounding was inferred from.
  package let rounding: Rounding

  /// How samples were rounded.
  package enum Rounding: Sendable, Equatable {
    /// To multiples of a step.
    case step(Double)

    /// To floating-point numbers of 4 bytes, or of 8.
    case single
    case double
  }

  /// Samples with a rounding that is given, or inferred from them.
  ///
  /// A step is the greatest power of ten or of two that they are all multiples of up to their floating-point rounding, if that is small
  /// beside it; without one they are floating-point numbers of 4 bytes if all can be.
  ///
  /// - Parameters:
  ///   - samples: shape `[n]`.
  ///   - resolution: the step, in source units; `nil` to infer it.
  /// - Throws: ``EmpiricalDistributionError`` for samples that have no distribution.
  package init(
    _ samples: [Double], resolution: Double? = nil
  ) throws(EmpiricalDistributionError) {
    let sorted = try EmpiricalDistribution(samples: samples).samples
    count = samples.count
    let isSingle = sorted.allSatisfy { Double(Float($0)) == $0 }
    let spacing: (Double) -> Double = { isSingle ? Double(Float($0).ulp) : $0.ulp }
    if let step = resolution
      ?? Self.step(of: sorted, tolerance: { (isSingle ? 0.6 : 3) * spacing($0) })
    {
      rounding = .step(step)
    } else {
      rounding = isSingle ? .single : .double
    }
    var values: [Value] = []
    for sample in sorted {
      if let last = values.last, last.value == sample {
        values[values.count - 1].count += 1
      } else {
        let width: Double = if case .step(let step) = rounding { step } else { spacing(sample) }
        values.append(
          Value(value: sample, halfWidth: max(width / 2, .leastNormalMagnitude), count: 1))
      }
    }
    self.values = values
  }

  private init(values: [Value], count: Int, rounding: Rounding) {
    self.values = values
    self.count = count
    self.rounding = rounding
  }

  /// The step, if any; `tolerance` is by how much a sample may miss a multiple.
  private static func step(of sorted: [Double], tolerance: (Double) -> Double) -> Double? {
    let largest = max(abs(sorted[0]), abs(sorted[sorted.count - 1]))
    let least = 32 * tolerance(largest)
    func isStep(_ step: Double) -> Bool {
      sorted.allSatisfy { sample in
        let multiple = sample / step
        return abs(multiple - multiple.rounded()) * step <= tolerance(sample)
      }
    }
    func greatest(base: Double) -> Double? {
      var exponent = (Double.log(largest) / Double.log(base)).rounded(.up)
      while true {
        // A negative power of ten as a quotient, which is rounded once.
        let step = exponent < 0 ? 1 / Double.pow(base, -exponent) : Double.pow(base, exponent)
        guard step >= least else { return nil }
        if isStep(step) { return step }
        exponent -= 1
      }
    }
    return [greatest(base: 10), greatest(base: 2)].compactMap { $0 }.max()
  }

  /// As many samples at most, at even distances in the order of their size, that stand for all.
  func thinned(to limit: Int) -> RoundedSamples {
    guard values.count > limit else { return self }
    var kept: [Value] = []
    var index = 0
    var passed = values[0].count
    for k in 0..<limit {
      let target = (Double(k) + 0.5) / Double(limit) * Double(count)
      while passed < target, index + 1 < values.count {
        index += 1
        passed += values[index].count
      }
      var value = values[index]
      value.count = Double(count) / Double(limit)
      kept.append(value)
    }
    return RoundedSamples(values: kept, count: count, rounding: rounding)
  }

  /// Whether a density is infinite at a sample although less than one is probable there, so that it owes its likelihood to how finely
  /// that sample is written.
  func hasSample(atPoleOf density: some UnivariateDistribution) -> Bool {
    let poles = (density.breakpoints + [density.support.lower, density.support.upper])
      .filter { density.density(at: $0) == .infinity }
    return poles.contains { pole in
      values.contains { value in
        abs(value.value - pole) <= value.halfWidth + 8 * pole.ulp
          && Double(count)
            * density.partialMoments(
              overOffsets: Interval(-value.halfWidth, value.halfWidth), aboutOffset: 0,
              from: value.value
            ).mass < 1
      }
    }
  }

  /// The logarithm of the probability of all rounding intervals, in nats.
  ///
  /// - Parameters:
  ///   - density: of the source.
  ///   - scale: the width of its narrowest feature apart from its edges and breakpoints, in source units.
  /// - Returns: the logarithm, and for how many samples the probability is below the least positive number, which it counts as.
  func logLikelihood(
    of density: some UnivariateDistribution, scale: Double
  ) -> (nats: Double, impossible: Double) {
    let edges =
      density.breakpoints + [density.support.lower, density.support.upper].filter(\.isFinite)
    var (nats, impossible) = (0.0, 0.0)
    for value in values {
      let half = value.halfWidth
      let height = density.density(at: value.value)
      // Where the density hardly changes, its product with the width has more digits than an integral over a few units of the last place.
      let isNarrow =
        half < 1e-4 * scale && height.isFinite
        && !edges.contains { abs($0 - value.value) <= 64 * half }
      var mass =
        isNarrow
        ? 0
        : density.partialMoments(
          overOffsets: Interval(-half, half), aboutOffset: 0, from: value.value
        ).mass
      // Also where the ends of the interval are rounded to one number.
      if mass == 0, height.isFinite { mass = 2 * half * height }
      if mass > 0 {
        nats += value.count * Double.log(mass)
      } else {
        impossible += value.count
        nats += value.count * Double.log(.leastNonzeroMagnitude)
      }
    }
    return (nats, impossible)
  }
}
