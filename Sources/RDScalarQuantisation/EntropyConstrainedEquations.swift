import RDCore
import RDNumerics
import RDSources
import RealModule

/// The optimality conditions of an entropy-constrained quantiser and its rate constraint, as a system of nonlinear equations for
/// the thresholds and the slope `s = -dD/dH`.
///
/// At threshold `t[i]` the cells beside it, of centroids `c` and probabilities `p`, cost the same:
/// `(t[i] - c[i])^2 - s ln p[i] = (t[i] - c[i+1])^2 - s ln p[i+1]`. The Jacobian is tridiagonal but for the border of the rate.
/// The cells are numbered as in `ThresholdEquations`, and distances are stored instead of positions, likewise.
///
/// > Source: [chou1989], [sullivan1996] for the conditions; the derivatives follow from those of centroid and probability.
struct EntropyConstrainedEquations<Density: UnivariateDistribution> {
  package let density: Density
  let lowerEnd: ThresholdEquations<Density>.LowerEnd

  /// The required entropy of the indices, in nats.
  package let rate: Double

  /// The unknown thresholds, ascending, shape `[M]`.
  package private(set) var thresholds: [Double]

  /// The unknown slope, in squared units of the density per nat; above 0.
  private(set) var slope: Double

  /// The probabilities of the cells, shape `[M + 1]`; half of it for a mirrored first cell.
  package private(set) var masses: [Double]

  /// The logarithms of the probabilities, shape `[M + 1]`; of the full probability for a mirrored first cell.
  private var logarithms: [Double]

  /// From each cell's lower end to its centroid, shape `[M + 1]`.
  private var distancesAboveLower: [Double]

  /// From each cell's centroid to its upper end, shape `[M + 1]`; infinite for the last.
  private var distancesBelowUpper: [Double]

  /// The entropy of the indices, in nats, of both halves of a symmetric quantiser.
  private(set) var entropy = 0.0

  /// The larger of the greatest difference of costs at a threshold, relative to the slope and the squared distances there, and of
  /// the rate's error in nats; infinite for thresholds that are out of order or bound an empty cell.
  private(set) var residual = Double.infinity

  /// The equations at an initial guess.
  init(
    density: Density, lowerEnd: ThresholdEquations<Density>.LowerEnd, thresholds: [Double],
    slope: Double, rate: Double
  ) {
    self.density = density
    self.lowerEnd = lowerEnd
    self.thresholds = thresholds
    self.slope = slope
    self.rate = rate
    masses = Array(repeating: 0, count: thresholds.count + 1)
    logarithms = masses
    distancesAboveLower = masses
    distancesBelowUpper = masses
    evaluate()
  }

  /// The error of the entropy, in nats.
  var rateError: Double { abs(entropy - rate) }

  /// The centroids of the cells, shape `[M + 1]`.
  package var centroids: [Double] {
    masses.indices.map { cell in
      if cell == 0, case .mirrored(let centre) = lowerEnd { return centre }
      if cell < thresholds.count { return thresholds[cell] - distancesBelowUpper[cell] }
      let lower = lowerBound(of: cell)
      return lower.isFinite ? lower + distancesAboveLower[cell] : density.mean
    }
  }

  /// Moves the unknowns and evaluates the equations there.
  mutating func move(by step: Step, scaledBy factor: Double) {
    for i in thresholds.indices { thresholds[i] += factor * step.thresholds[i] }
    slope += factor * step.slope
    evaluate()
  }

  /// A change of the unknowns.
  struct Step {
    /// Shape `[M]`.
    package var thresholds: [Double]

    /// The change of the slope.
    var slope: Double
  }

  /// A step that moves each threshold to where the costs beside it are equal, for the present levels and code lengths.
  var sweepStep: Step {
    Step(
      thresholds: thresholds.indices.map {
        -imbalance(at: $0) / (2 * (distancesBelowUpper[$0] + distancesAboveLower[$0 + 1]))
      }, slope: 0)
  }

  /// The step of Newton's method, damped as in Levenberg's by `damping` times the matrix of `sweepStep`.
  ///
  /// - Throws: `NumericsError/singular(method:row:)`.
  func newtonStep(damping: Double, using system: inout TridiagonalSystem) throws(NumericsError)
    -> Step
  {
    assemble(&system, damping: damping)
    for i in thresholds.indices { system.rightHandSide[i] = -imbalance(at: i) }
    try system.solve()
    var step = system.rightHandSide
    assemble(&system, damping: damping)
    for i in thresholds.indices { system.rightHandSide[i] = logarithms[i + 1] - logarithms[i] }
    try system.solve()
    // The derivatives of the entropy by the thresholds, and of these by the slope.
    var entropyStep = 0.0
    var entropyBySlope = 0.0
    let sides = isSymmetric ? 2.0 : 1.0
    for i in thresholds.indices {
      let gradient =
        sides * density.density(at: thresholds[i]) * (logarithms[i + 1] - logarithms[i])
      entropyStep += gradient * step[i]
      entropyBySlope -= gradient * system.rightHandSide[i]
    }
    let slopeStep = (rate - entropy - entropyStep) / entropyBySlope
    guard slopeStep.isFinite else {
      throw .singular(method: "Newton's method for a rate", row: thresholds.count)
    }
    for i in thresholds.indices { step[i] -= slopeStep * system.rightHandSide[i] }
    return Step(thresholds: step, slope: slopeStep)
  }

  /// The largest factor up to 1 at which a step leaves every cell and the slope at least a tenth of its value.
  func largestFactor(for step: Step) -> Double {
    var factor = 1.0
    if step.slope < -0.9 * slope { factor = -0.9 * slope / step.slope }
    for i in thresholds.indices {
      let shrinkage = (i == 0 ? 0 : step.thresholds[i - 1]) - step.thresholds[i]
      let width = thresholds[i] - max(lowerBound(of: i), density.support.lower)
      if shrinkage > 0.9 * width { factor = min(factor, 0.9 * width / shrinkage) }
    }
    if let last = thresholds.indices.last, density.support.upper.isFinite,
      step.thresholds[last] > 0
    {
      factor = min(
        factor, 0.9 * (density.support.upper - thresholds[last]) / step.thresholds[last])
    }
    return max(factor, 0)
  }

  /// The tridiagonal part of the Jacobian.
  private func assemble(_ system: inout TridiagonalSystem, damping: Double) {
    for i in thresholds.indices {
      let height = density.density(at: thresholds[i])
      let below = distancesBelowUpper[i]
      let above = distancesAboveLower[i + 1]
      // Density over mass, of the cells on both sides.
      let hazardBelow = height / masses[i]
      let hazardAbove = height / masses[i + 1]
      let centroidBelow = i == 0 && isFirstMirrored ? 0 : hazardBelow * below
      system.diagonal[i] =
        2 * below * (1 - centroidBelow) + 2 * above * (1 - hazardAbove * above)
        - slope * (hazardBelow + hazardAbove) + 2 * damping * (below + above)
      if i > 0 {
        let hazard = density.density(at: thresholds[i - 1]) / masses[i]
        system.lower[i] = hazard * (slope - 2 * below * distancesAboveLower[i])
      }
      if i + 1 < thresholds.count {
        let hazard = density.density(at: thresholds[i + 1]) / masses[i + 1]
        system.upper[i] = hazard * (slope - 2 * above * distancesBelowUpper[i + 1])
      }
    }
  }

  private var isSymmetric: Bool {
    if case .open = lowerEnd { return false }
    return true
  }

  private var isFirstMirrored: Bool {
    if case .mirrored = lowerEnd { return true }
    return false
  }

  private func lowerBound(of cell: Int) -> Double {
    guard cell == 0 else { return thresholds[cell - 1] }
    return lowerEnd.position
  }

  /// The cost of the cell below a threshold less that of the cell above it.
  private func imbalance(at i: Int) -> Double {
    let below = distancesBelowUpper[i]
    let above = distancesAboveLower[i + 1]
    return (below - above) * (below + above) + slope * (logarithms[i + 1] - logarithms[i])
  }

  private mutating func evaluate() {
    residual = .infinity
    var sum = CompensatedSum()
    for cell in masses.indices {
      let lower = lowerBound(of: cell)
      let upper = cell < thresholds.count ? thresholds[cell] : .infinity
      guard lower < upper else { return }
      let reference =
        lower == -.infinity
        ? (upper == .infinity ? density.mean : upper)
        : (upper == .infinity ? lower : lower + (upper - lower) / 2)
      let moments = density.partialMoments(over: Interval(lower, upper), about: reference)
      guard moments.mass > 0 else { return }
      let isMirrored = cell == 0 && isFirstMirrored
      let offset = moments.first / moments.mass
      masses[cell] = moments.mass
      logarithms[cell] = Double.log(isMirrored ? 2 * moments.mass : moments.mass)
      distancesAboveLower[cell] = lower.isFinite ? (reference - lower) + offset : .infinity
      distancesBelowUpper[cell] =
        isMirrored ? upper - lower : upper.isFinite ? (upper - reference) - offset : .infinity
      let copies = isSymmetric && !isMirrored ? 2.0 : 1.0
      let mass = isMirrored ? 2 * moments.mass : moments.mass
      sum.add(-copies * mass * logarithms[cell])
    }
    entropy = sum.value
    var largest = 0.0
    for i in thresholds.indices {
      let below = distancesBelowUpper[i]
      let above = distancesAboveLower[i + 1]
      largest = max(largest, abs(imbalance(at: i)) / (slope + below * below + above * above))
    }
    residual = max(largest, rateError)
  }
}
