import RDCore
import RDNumerics
import RealModule

/// What a formula looks like from afar: where it is positive, its modes, and where it is not smooth.
struct FormulaScan {
  /// Ends of intervals that let no mode be missed, ascending; between the first and the last is all of the density.
  private(set) var marks: [Double] = []

  /// Kinks, jumps and singularities, and the modes, ascending.
  private(set) var breakpoints: [Double] = []

  /// Points of the grid in a factor of ten where the support is infinite, and in all of one that is not.
  private static let pointsPerDecade = 32
  private static let pointCount = 4096

  /// The farthest and the nearest point of a grid on an infinite support.
  static let farthest = 1e150
  private static let nearest = 1e-15

  /// The fraction of the peak, and the value, below which a density counts as 0.
  private static let negligible = 1e-290

  private static let modeLimit = 16
  private static let kinkLimit = 1000

  /// The width of the highest mode.
  let width: Double

  /// The value up to which the formula counts as 0.
  let negligibleValue: Double

  /// - Throws: ``FormulaError`` for a formula that is negative, no number or 0 on the grid.
  init(of expression: Expression, on support: Interval) throws(FormulaError) {
    let grid = Self.grid(on: support)
    let values = grid.map(expression.callAsFunction)
    // What is so far below the peak has no digits left, and no part in any integral.
    let peak = values.filter(\.isFinite).max() ?? 0
    let least = max(Self.negligible * peak, Self.negligible)
    guard let first = values.firstIndex(where: { $0 > least }),
      let last = values.lastIndex(where: { $0 > least })
    else { throw .zeroEverywhere }
    for i in grid.indices where !(values[i] >= 0) {
      // Far beyond where it is 0 a product of 0 and infinity is 0, too.
      let between = i < first ? values[i..<first] : i > last ? values[last...i] : []
      guard values[i].isNaN, between.count(where: { $0 == 0 }) > 1 else {
        throw .badValue(values[i], at: grid[i])
      }
    }
    let lower = first > 0 ? grid[first - 1] : (support.lower.isFinite ? support.lower : grid[0])
    let upper =
      last + 1 < grid.count
      ? grid[last + 1] : (support.upper.isFinite ? support.upper : grid[grid.count - 1])
    negligibleValue = least
    let range = first...last
    let singular = range.filter { values[$0] == .infinity }.map { grid[$0] }
    let kinks = try Self.kinks(
      of: expression, between: Array(grid[max(first - 1, 0)...min(last + 1, grid.count - 1)]))
    let modes = Self.modes(of: expression, on: support, grid, values, range)
    width = modes[0].width
    breakpoints = (kinks + singular + modes.map(\.position))
      .filter { lower < $0 && $0 < upper }.sorted()
    var marks = breakpoints + [lower, upper]
    for (index, mode) in modes.enumerated() {
      var distance = mode.width
      // About the highest all the way, about the others as far as they may stand out.
      while distance < upper - lower, index == 0 || distance <= 64 * mode.width {
        marks += [mode.position - distance, mode.position + distance]
        distance *= 2
      }
    }
    marks = marks.filter { lower <= $0 && $0 <= upper }.sorted()
    self.marks = marks.indices.filter { $0 == 0 || marks[$0] > marks[$0 - 1] }.map { marks[$0] }
  }

  /// Points inside the support: evenly spaced, or by their distance from its end or from 0.
  private static func grid(on support: Interval) -> [Double] {
    if support.isBounded {
      return (1..<pointCount).map {
        support.lower + support.width * (Double($0) / Double(pointCount))
      }
    }
    let decades = Int(Double.log10(farthest / nearest).rounded())
    let distances = (0...(decades * pointsPerDecade)).map {
      nearest * Double.exp10(Double($0) / Double(pointsPerDecade))
    }
    if support.lower.isFinite { return distances.map { support.lower + $0 } }
    if support.upper.isFinite { return distances.reversed().map { support.upper - $0 } }
    return distances.reversed().map { -$0 } + [0] + distances
  }

  /// The zeros of what decides between smooth branches.
  private static func kinks(
    of expression: Expression, between grid: [Double]
  ) throws(FormulaError) -> [Double] {
    var kinks: [Double] = []
    var before = expression.switches(at: grid[0])
    guard !before.isEmpty else { return [] }
    for (left, right) in zip(grid, grid.dropFirst()) {
      let after = expression.switches(at: right)
      for k in after.indices {
        // What is 0 all the way decides nothing.
        if after[k] == 0 {
          if before[k] != 0 { kinks.append(right) }
        } else if before[k] != 0, (before[k] < 0) != (after[k] < 0),
          let root = try? BrentRoot().root(
            in: Interval(left, right), of: { expression.switches(at: $0)[k] })
        {
          kinks.append(root.position)
        }
      }
      guard kinks.count <= kinkLimit else { throw .tooManyPanels }
      before = after
    }
    return kinks
  }

  /// The highest of the local maxima on the grid, and the distances at which they fall to a half, the highest first.
  private static func modes(
    of expression: Expression, on support: Interval, _ grid: [Double], _ values: [Double],
    _ range: ClosedRange<Int>
  ) -> [(position: Double, width: Double)] {
    func value(_ i: Int) -> Double { values.indices.contains(i) ? values[i] : 0 }
    let peaks = range.filter { i in
      value(i).isFinite && value(i) >= value(i - 1) && value(i) > value(i + 1)
    }.sorted { values[$0] > values[$1] }.prefix(modeLimit)
    let modes = peaks.map { i in
      mode(
        of: expression,
        between: i > 0 ? grid[i - 1] : max(grid[i], support.lower),
        and: i + 1 < grid.count ? grid[i + 1] : min(grid[i], support.upper))
    }
    // Only singularities: any point will do to begin with.
    guard modes.isEmpty else { return modes }
    let i = range.lowerBound / 2 + range.upperBound / 2
    return [(grid[i], max(abs(grid[i] - grid[max(i - 1, 0)]), nearest))]
  }

  /// The mode between two points, by thirds.
  private static func mode(
    of expression: Expression, between lower: Double, and upper: Double
  ) -> (position: Double, width: Double) {
    var (low, high) = (lower, upper)
    for _ in 0..<120 {
      let (left, right) = (low + (high - low) / 3, high - (high - low) / 3)
      if expression(left) < expression(right) { low = left } else { high = right }
    }
    let position = low / 2 + high / 2
    let height = expression(position)
    func isWide(_ width: Double) -> Bool {
      expression(position - width) >= height / 2 || expression(position + width) >= height / 2
    }
    var width = max(upper - lower, nearest)
    while isWide(width), width < farthest { width *= 2 }
    while !isWide(width), width > 4 * position.ulp { width /= 2 }
    return (position, width)
  }
}
