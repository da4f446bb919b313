import RDCore
import RealModule

/// A density that is constant in each of several cells of width 1, of which the first begins at 0, and zero elsewhere.
///
/// `LocationScale` gives it a location and the width of the cells.
package struct Histogram: UnivariateDistribution, NotedDistribution, Equatable {
  /// The probability of each cell, shape `[B]`; none negative, of sum 1.
  package let masses: [Double]

  package let note: String?

  package let mean: Double

  package let variance: Double

  private let sums: MomentTree

  /// The probability below the beginning of each cell, and above it, shape `[B + 1]`.
  private let below: [Double]
  private let above: [Double]

  /// The density of samples that were counted.
  ///
  /// - Parameters:
  ///   - counts: in each cell, shape `[B]`; the first and the last above 0.
  ///   - note: what to know about their origin.
  package init(counts: [Int], note: String? = nil) {
    precondition(counts.first.map { $0 > 0 } == true && counts.last.map { $0 > 0 } == true)
    let total = Double(counts.reduce(0, +))
    let masses = counts.map { Double($0) / total }
    self.masses = masses
    self.note = note
    sums = MomentTree(
      leaves: masses.map { PartialMoments(mass: $0, first: 0, second: $0 / 12) },
      centres: masses.indices.map { Double($0) + 0.5 })
    let whole = sums.moments(over: masses.indices, about: 0)
    mean = whole.first
    variance = sums.moments(over: masses.indices, about: whole.first).second
    var sum = 0
    below =
      [0]
      + counts.map { count in
        sum += count
        return Double(sum) / total
      }
    above =
      [1]
      + counts.map { count in
        sum -= count
        return Double(sum) / total
      }
  }

  package var support: Interval { Interval(0, Double(masses.count)) }

  /// The ends of the cells, where the density jumps.
  package var breakpoints: [Double] { (0...masses.count).map(Double.init) }

  /// Whether all cells are equally probable: a step within the support is no concave logarithm.
  package var isLogConcave: Bool { masses.allSatisfy { $0 == masses[0] } }

  package var isSymmetric: Bool { masses.elementsEqual(masses.reversed()) }

  package func density(at x: Double) -> Double {
    support.contains(x) ? masses[cell(of: x)] : 0
  }

  package func cumulative(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= support.upper { return 1 }
    let k = cell(of: x)
    return below[k] + (x - Double(k)) * masses[k]
  }

  package func survival(_ x: Double) -> Double {
    if x <= 0 { return 1 }
    if x >= support.upper { return 0 }
    let k = cell(of: x)
    return above[k + 1] + (Double(k + 1) - x) * masses[k]
  }

  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    // From the nearer end, so that both tails are accurate.
    if p < 0.5 {
      let k = masses.indices.first { below[$0 + 1] > p } ?? masses.count - 1
      return Double(k) + min((p - below[k]) / masses[k], 1)
    }
    let k = masses.indices.last { above[$0] > 1 - p } ?? masses.count - 1
    return Double(k + 1) - min((1 - p - above[k + 1]) / masses[k], 1)
  }

  /// The sum of `-m ln m` over the cells.
  package var differentialEntropy: Information {
    .nats(masses.reduce(0) { $1 > 0 ? $0 - $1 * Double.log($1) : $0 })
  }

  package func partialMoments(over interval: Interval, about reference: Double) -> PartialMoments {
    let lower = max(interval.lower, 0)
    let upper = min(interval.upper, support.upper)
    guard lower < upper else { return .zero }
    let (first, last) = (cell(of: lower), cell(of: upper))
    guard first < last else { return moments(in: first, from: lower, to: upper, about: reference) }
    return moments(in: first, from: lower, to: Double(first + 1), about: reference)
      + sums.moments(over: (first + 1)..<last, about: reference)
      + moments(in: last, from: Double(last), to: upper, about: reference)
  }

  private func moments(
    in cell: Int, from lower: Double, to upper: Double, about reference: Double
  ) -> PartialMoments {
    let half = (upper - lower) / 2
    return PartialMoments(mass: 2 * half, first: 0, second: 2 * half * half * half / 3)
      .weighted(by: masses[cell]).movingReference(downBy: lower + half - reference)
  }

  private func cell(of x: Double) -> Int { min(Int(x), masses.count - 1) }
}
