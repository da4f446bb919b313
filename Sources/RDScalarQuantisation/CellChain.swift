import RDCore
import RDSources
import RealModule

/// Thresholds at which entropy-constrained costs tie, found one after the other from an end of a density inwards.
///
/// The cost of a cell, with the tie at its inner end, determines the width of the next cell. From a tail towards a mode an error
/// in a width decays, so the chain soon forgets its start; only its phase remains.
///
/// > Source: the conditions of [chou1989].
struct CellChain<Density: UnivariateDistribution> {
  package let density: Density

  /// `-dD/dH`, per nat.
  package let slope: Double

  /// The greatest length of a chain.
  package static var limit: Int { 1 << 15 }

  /// The width of all cells where the density varies little between neighbours.
  ///
  /// > Source: [gish1968].
  package var step: Double { (6 * slope).squareRoot() }

  /// The inner end of the outermost cell: its error is a given fraction of the slope, unless it reaches the width `step`
  /// before.
  ///
  /// - Parameters:
  ///   - end: where the cell begins; may be infinite.
  ///   - mode: where the density is highest, on the inner side.
  ///   - share: the error of the cell as a fraction of the slope.
  /// - Returns: the inner end of that cell, between the end and the mode.
  package func outermost(from end: Double, to mode: Double, share: Double) -> Double {
    let sign = end > mode ? 1.0 : -1.0
    func isEnough(_ position: Double) -> Bool {
      let moments = moments(from: position, to: end)
      guard moments.mass > 0 else { return false }
      return moments.second - moments.first * (moments.first / moments.mass) >= share * slope
    }
    var inner = mode
    var outer = end
    if end.isFinite {
      guard abs(end - mode) > step else { return mode }
      inner = end - sign * step
      guard isEnough(inner) else {
        inner = mode
        outer = end - sign * step
        return bisected(inner, outer, isEnough)
      }
      return inner
    }
    var reach = 2 * density.standardDeviation
    while isEnough(mode + sign * reach), reach < 1e60 * density.standardDeviation {
      inner = mode + sign * reach
      reach *= 4
    }
    outer = mode + sign * reach
    return bisected(inner, outer, isEnough)
  }

  /// The point at which a condition ceases to hold between two points, to a tenth of their distance.
  private func bisected(
    _ inner: Double, _ outer: Double, _ holds: (Double) -> Bool
  ) -> Double {
    var (inner, outer) = (inner, outer)
    for _ in 0..<10 {
      let middle = inner + (outer - inner) / 2
      if holds(middle) { inner = middle } else { outer = middle }
    }
    return inner
  }

  /// The thresholds of a chain, from the outermost to the first one at or beyond the mode.
  ///
  /// - Parameters:
  ///   - end: where the outermost cell begins; may be infinite.
  ///   - first: where it ends.
  ///   - mode: where the chain is to end.
  /// - Returns: the thresholds, or `nil` if there are more than `limit`, or if the outermost cell is empty.
  package func thresholds(from end: Double, first: Double, to mode: Double) -> [Double]? {
    let sign = end > mode ? 1.0 : -1.0
    var points = [first]
    var threshold = first
    var cell = cell(from: first, to: end)
    guard cell.mass > 0 else { return nil }
    var width = max(2 * cell.toInner, step)
    while sign * (threshold - mode) > 0 {
      guard points.count < Self.limit else { return nil }
      let cost = cell.toInner * cell.toInner - slope * Double.log(cell.mass)
      guard let next = next(threshold, sign: sign, cost: cost, guess: width) else { break }
      width = abs(next.position - threshold)
      cell = next.cell
      threshold = next.position
      points.append(threshold)
    }
    return points
  }

  private struct Cell {
    let mass: Double

    /// The distances from its centroid to both of its ends.
    let toInner: Double
    let toOuter: Double
  }

  /// The inner end of the cell whose cost equals that of its outer neighbour at their common threshold.
  private func next(
    _ threshold: Double, sign: Double, cost: Double, guess: Double
  ) -> (position: Double, cell: Cell)? {
    // A cell that is too narrow costs too much because it is rare; the one sought is wider than the cheapest.
    let end = sign > 0 ? density.support.lower : density.support.upper
    let farthest = abs(threshold - end)
    var narrowest = 0.0
    var widest = Double.infinity
    var width = min(guess, farthest)
    for _ in 0..<200 {
      let position = threshold - sign * width
      let cell = cell(from: position, to: threshold)
      guard cell.mass > 0 else { return nil }
      let steepness = 2 * cell.toOuter * cell.toInner - slope
      let excess = cell.toOuter * cell.toOuter - slope * Double.log(cell.mass) - cost
      var change = width
      if steepness > 0 {
        // The derivative of the excess is the slope of the cost times density over mass.
        change = -excess / (steepness * density.density(at: position) / cell.mass)
        if abs(change) <= 1e-8 * width { return (position, cell) }
      }
      if steepness > 0, excess > 0 { widest = width } else { narrowest = width }
      guard narrowest < farthest else { return nil }
      let next = width + change
      if next > narrowest, next < min(widest, 2 * width) {
        width = next
      } else {
        width = widest < .infinity ? narrowest + (widest - narrowest) / 2 : 1.5 * width
      }
      width = min(width, farthest)
    }
    return nil
  }

  private func cell(from inner: Double, to outer: Double) -> Cell {
    let reference = outer.isFinite ? inner + (outer - inner) / 2 : inner
    let moments = density.partialMoments(
      over: Interval(min(inner, outer), max(inner, outer)), about: reference)
    let offset = moments.first / moments.mass
    let centroid = (reference - inner) + offset
    return Cell(
      mass: moments.mass, toInner: abs(centroid),
      toOuter: outer.isFinite ? abs((outer - reference) - offset) : .infinity)
  }

  private func moments(from inner: Double, to outer: Double) -> PartialMoments {
    density.partialMoments(
      over: Interval(min(inner, outer), max(inner, outer)), about: inner)
  }
}
