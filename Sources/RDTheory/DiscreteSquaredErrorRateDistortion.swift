import RDCore
import RDSources
import RealModule

/// The rate–distortion function of independent real symbols under mean-square error, any real number being a reproduction, certified
/// on both sides.
///
/// Blahut's program at a slope `s` has an alphabet of its own: the points of a grid near the symbols' values, and then the maxima of
/// the column sum `c(y) = sum of p(x) exp(-s (x - y)^2) / A(x)` until it exceeds 1 nowhere. Its supremum is taken over a grid of eleven
/// points per `1 / sqrt(s)` and the alphabet, with Newton's method towards the maximum from each; that no maximum hides between two points
/// is not proved, but `c` is a sum of kernels that are wide on this scale.
///
/// > Source: [blahut1972], theorems 5 and 6; [csiszar1974].
package struct DiscreteSquaredErrorRateDistortion: RateDistortionFunction {
  /// The probabilities above 0 by ascending value, shape `[K]`.
  private let probabilities: [Double]

  /// The values, between 0 and 1, shape `[K]`.
  private let values: [Double]

  /// The distance of the lowest value from the highest, in source units.
  private let width: Double

  /// The variance, of values between 0 and 1.
  private let variance: Double

  private let entropy: Information

  /// The most symbols that are taken: a point takes time proportional to them.
  package static let symbolLimit = 1 << 14

  /// The function of a source whose symbols have values, or `nil` if they have none.
  ///
  /// - Precondition: at most ``symbolLimit`` symbols.
  package init?(of source: DiscreteDistribution) {
    guard let sourceValues = source.values else { return nil }
    precondition(source.symbolCount <= Self.symbolLimit)
    let symbols = zip(sourceValues, source.probabilities).filter { $0.1 > 0 }
      .sorted { $0.0 < $1.0 }
    let (lowest, highest) = (symbols[0].0, symbols[symbols.count - 1].0)
    width = highest - lowest
    values = symbols.map { ($0.0 - lowest) / (highest - lowest) }
    probabilities = symbols.map(\.1)
    let mean = zip(values, probabilities).reduce(0) { $0 + $1.0 * $1.1 }
    variance = zip(values, probabilities).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    entropy = source.entropy
  }

  package var distortionMeasure: DistortionMeasure { .meanSquaredError }

  /// The variance of the source.
  package var zeroRateDistortion: Double { width * width * variance }

  package func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
    precondition(distortion > 0, "no bound is known at a distortion of 0")
    guard distortion < zeroRateDistortion else { return .exact(.zero) }
    return curve.ratePerSample(atDistortion: distortion / width / width)
  }

  package func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
    let found = curve.distortion(atRatePerSample: rate)
    func inUnits(_ distortion: Double) -> Double { width * (width * distortion) }
    return Enclosure(
      value: found.value.map(inUnits), lower: inUnits(found.lower), upper: inUnits(found.upper))
  }

  package func dispersion(atDistortion distortion: Double) -> RateDispersion? {
    precondition(distortion > 0, "no bound is known at a distortion of 0")
    return curve.dispersion(atDistortion: distortion / width / width)
  }

  private var curve: SlopeCurve {
    let gap = zip(values, values.dropFirst()).map { $1 - $0 }.min() ?? 1
    return SlopeCurve(
      zeroRateDistortion: variance, leastDistortion: 0, leastExcess: gap * gap, spread: 1,
      entropy: entropy, point: point(atSlope:))
  }

  // MARK: A point

  /// Beyond this distance in `sqrt(1 / s)` a kernel of below 1e-17 counts as 0.
  private static let reach = 6.3

  /// By how much column sums may exceed 1 in the end.
  private static let tolerance = 1e-9

  private func point(atSlope slope: Double) -> SlopePoint {
    let unit = (1 / slope).squareRoot()
    var positions = startingPositions(unit: unit)
    for round in 0... {
      let program = program(positions, slope: slope)
      let level = [Double](repeating: 1 / Double(positions.count), count: positions.count)
      let solution = program.solve(from: level, tolerance: 1e-13)
      let total = solution.masses.reduce(0, +)
      let (worst, peaks) = supremum(
        zip(probabilities, solution.normalisers).map { $0 / $1 }, slope: slope, total: total,
        positions: positions)
      if peaks.isEmpty || round == 15 {
        return SlopePoint(
          slope: slope, probabilities: probabilities,
          distortion: { (values[$0] - positions[$1]) * (values[$0] - positions[$1]) },
          nearest: [Double](repeating: 0, count: values.count), program: program,
          solution: solution, worst: worst)
      }
      // Around each value there is about as much mass as it has probability.
      let least = total * min(1e-9, 1e-3 * (probabilities.min() ?? 0))
      let kept = zip(positions, solution.masses).filter { $0.1 > least }.map(\.0)
      positions = Array(Set(kept + peaks)).sorted()
    }
    preconditionFailure("the last round returns")
  }

  /// The values, and the points of a grid within two units of them.
  private func startingPositions(unit: Double) -> [Double] {
    guard unit < 2 else { return [0, 0.25, 0.5, 0.75, 1] }
    let positions = cells(of: unit / 2, within: 4, and: [])
    // Where the values are dense, the grid alone is fine enough.
    let known = Set(values.dropFirst().dropLast())
    return positions.count > 2 * values.count ? positions : positions.filter { !known.contains($0) }
  }

  private func program(_ positions: [Double], slope: Double) -> BandedProgram {
    let reach = Self.reach * (1 / slope).squareRoot()
    var first = 0
    return BandedProgram(
      weights: probabilities, columnCount: positions.count,
      columns: { i in
        let x = values[i]
        while first < positions.count - 1, positions[first] < x - reach { first += 1 }
        var end = first
        while end < positions.count, positions[end] <= x + reach { end += 1 }
        return first..<max(end, first + 1)
      },
      kernel: { x, y in Double.exp(-slope * (values[x] - positions[y]) * (values[x] - positions[y]))
      }
    )
  }

  /// The largest value of `c` times the total mass over it, and the maxima that are above 1 by more than the tolerance.
  ///
  /// - Parameters:
  ///   - ratios: of the probabilities to the normalisers, shape `[K]`.
  ///   - slope: in nats per squared unit.
  ///   - total: the mass of the alphabet.
  ///   - positions: of the alphabet.
  /// - Returns: both.
  private func supremum(
    _ ratios: [Double], slope: Double, total: Double, positions: [Double]
  ) -> (worst: Double, peaks: [Double]) {
    let unit = (1 / slope).squareRoot()
    var first = 0
    // `c`, `c'` and `c''` at a point not below those before, in units.
    func column(_ y: Double) -> (value: Double, slope: Double, curvature: Double) {
      while first < values.count - 1, values[first] < y - (Self.reach + 1) * unit { first += 1 }
      var (value, moment, square) = (0.0, 0.0, 0.0)
      var i = first
      while i < values.count, values[i] <= y + Self.reach * unit {
        let difference = (values[i] - y) / unit
        let share = ratios[i] * Double.exp(-difference * difference)
        value += share
        moment += share * difference
        square += share * difference * difference
        i += 1
      }
      return (value * total, 2 * moment * total, (4 * square - 2 * value) * total)
    }
    var worst = 0.0
    var peaks: [Double] = []
    let grid = cells(of: unit / 11, within: 33, and: positions)
    for (index, y) in grid.enumerated() {
      var (position, best) = (y, column(y))
      worst = max(worst, best.value)
      // Newton's method towards the maximum, if that is nearer than the neighbours.
      let neighbours = (grid[max(index - 1, 0)], grid[min(index + 1, grid.count - 1)])
      for _ in 0..<4 where best.value > 1 - 1e-3 && best.curvature < 0 {
        let next = position - best.slope / best.curvature * unit
        guard next != position, neighbours.0 < next, next < neighbours.1 else { break }
        let found = column(next)
        guard found.value > best.value else { break }
        (position, best) = (next, found)
      }
      worst = max(worst, best.value)
      let isNew = peaks.last.map { position - $0 > unit / 22 } ?? true
      if best.value > 1 + Self.tolerance, isNew { peaks.append(position) }
    }
    return (worst / total, peaks)
  }

  /// Points of a grid near the values, with others between the outermost values, ascending.
  private func cells(of width: Double, within count: Int, and others: [Double]) -> [Double] {
    var points = Set(others + values)
    var next = Int.min
    for value in values {
      let cell = Int((value / width).rounded())
      for index in max(cell - count, next)...max(cell + count, next) {
        points.insert(Double(index) * width)
      }
      next = max(next, cell + count + 1)
    }
    return points.filter { (0...1).contains($0) }.sorted()
  }
}
