import RDCore
import RDNumerics
import RDSources
import RealModule

/// The rate–distortion function of a density under mean-square error near one slope.
///
/// A discrete reproduction alphabet `y` with masses `q` is optimised on a grid, which is refined where it matters. It
/// certifies both sides *for the density itself*, not for a discretised source; with `A(x) = sum of q exp(-s (x-y)^2)`:
///
/// - above: the test channel `p(y|x) = q exp(-s (x-y)^2) / A(x)` has the distortion and at most the rate of the point. Beyond the
///   outermost nodes, where at most 1e-8 of the probability lies, it is a uniform quantiser with a code of `k^-2` lengths, whose
///   rate is included;
/// - below: `R(D) >= E ln(lambda(X)) - s D` for every `lambda` with `c(y) = E lambda(X) exp(-s (X-y)^2) <= 1` at all `y`. Here
///   `lambda = 1 / (A C)`, where `C(x)` is the largest value, or 1, of the function `c` of `1/A` within the kernel's reach of
///   `x`, which makes `c <= 1`. In the tails `lambda` is a small fraction of the Shannon lower bound's, which `C` leaves free
///   near them.
///
/// Where the source is wide on the scale of the kernel, an alphabet is optimised only where the density is rough there. Elsewhere
/// the density itself is the reproduction, and `lambda` that of the Shannon lower bound, `1 / (w sqrt(2 pi) f)`, for which `c` is 1;
/// at the seams the optimum is one of both.
///
/// The supremum of `c` is taken over a grid of an eighth of the kernel's width, with a parabola through each local maximum.
/// Integrals are quadrature sums of 16 nodes per three kernel widths. That the two errors together stay below `allowance`, by
/// which both bounds are widened, is not proved: a test evaluates `c` on a grid ten times as fine with other nodes. In a tail the
/// density is assumed to be nowhere above its value at the outermost node.
///
/// > Source: the bounds [csiszar1974]; [berger1971], section 2.5.
struct SquaredErrorProgram {
  /// Nats by which the bounds are widened for quadrature and rounding.
  static let allowance = 2e-10

  let kernel: DifferenceKernel
  let nodes: SourceNodes
  let interval: Interval
  let tails: [SourceTail]
  let smooth: SmoothPart

  /// The intervals of the nodes: the rough ones with margins, ascending.
  private let nodeIntervals: [Interval]

  /// Points of the density as a reproduction next to the rough intervals, ascending, with their masses.
  private(set) var comb: [(position: Double, mass: Double)] = []

  /// The mass of the density as a reproduction.
  private(set) var smoothMass = 0.0

  /// The breakpoints and ends about which an alphabet is fine, ascending: where the density bends on the scale of the kernel.
  private let edges: [Double]

  /// What the comb gives to the normalisers of the nodes, shape `[n]`.
  private var background: [Double]

  /// The normalisers of the Shannon lower bound's `lambda` at nodes where the density is smooth, else `nil`, shape `[n]`.
  private(set) var smoothNormalisers: [Double?]

  /// The reproduction alphabet with its optimum.
  struct Alphabet {
    var positions: [Double]
    var solution: ReproductionSolution
  }

  /// The program of a density at a slope.
  ///
  /// - Parameters:
  ///   - density: of standard deviation near 1.
  ///   - slope: in nats per squared unit.
  ///   - tailMass: the probability beyond the nodes, at each infinite end.
  ///   - joinsMildMarks: whether breakpoints at which the density bends little need no alphabet.
  init(
    density: some UnivariateDistribution, slope: Double, tailMass: Double,
    joinsMildMarks: Bool = true
  ) {
    kernel = DifferenceKernel(squaredErrorSlope: slope)
    interval = Self.interval(of: density, tailMass: tailMass)
    tails = SourceTail.tails(of: density, beyond: interval)
    smooth = Self.smoothPart(
      of: density, on: interval, kernel: kernel, hasMildMarks: joinsMildMarks)
    nodeIntervals = Self.widened(smooth.roughIntervals, by: Self.margin, kernel, in: interval)
    nodes = SourceNodes(
      of: density, on: nodeIntervals, widest: min(3 * kernel.width, density.standardDeviation))
    let kernel = kernel
    let tailEdges = tails.map(\.edge)
    edges =
      density.breakpoints.filter { SmoothPart.bend(of: density, at: $0, kernel) > 0.02 }
      + [interval.lower, interval.upper].filter { !tailEdges.contains($0) }
    background = [Double](repeating: 0, count: nodes.positions.count)
    smoothNormalisers = [Double?](repeating: nil, count: nodes.positions.count)
    if smooth.roughIntervals != [interval] { join(density) }
  }

  /// Has the density be the reproduction outside of the rough intervals.
  private mutating func join(_ density: some UnivariateDistribution) {
    let step = SmoothPart.step * kernel.width
    smoothMass = 1
    for tail in tails where isRough(tail) { smoothMass -= tail.mass }
    for rough in smooth.roughIntervals {
      smoothMass -= density.partialMoments(over: rough, about: rough.lower).mass
      for (edge, sign) in [(rough.lower, -1.0), (rough.upper, 1.0)]
      where interval.lower < edge && edge < interval.upper {
        for k in 0..<Int((Self.margin + 9) / SmoothPart.step) {
          let position = edge + sign * (Double(k) + 0.5) * step
          comb.append((position, step * density.density(at: position)))
        }
        // The midpoint rule of the comb begins at the edge.
        let rise = density.density(at: edge + step / 2) - density.density(at: edge - step / 2)
        smoothMass += sign * step / 24 * rise
      }
    }
    comb.sort { $0.position < $1.position }
    let adjoining = adjoiningIntervals
    var first = 0
    for (i, x) in nodes.positions.enumerated() {
      while first < comb.count, comb[first].position < x - kernel.reach { first += 1 }
      var k = first
      while k < comb.count, comb[k].position <= x + kernel.reach {
        background[i] += comb[k].mass * kernel(x - comb[k].position)
        k += 1
      }
      if !adjoining.contains(where: { $0.contains(x) }) {
        smoothNormalisers[i] = kernel.integral * density.density(at: x)
      }
    }
  }

  /// The rough intervals, and a reach of the kernel beside them: where the alphabet decides on `lambda`.
  var adjoiningIntervals: [Interval] {
    Self.widened(smooth.roughIntervals, by: 9, kernel, in: interval)
  }

  /// The widest source, in kernel widths, over all of which an alphabet is optimised, smooth or not.
  private static let wholeSpan = 1000.0

  /// The greatest sum of rough intervals, in kernel widths, over which one is.
  private static let roughSpan = 10000.0

  /// Kernel widths of nodes beside a rough interval: from one reach on, `lambda` is that of the Shannon lower bound; within two, `c` may
  /// exceed 1; within three, that counts.
  private static let margin = 27.0

  private static func smoothPart(
    of density: some UnivariateDistribution, on interval: Interval, kernel: DifferenceKernel,
    hasMildMarks: Bool = true
  ) -> SmoothPart {
    interval.width <= wholeSpan * kernel.width
      ? SmoothPart(roughOn: interval, kernel: kernel)
      : SmoothPart(
        of: density, on: interval, kernel: kernel, margin: margin, hasMildMarks: hasMildMarks)
  }

  /// Whether an alphabet for a slope is small enough to be computed.
  static func isComputable(_ density: some UnivariateDistribution, slope: Double, tailMass: Double)
    -> Bool
  {
    let kernel = DifferenceKernel(squaredErrorSlope: slope)
    let smooth = smoothPart(
      of: density, on: interval(of: density, tailMass: tailMass), kernel: kernel)
    return smooth.roughIntervals.reduce(0) { $0 + $1.width } <= roughSpan * kernel.width
  }

  /// Intervals widened by kernel widths, within an interval.
  static func widened(
    _ intervals: [Interval], by widths: Double, _ kernel: DifferenceKernel, in whole: Interval
  ) -> [Interval] {
    intervals.map {
      Interval(
        max($0.lower - widths * kernel.width, whole.lower),
        min($0.upper + widths * kernel.width, whole.upper))
    }
  }

  /// Whether the density is rough at the end of a tail.
  func isRough(_ tail: SourceTail) -> Bool {
    smooth.roughIntervals.contains { $0.contains(tail.edge) }
  }

  /// What lies between the tails of a given mass at each infinite end, and at a finite one that is far beyond them.
  static func interval(of density: some UnivariateDistribution, tailMass: Double) -> Interval {
    let support = density.support
    let inner = Interval(density.quantile(tailMass), upperQuantile(density, tailMass))
    /// Whether a thin tail reaches far, and the density is nowhere in it above its value at its edge.
    func isTail(from edge: Double, to end: Double) -> Bool {
      guard abs(end - edge) > 0.1 * inner.width else { return false }
      let (lower, upper) = (min(edge, end), max(edge, end))
      let samples =
        density.breakpoints.filter { lower < $0 && $0 < upper }
        + (1...9).map { edge + (end - edge) * Double($0) / 10 }
      let height = density.density(at: edge)
      return height > 0 && samples.allSatisfy { density.density(at: $0) <= height }
    }
    return Interval(
      !support.lower.isFinite || isTail(from: inner.lower, to: support.lower)
        ? inner.lower : support.lower,
      !support.upper.isFinite || isTail(from: inner.upper, to: support.upper)
        ? inner.upper : support.upper)
  }

  /// The probability of each tail: little, and more where tails are so heavy that they reach far.
  static func tailMass(of density: some UnivariateDistribution) -> (mass: Double, isHeavy: Bool) {
    let isHeavy =
      interval(of: density, tailMass: 1e-11).width > 2 * interval(of: density, tailMass: 1e-8).width
    return (isHeavy ? 1e-8 : 1e-11, isHeavy)
  }

  /// The number of kernel widths that the nodes span, to which the work is proportional.
  static func span(of density: some UnivariateDistribution, slope: Double, tailMass: Double)
    -> Double
  {
    interval(of: density, tailMass: tailMass).width
      / DifferenceKernel(squaredErrorSlope: slope).width
  }

  private static func upperQuantile(_ density: some UnivariateDistribution, _ mass: Double)
    -> Double
  {
    // 1 - mass has too few digits for so thin a tail, so the survival function decides.
    let start = density.quantile(1 - mass)
    return start.isFinite ? start : density.mean + 40 * density.standardDeviation
  }

  // MARK: Alphabets

  /// A grid: of a quarter of the kernel's width where that is cheap or the density is not smooth, else coarser.
  func startingPositions(spacing: Double? = nil) -> [Double] {
    let width = kernel.width
    var positions: [Double] = []
    for interval in smooth.roughIntervals {
      let isShort = interval.width / width < 150
      var last = interval.lower
      positions.append(last)
      while last < interval.upper {
        let isNear = isShort || edges.contains { abs($0 - last) < 8 * width }
        let next = last + width * (spacing ?? (isNear ? 0.25 : 0.7))
        last = next < interval.upper - 0.05 * width ? next : interval.upper
        positions.append(last)
      }
    }
    return positions
  }

  /// The optimum on a grid, to a residual in nats.
  func optimise(
    _ positions: [Double], start: [Double]? = nil, tolerance: Double = 1e-10
  ) -> Alphabet {
    let program = program(positions)
    guard !positions.isEmpty else {
      return Alphabet(positions: [], solution: program.evaluate([]))
    }
    let level = Array(repeating: 1 / Double(positions.count), count: positions.count)
    // In a gap of the support, out of the kernel's reach, points lose their mass at once, and no step leads away from none.
    let least = 1e-8 / Double(positions.count)
    return Alphabet(
      positions: positions,
      solution: program.solve(
        from: start ?? program.blahutSteps(2, from: level).masses.map { max($0, least) },
        tolerance: tolerance))
  }

  /// A few steps of Blahut's iteration from the smoothed density: sufficient at high rates.
  func smoothed(_ positions: [Double]) -> Alphabet {
    var start = [Double](repeating: 0, count: positions.count)
    let program = program(positions)
    for i in nodes.positions.indices {
      for k in program.offsets[i]..<program.offsets[i + 1] {
        let j = program.firstColumns[i] + k - program.offsets[i]
        start[j] += nodes.weights[i] * program.values[k]
      }
    }
    for j in start.indices { start[j] = max(start[j], 1e-290) }
    let total = start.reduce(0, +)
    let mass = nodes.weights.reduce(0, +)
    return Alphabet(
      positions: positions,
      solution: program.blahutSteps(24, from: start.map { max($0 * (mass / total), 1e-290) }))
  }

  private func program(_ positions: [Double]) -> BandedProgram {
    var first = 0
    return BandedProgram(
      weights: nodes.weights, background: background, columnCount: positions.count,
      columns: { i in
        let x = nodes.positions[i]
        while first < positions.count - 1, positions[first] < x - kernel.reach { first += 1 }
        var end = first
        while end < positions.count, positions[end] <= x + kernel.reach { end += 1 }
        return first..<max(end, first + 1)
      },
      kernel: { i, j in max(kernel(nodes.positions[i] - positions[j]), 1e-300) })
  }

  /// The optimum over all alphabets: points are added where `c` exceeds 1, and dropped where it stays below, until the gap of the
  /// certificate is at most `tolerance` nats or rounds no longer help: next to the tolerance after one that gains little, elsewhere after four
  /// in a row that gain nothing.
  func refine(_ start: Alphabet, tolerance: Double, roundLimit: Int = 10) -> (
    alphabet: Alphabet, certificate: SlopeCertificate
  ) {
    var alphabet = start
    var best: (alphabet: Alphabet, certificate: SlopeCertificate, loss: Double)?
    var idleRounds = 0
    for _ in 0..<roundLimit {
      let excess = ConstraintCurve(
        kernel: kernel, nodes: nodes, normalisers: dualNormalisers(alphabet),
        intervals: curveIntervals, extra: alphabet.positions)
      let (certificate, loss) = certificate(alphabet, excess)
      let last = best?.loss ?? .infinity
      if loss < last { best = (alphabet, certificate, loss) }
      idleRounds = loss < last ? 0 : idleRounds + 1
      if loss <= tolerance || idleRounds == 4 || (last <= 2 * tolerance && loss > 0.7 * last) {
        break
      }
      // Masses that are off by a small part of the loss are good enough.
      alphabet = exchanged(
        alphabet, excess, tolerance: tolerance, residual: max(1e-4 * loss, 1e-10))
    }
    guard let best else { preconditionFailure("a refinement takes a round") }
    return (best.alphabet, best.certificate)
  }

  /// The alphabet with new points at the relevant peaks of `c`, and between the neighbours of each that share an atom; without
  /// the points of negligible mass for their surroundings.
  private func exchanged(
    _ old: Alphabet, _ curve: ConstraintCurve, tolerance: Double, residual: Double
  ) -> Alphabet {
    let masses = old.solution.masses
    var points: [(position: Double, mass: Double)] = []
    for j in old.positions.indices {
      let nearby = max(j > 0 ? masses[j - 1] : 0, j + 1 < masses.count ? masses[j + 1] : 0)
      if masses[j] > 1e-5 * nearby { points.append((old.positions[j], masses[j])) }
    }
    var next = 0
    var added: [(position: Double, mass: Double)] = []
    let open = adjoiningIntervals
    for peak in curve.peaks
    where peak.weight > 1e-2 * tolerance && open.contains(where: { $0.contains(peak.position) }) {
      while next < points.count, points[next].position < peak.position { next += 1 }
      let below = points[max(next - 1, 0)]
      let above = points[min(next, points.count - 1)]
      let shared = (below.mass + above.mass) / 2
      added.append((peak.position, 0.1 * shared))
      if shared > 0 {
        let centroid = (below.mass * below.position + above.mass * above.position) / (2 * shared)
        added.append((centroid, 0.1 * shared))
      }
    }
    points.append(contentsOf: added)
    points.sort { $0.position < $1.position }
    var positions: [Double] = []
    var start: [Double] = []
    for point in points {
      if let last = positions.last, point.position - last < 1e-5 * kernel.width {
        start[start.count - 1] += point.mass
      } else {
        positions.append(point.position)
        start.append(max(point.mass, 1e-290))
      }
    }
    return optimise(positions, start: start, tolerance: residual)
  }
}
