import RDCore
import RealModule

extension UnivariateDistribution {
  /// Checks that density, support, mean, variance, cumulative distribution function and symmetry belong together, to about 1e-6.
  ///
  /// The density is integrated over the support and its parts; a quadrature that a singularity prevents from being that accurate is
  /// believed to ten times its own error estimate. Every bound and quantiser takes the density at its word, so check one of your
  /// own once: ``cumulative(_:)`` and the variance are where mistakes hide.
  ///
  /// - Throws: an error whose message has what is inconsistent, the value found and the value stated.
  /// - Complexity: some thousands of evaluations of the density.
  public func check() throws {
    guard mean.isFinite, variance.isFinite, variance > 0, support.lower < support.upper else {
      throw inconsistent(
        "its mean \(mean) and variance \(variance) must be finite, the variance above 0, and its support not empty"
      )
    }
    let scale = standardDeviation
    let distances = [0.3, 1, 1.7, 3].map { $0 * scale }
    let points = (distances.reversed().map { mean - $0 } + [mean] + distances.map { mean + $0 })
      .filter { support.lower < $0 && $0 < support.upper }
    try checkValues(at: points)

    var mass = (value: 0.0, error: 0.0)
    let ends = [support.lower] + points + [support.upper]
    for (lower, upper) in zip(ends, ends.dropFirst()) {
      let part = integral(over: Interval(lower, upper)) { density(at: $0) }
      mass = (mass.value + part.value, mass.error + part.error)
      guard upper < support.upper else { break }
      try compare(
        cumulative(upper), with: mass, unit: 1, "cumulative(\(upper))",
        "the density integrates to that point to")
    }
    try compare(1, with: mass, unit: 1, "its mass", "the density integrates over the support to")
    let first = integral(over: support, absoluteTolerance: 1e-9 * scale) {
      ($0 - mean) * density(at: $0)
    }
    try compare(
      mean, with: (mean + first.value, first.error), unit: scale, "the mean", "the density has")
    let second = integral(over: support) { ($0 - mean) * (($0 - mean) * density(at: $0)) }
    try compare(variance, with: second, unit: variance, "the variance", "the density has")
  }

  /// Checks what needs no integral.
  private func checkValues(at points: [Double]) throws {
    for point in points {
      let height = density(at: point)
      guard height >= 0 else {
        throw inconsistent("the density is \(height) at \(point), but must not be negative")
      }
      let sum = cumulative(point) + survival(point)
      guard abs(sum - 1) <= 1e-6 else {
        throw inconsistent(
          "cumulative(\(point)) and survival(\(point)) add up to \(sum), but must to 1")
      }
    }
    guard isSymmetric else { return }
    // Off the points that are nice numbers of standard deviations, where a density may have a jump.
    for distance in [0.2903, 0.9117, 1.6329].map({ $0 * standardDeviation }) {
      let (left, right) = (density(at: mean - distance), density(at: mean + distance))
      guard abs(left - right) <= 1e-6 * max(left, right) else {
        throw inconsistent(
          "isSymmetric is true, but at \(distance) below and above the mean the density is \(left) and \(right)"
        )
      }
    }
  }

  /// Compares a stated value with a computed one and its error, in units of `unit`.
  private func compare(
    _ stated: Double, with found: (value: Double, error: Double), unit: Double, _ what: String,
    _ origin: String
  ) throws {
    // NaN is refused as well.
    guard abs(stated - found.value) <= max(1e-6 * unit, 10 * found.error) else {
      throw inconsistent(
        "\(what) is \(stated), but \(origin) \(found.value), \(abs(stated - found.value)) from it")
    }
  }

  private func inconsistent(_ reason: String) -> Diagnosis {
    Diagnosis(
      .wrongUse,
      "The density \(Self.self) contradicts itself: \(reason). Correct its formulas, its support, or its breakpoints."
    )
  }
}
