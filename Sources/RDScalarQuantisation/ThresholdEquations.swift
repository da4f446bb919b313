import RDCore
import RDNumerics
import RDSources

/// The optimality conditions of a quantiser's thresholds, `t[i] = (c[i-1] + c[i]) / 2` with the cells' centroids `c`, as a
/// system of nonlinear equations with a tridiagonal Jacobian.
///
/// The cells are numbered from 0; cell `i` ends at threshold `t[i]`, and the last one extends to infinity. Distances within a
/// cell are stored instead of positions, so the equations keep their accuracy where cells are narrow and far from zero.
///
/// > Source: [max1960] for the conditions; the derivatives follow from those of the centroid.
struct ThresholdEquations<Density: UnivariateDistribution> {
  /// The lower end of the first cell.
  enum LowerEnd {
    /// At minus infinity.
    case open

    /// At a fixed point.
    case fixed(Double)

    /// At the mirror image of the first threshold, so its centroid, the centre, is fixed.
    case mirrored(about: Double)

    /// The lower end of the part that is solved for.
    var position: Double {
      switch self {
      case .open: -.infinity
      case .fixed(let end): end
      case .mirrored(let centre): centre
      }
    }
  }

  package let density: Density
  let lowerEnd: LowerEnd

  /// The unknowns, ascending, shape `[M]`.
  package private(set) var thresholds: [Double]

  /// The probabilities of the cells, shape `[M + 1]`; half of it for a mirrored first cell.
  private var masses: [Double]

  /// From each cell's lower end to its centroid, shape `[M + 1]`.
  private var distancesAboveLower: [Double]

  /// From each cell's centroid to its upper end, shape `[M + 1]`; infinite for the last.
  private var distancesBelowUpper: [Double]

  /// `max |t[i] - (c[i-1] + c[i]) / 2|`, in units of the density; infinite for thresholds that are out of order or bound an empty
  /// cell.
  ///
  /// For a density that is not log-concave, each is relative to the larger of `|t[i]|` and the standard deviation.
  private(set) var residual = Double.infinity

  /// The cell that makes the residual infinite, if one is empty.
  private(set) var emptyCell: Int?

  /// The equations at an initial guess.
  init(density: Density, lowerEnd: LowerEnd, thresholds: [Double]) {
    self.density = density
    self.lowerEnd = lowerEnd
    self.thresholds = thresholds
    masses = Array(repeating: 0, count: thresholds.count + 1)
    distancesAboveLower = masses
    distancesBelowUpper = masses
    evaluate()
  }

  /// The centroids of the cells, shape `[M + 1]`.
  package var centroids: [Double] {
    masses.indices.map { cell in
      if cell == 0, case .mirrored(let centre) = lowerEnd { return centre }
      return cell < thresholds.count
        ? thresholds[cell] - distancesBelowUpper[cell]
        : lowerBound(of: cell) + distancesAboveLower[cell]
    }
  }

  /// Moves the thresholds and evaluates the equations there.
  mutating func move(by step: [Double], scaledBy factor: Double) {
    for i in thresholds.indices { thresholds[i] += factor * step[i] }
    evaluate()
  }

  /// The step of Lloyd's Method I, each threshold to the midpoint of the centroids beside it: shape `[M]`.
  var lloydStep: [Double] {
    thresholds.indices.map { -imbalance(at: $0) }
  }

  /// The step of Newton's method, shape `[M]`.
  ///
  /// - Throws: `NumericsError/singular(method:row:)`.
  func newtonStep(using system: inout TridiagonalSystem) throws(NumericsError) -> [Double] {
    // The derivatives of each cell's centroid by its lower and upper end.
    for i in thresholds.indices {
      let height = density.density(at: thresholds[i])
      // Density times distance stays in range where density over mass may not.
      let fromBelow =
        isFirstMirrored(i) ? 0 : height * distancesBelowUpper[i] / masses[i]
      let fromAbove = height * distancesAboveLower[i + 1] / masses[i + 1]
      system.diagonal[i] = 1 - (fromBelow + fromAbove) / 2
      if i > 0 {
        let lowerHeight = density.density(at: thresholds[i - 1])
        system.lower[i] = -lowerHeight * distancesAboveLower[i] / masses[i] / 2
      }
      if i + 1 < thresholds.count {
        let upperHeight = density.density(at: thresholds[i + 1])
        system.upper[i] = -upperHeight * distancesBelowUpper[i + 1] / masses[i + 1] / 2
      }
      system.rightHandSide[i] = -imbalance(at: i)
    }
    try system.solve()
    return system.rightHandSide
  }

  /// The largest factor up to 1 at which a step leaves every cell at least a tenth of its width.
  func largestFactor(for step: [Double]) -> Double {
    var factor = 1.0
    for i in thresholds.indices {
      let (lower, lowerMove): (Double, Double) =
        switch (i, lowerEnd) {
        case (0, .open): (-.infinity, 0)
        case (0, .fixed(let end)): (end, 0)
        case (0, .mirrored(let centre)): (centre, 0)
        default: (thresholds[i - 1], step[i - 1])
        }
      let shrinkage = lowerMove - step[i]
      let width = thresholds[i] - lower
      if shrinkage > 0.9 * width { factor = min(factor, 0.9 * width / shrinkage) }
    }
    if let last = thresholds.indices.last, density.support.upper.isFinite, step[last] > 0 {
      factor = min(factor, 0.9 * (density.support.upper - thresholds[last]) / step[last])
    }
    return factor
  }

  private func isFirstMirrored(_ cell: Int) -> Bool {
    guard cell == 0, case .mirrored = lowerEnd else { return false }
    return true
  }

  private func lowerBound(of cell: Int) -> Double {
    guard cell == 0 else { return thresholds[cell - 1] }
    return lowerEnd.position
  }

  /// `t[i] - (c[i] + c[i+1]) / 2` from the distances on both sides.
  private func imbalance(at i: Int) -> Double {
    (distancesBelowUpper[i] - distancesAboveLower[i + 1]) / 2
  }

  /// The unit of an imbalance: in a tail that may be heavy, thresholds differ by orders of magnitude, and so does their rounding.
  private func unit(at i: Int) -> Double {
    density.isLogConcave ? 1 : max(abs(thresholds[i]), density.standardDeviation)
  }

  /// The value that rounding gives `residual`: a threshold is known to half a unit in its last place, and its equation to a few
  /// of them.
  var roundingLimit: Double {
    let largest = density.isLogConcave ? thresholds.reduce(1) { max($0, abs($1)) } : 1
    return 16 * .ulpOfOne * largest
  }

  private mutating func evaluate() {
    residual = .infinity
    emptyCell = nil
    for cell in masses.indices {
      let lower = lowerBound(of: cell)
      let upper = cell < thresholds.count ? thresholds[cell] : .infinity
      guard lower < upper else { return }
      let reference =
        lower == -.infinity
        ? (upper == .infinity ? density.mean : upper)
        : (upper == .infinity ? lower : lower + (upper - lower) / 2)
      let moments = density.partialMoments(over: Interval(lower, upper), about: reference)
      guard moments.mass > 0 else {
        emptyCell = cell
        return
      }
      let offset = moments.first / moments.mass
      masses[cell] = moments.mass
      distancesAboveLower[cell] = lower.isFinite ? (reference - lower) + offset : .infinity
      distancesBelowUpper[cell] =
        isFirstMirrored(cell)
        ? upper - lower : upper.isFinite ? (upper - reference) - offset : .infinity
    }
    var largest = 0.0
    for i in thresholds.indices { largest = max(largest, abs(imbalance(at: i)) / unit(at: i)) }
    residual = largest
  }
}
