import RDCore
import RDNumerics
import RDSources
import RealModule

/// The rate–distortion function of a density under mean absolute error near one slope.
///
/// It certifies what `SquaredErrorProgram` certifies, with the kernel `exp(-s |x - y|)`. The function
/// `c(y) = E lambda(X) exp(-s |X - y|)` is exact at the ends of the quadrature's panels, and between them
/// `c'' = s^2 c - 2 s lambda f`, which bounds it from above: by the largest value of `lambda f` at the nodes of a panel, or by
/// the mass of `lambda f` where that is less. Intervals between atoms are split until the bound is near 1, and `lambda` is
/// divided by the remaining bound.
///
/// > Source: the bounds [csiszar1974]; [berger1971], section 2.5.
struct AbsoluteErrorProgram {
  /// Nats by which the bounds are widened for quadrature and rounding.
  static let margin = 1e-9

  private let slope: Double
  private let nodes: SourceNodes
  private let tails: [SourceTail]
  private let program: ExponentialKernelProgram
  private let masses: [Double]
  private let normalisers: [Double]

  /// The line below the function and the point on it or above it.
  let certificate: SlopeCertificate

  /// The distance of the point from the line at its distortion, in nats.
  let loss: Double

  /// The optimum on a grid, refined until the gap of the certificate is at most `tolerance` or further rounds no longer help.
  ///
  /// - Parameters:
  ///   - density: of standard deviation near 1.
  ///   - interval: of the nodes; beyond it are the tails.
  ///   - slope: in nats per unit.
  ///   - spacing: initial, between atoms, in units of `1 / slope`.
  ///   - tolerance: in nats.
  ///   - roundLimit: greatest number of grids.
  /// - Returns: the one with the tightest certificate.
  static func refined(
    _ density: some UnivariateDistribution, on interval: Interval, slope: Double,
    spacing: Double, tolerance: Double, roundLimit: Int
  ) -> AbsoluteErrorProgram {
    var ends = startingEnds(density, interval, spacing: spacing / slope)
    var best: AbsoluteErrorProgram?
    for _ in 0..<max(roundLimit, 1) {
      let program = AbsoluteErrorProgram(density, interval, slope: slope, ends: ends)
      if program.loss < best?.loss ?? .infinity { best = program }
      if program.loss <= tolerance { break }
      let finer = program.splitEnds(where: tolerance / 4)
      if finer.count == ends.count { break }
      ends = finer
    }
    guard let best else { preconditionFailure("a loss is a number") }
    return best
  }

  /// The ends of the interval and equidistant points between them, the breakpoints and the median.
  static func startingEnds(
    _ density: some UnivariateDistribution, _ interval: Interval, spacing: Double
  ) -> [Double] {
    let marks = (density.breakpoints + [density.quantile(0.5)]).filter {
      interval.lower < $0 && $0 < interval.upper
    }
    let rough = [interval.lower] + marks.sorted() + [interval.upper]
    var ends = [interval.lower]
    for (lower, upper) in zip(rough, rough.dropFirst()) where lower < upper {
      let step = min(spacing, density.standardDeviation / 4)
      let count = max(1, ((upper - lower) / step).rounded(.up))
      for k in 1...Int(count) {
        ends.append(
          k == Int(count) ? upper : lower + (upper - lower) * (Double(k) / count))
      }
    }
    return ends
  }

  private init(
    _ density: some UnivariateDistribution, _ interval: Interval, slope: Double, ends: [Double]
  ) {
    self.slope = slope
    nodes = SourceNodes(of: density, between: ends)
    tails = SourceTail.tails(of: density, beyond: interval)
    program = ExponentialKernelProgram(nodes: nodes, atoms: ends, slope: slope)
    let level = [Double](repeating: 1 / Double(ends.count), count: ends.count)
    // Two of Blahut's steps bring the masses to the scale of the density.
    var start = level
    for _ in 0..<2 {
      start = zip(start, program.evaluate(start).columnSums).map { max($0 * $1, 1e-290) }
    }
    let solution = program.solve(from: start)
    masses = solution.masses
    normalisers = solution.normalisers
    excesses = Self.excesses(nodes, program, solution, slope: slope)

    var potential = CompensatedSum()
    for i in nodes.weights.indices where nodes.weights[i] > 0 {
      potential.add(-nodes.weights[i] * Double.log(normalisers[i]))
    }
    let nodeMass = nodes.weights.reduce(0, +)
    let share = min(tails.reduce(0) { $0 + $1.mass }, 0.5)
    let worst = 1 + max(excesses.max() ?? 0, 0)
    var intercept =
      potential.value - nodeMass * (Double.log(worst) - Double.log(onePlus: -share)) - Self.margin
    for tail in tails {
      intercept -= tail.mass * Double.log(2 / slope * tail.edgeDensity / share)
    }
    let point = Self.point(
      nodes, program, tails, masses: masses, slope: slope)
    loss = point.rateNats - (intercept - slope * point.distortion)
    certificate = SlopeCertificate(slope: slope, intercept: intercept, points: [point])
  }

  /// By how much `c` may exceed 1 in the interval after each atom, shape `[m - 1]`.
  private let excesses: [Double]

  private static func excesses(
    _ nodes: SourceNodes, _ program: ExponentialKernelProgram, _ solution: ReproductionSolution,
    slope: Double
  ) -> [Double] {
    let atoms = program.atoms
    let perPanel = SourceNodes.nodesAPanel
    var excesses: [Double] = []
    excesses.reserveCapacity(atoms.count - 1)
    // The contribution of the nodes above an atom: from the next atom on, and from the interval between.
    var fromAbove = [Double](repeating: 0, count: atoms.count)
    let ratios = zip(nodes.weights, solution.normalisers).map { $0 > 0 ? $0 / $1 : 0 }
    for k in stride(from: atoms.count - 2, through: 0, by: -1) {
      var sum = fromAbove[k + 1] * Double.exp(-slope * (atoms[k + 1] - atoms[k]))
      for i in nodes.offsets[k]..<nodes.offsets[k + 1] {
        sum += ratios[i] * Double.exp(-slope * (nodes.positions[i] - atoms[k]))
      }
      fromAbove[k] = sum
    }
    var below = 0.0
    for k in 0..<atoms.count - 1 {
      let panels = nodes.offsets[k] / perPanel..<nodes.offsets[k + 1] / perPanel
      var worst = -1.0
      var atLower = below + fromAbove[k]
      // The contribution from above the lower end of a panel.
      var above = fromAbove[k]
      for p in panels {
        let panel = nodes.panels[p]
        var (mass, gain, rest, densest) = (0.0, 0.0, above, 0.0)
        for i in p * perPanel..<(p + 1) * perPanel {
          mass += ratios[i]
          gain += ratios[i] * Double.exp(-slope * (panel.upper - nodes.positions[i]))
          rest -= ratios[i] * Double.exp(-slope * (nodes.positions[i] - panel.lower))
          let weight = SourceNodes.weight(of: i - p * perPanel) * panel.width / 2
          densest = max(densest, ratios[i] / weight)
        }
        let growth = Double.exp(slope * panel.width)
        // Subtraction is stable over a narrow panel; at the end of the interval the sum is known.
        above = p + 1 == panels.upperBound ? fromAbove[k + 1] : max(rest, 0) * growth
        below = below / growth + gain
        let atUpper = below + above
        let width = slope * panel.width
        let least = min(atLower, atUpper) * (1 - width * width / 8)
        let bulge = min(
          width * width / 8 * max(2 * densest / slope - least, 0), width / 2 * mass)
        worst = max(worst, max(atLower, atUpper) + bulge - 1)
        atLower = atUpper
      }
      excesses.append(worst)
    }
    return excesses
  }

  /// The ends, with those intervals split in which `c` may exceed 1 by more than a tolerance.
  private func splitEnds(where tolerance: Double) -> [Double] {
    var ends = [program.atoms[0]]
    for k in excesses.indices {
      let (lower, upper) = (program.atoms[k], program.atoms[k + 1])
      if excesses[k] > tolerance, slope * (upper - lower) > 2e-5 {
        let parts = excesses[k] > 8 * tolerance ? 4 : 2
        for part in 1..<parts {
          ends.append(lower + (upper - lower) * (Double(part) / Double(parts)))
        }
      }
      ends.append(upper)
    }
    return ends
  }

  /// The variance of the tilted information, and what the tails may add to it, in squared nats.
  var tiltedVariance: (value: Double, tailError: Double) {
    nodes.variance(of: normalisers.map { -Double.log($0) }, tails)
  }

  /// Distortion and rate of the test channel of the masses at any slope.
  func point(atSlope slope: Double) -> (distortion: Double, rateNats: Double) {
    Self.point(nodes, program, tails, masses: masses, slope: slope)
  }

  private static func point(
    _ nodes: SourceNodes, _ program: ExponentialKernelProgram, _ tails: [SourceTail],
    masses: [Double], slope: Double
  ) -> (distortion: Double, rateNats: Double) {
    let atoms = program.atoms
    // Mass and its mean distance, accumulated upwards from each atom, weighted by the kernel.
    var above = [(mass: Double, moment: Double)](repeating: (0, 0), count: atoms.count)
    for k in atoms.indices.reversed() {
      var (mass, moment) = (masses[k], 0.0)
      if k + 1 < atoms.count {
        let gap = atoms[k + 1] - atoms[k]
        let decay = Double.exp(-slope * gap)
        mass += above[k + 1].mass * decay
        moment = (above[k + 1].moment + gap * above[k + 1].mass) * decay
      }
      above[k] = (mass, moment)
    }
    var distortion = CompensatedSum()
    var potential = CompensatedSum()
    var below = (mass: 0.0, moment: 0.0)
    for k in 0..<atoms.count - 1 {
      let gap = atoms[k + 1] - atoms[k]
      below.mass += masses[k]
      for i in nodes.offsets[k]..<nodes.offsets[k + 1] where nodes.weights[i] > 0 {
        let (left, right) = (nodes.positions[i] - atoms[k], atoms[k + 1] - nodes.positions[i])
        let (down, up) = (Double.exp(-slope * left), Double.exp(-slope * right))
        let normaliser = down * below.mass + up * above[k + 1].mass
        let error =
          down * (below.moment + left * below.mass)
          + up * (above[k + 1].moment + right * above[k + 1].mass)
        distortion.add(nodes.weights[i] * (error / normaliser))
        potential.add(-nodes.weights[i] * Double.log(normaliser))
      }
      let decay = Double.exp(-slope * gap)
      below = (below.mass * decay, (below.moment + gap * below.mass) * decay)
    }
    let nodeMass = nodes.weights.reduce(0, +)
    let total = masses.reduce(0, +)
    var rate = potential.value + nodeMass * Double.log(total / nodeMass) - slope * distortion.value
    for tail in tails {
      distortion.add(tail.mass / slope)
      rate += tail.rateNats(cell: 2 / slope)
    }
    return (distortion.value, max(rate + margin, 0))
  }

  /// The test channel tilted until an increasing function of it is zero, within a third of the slope; `nil` if that has no zero.
  func point(where excess: ((distortion: Double, rateNats: Double)) -> Double) -> (
    distortion: Double, rateNats: Double
  )? {
    let range = Interval(Double.log(slope) - 0.3, Double.log(slope) + 0.3)
    let found = try? BrentRoot(relativeTolerance: 0, absoluteTolerance: 1e-11).root(in: range) {
      excess(point(atSlope: Double.exp($0)))
    }
    return found.map { point(atSlope: Double.exp($0.position)) }
  }
}
