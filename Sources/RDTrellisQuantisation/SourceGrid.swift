import RDCore
import RDSources

/// A density discretised into narrow cells, in standard units: less the mean, divided by the standard deviation.
package struct SourceGrid {
  /// The midpoint of each cell, ascending, shape `[n]`.
  package private(set) var points: [Double] = []

  /// The probability of each cell, shape `[n]`.
  package private(set) var masses: [Double] = []

  /// The intervals between neighbouring levels, each subdivided, and the tails beyond the outermost levels.
  ///
  /// - Parameters:
  ///   - density: the source.
  ///   - levels: ascending, in standard units.
  package init(density: any UnivariateDistribution, levels: [Double]) {
    let pieces = levels.count <= 256 ? 8 : 4
    var edges: [Double] = []
    for (low, high) in zip(levels, levels.dropFirst()) {
      for piece in 0..<pieces { edges.append(low + (high - low) * Double(piece) / Double(pieces)) }
    }
    edges.append(levels[levels.count - 1])
    let mean = density.mean
    let scale = density.standardDeviation
    // The lighter of the two tails loses no digits in a difference.
    let tails = edges.map { edge in
      (below: density.cumulative(mean + scale * edge), above: density.survival(mean + scale * edge))
    }
    append(point: edges[0], mass: tails[0].below)
    for (i, (low, high)) in zip(edges, edges.dropFirst()).enumerated() {
      let mass =
        tails[i].above < tails[i].below
        ? tails[i].above - tails[i + 1].above : tails[i + 1].below - tails[i].below
      append(point: (low + high) / 2, mass: mass)
    }
    append(point: edges[edges.count - 1], mass: tails[edges.count - 1].above)
  }

  private mutating func append(point: Double, mass: Double) {
    guard mass > 0 else { return }
    points.append(point)
    masses.append(mass)
  }
}
