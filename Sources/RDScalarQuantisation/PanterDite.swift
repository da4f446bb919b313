import RDSources
import RealModule

/// The thresholds that are asymptotically optimal for many levels: their density is proportional to the cube root of the
/// source's.
///
/// > Source: [panter1951].
struct PanterDite<Density: UnivariateDistribution> {
  private static var segmentCount: Int { 4096 }

  /// The points of the table: `mean + scale sinh(v)` at equal steps of `v`, dense at the mean and far into the tails.
  private let lowest: Double
  private let spacing: Double
  private let mean: Double
  private let scale: Double

  /// The integrand in `v`, from the cube root of the density, at the points, shape `[segmentCount + 1]`.
  private var heights: [Double] = []

  /// Its integral up to each point, shape `[segmentCount + 1]`.
  private var cumulative: [Double] = []

  /// Tabulates the cube root of a density.
  init(density: Density) {
    mean = density.mean
    scale = density.standardDeviation
    lowest = Double.asinh((Self.end(of: density, towards: -1) - mean) / scale)
    let highest = Double.asinh((Self.end(of: density, towards: 1) - mean) / scale)
    spacing = (highest - lowest) / Double(Self.segmentCount)
    var sum = 0.0
    for k in 0...Self.segmentCount {
      let v = lowest + Double(k) * spacing
      // Clamped, because the last point may round to one outside a bounded support.
      let x = min(max(position(v), density.support.lower), density.support.upper)
      let height = Double.root(finiteDensity(of: density, at: x), 3) * Double.cosh(v)
      if k > 0 { sum += (heights[k - 1] + height) / 2 }
      heights.append(height)
      cumulative.append(sum)
    }
  }

  /// The thresholds of a quantiser, ascending, shape `[levelCount - 1]`.
  ///
  /// - Complexity: O(levelCount), besides the table's thousands of points.
  package func thresholds(levelCount: Int) -> [Double] {
    positions(at: (1..<levelCount).map { Double($0) / Double(levelCount) })
  }

  /// The thresholds of a quantiser with a point in the middle of a cell, ascending, shape `[levelCount - 1]`: the cells on each side
  /// of it, and half of its own, share the integral there.
  ///
  /// - Parameters:
  ///   - levelCount: the number of cells.
  ///   - centre: the point.
  ///   - rounding: whether the cells below are as many as there is room for, or one more.
  /// - Returns: the thresholds.
  func thresholds(
    levelCount: Int, centre: Double, rounding: FloatingPointRoundingRule
  ) -> [Double] {
    let share = share(below: centre)
    let below = min(
      max((share * Double(levelCount) - 0.5).rounded(rounding), 0), Double(levelCount) - 1)
    let above = Double(levelCount) - 1 - below
    return positions(
      at: (1..<levelCount).map { i in
        Double(i) <= below
          ? share * (Double(i) / (below + 0.5))
          : 1 - (1 - share) * (Double(levelCount - i) / (above + 0.5))
      })
  }

  /// The fraction of the integral of the density's cube root below a point.
  private func share(below x: Double) -> Double {
    let steps = (Double.asinh((x - mean) / scale) - lowest) / spacing
    let segment = min(max(Int(steps.rounded(.down)), 0), Self.segmentCount - 1)
    let part = min(max(steps - Double(segment), 0), 1)
    let slope = heights[segment + 1] - heights[segment]
    return (cumulative[segment] + part * (heights[segment] + part * slope / 2))
      / cumulative[Self.segmentCount]
  }

  /// The points below which ascending fractions of the integral lie.
  private func positions(at fractions: [Double]) -> [Double] {
    var segment = 0
    let total = cumulative[Self.segmentCount]
    return fractions.map { fraction in
      let target = total * fraction
      while segment + 1 < Self.segmentCount, cumulative[segment + 1] <= target { segment += 1 }
      // The integrand is linear within a segment, so the integral is a parabola.
      let rest = max(target - cumulative[segment], 0)
      let height = heights[segment]
      let slope = heights[segment + 1] - height
      let root = max(height * height + 2 * slope * rest, 0).squareRoot()
      let share = rest == 0 ? 0 : min(2 * rest / (height + root), 1)
      return position(lowest + (Double(segment) + share) * spacing)
    }
  }

  /// A grid for seeking partitions, ascending, inside the support.
  ///
  /// It is the union of the thresholds of `pieceCount` levels and as many points that are uniform about the mean and ever coarser
  /// in the tails.
  ///
  /// - Complexity: O(pieceCount log pieceCount)
  package func grid(pieceCount: Int) -> [Double] {
    let last = lowest + Double(Self.segmentCount) * spacing
    let even = (1..<pieceCount).map {
      position(lowest + (last - lowest) * Double($0) / Double(pieceCount))
    }
    var points: [Double] = []
    for point in (even + thresholds(levelCount: pieceCount)).sorted()
    where point > (points.last ?? -.infinity) + 1e-9 * scale {
      points.append(point)
    }
    return points
  }

  /// The density, or next to an infinite peak its value a fraction of a segment away.
  private func finiteDensity(of density: Density, at x: Double) -> Double {
    let height = density.density(at: x)
    guard height == .infinity else { return height }
    let aside = scale * spacing / 4
    return density.density(at: x + aside < density.support.upper ? x + aside : x - aside)
  }

  private func position(_ v: Double) -> Double { mean + scale * Double.sinh(v) }

  /// The end of the support, or where the density is below `1e-30 / scale` and little is left of the integral of its cube root.
  private static func end(of density: Density, towards sign: Double) -> Double {
    let bound = sign < 0 ? density.support.lower : density.support.upper
    guard !bound.isFinite else { return bound }
    let scale = density.standardDeviation
    var distance = 4 * scale
    while distance < 1e24 * scale {
      let height = density.density(at: density.mean + sign * distance) * scale
      // For a heavy tail the cube root falls so slowly that the distance decides.
      guard height > 1e-30 || Double.root(height, 3) * (distance / scale) > 1e-7 else { break }
      distance *= 1.25
    }
    return density.mean + sign * distance
  }
}
