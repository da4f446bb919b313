internal import RDCore
internal import RDNumerics
internal import RDSources
internal import RealModule

/// Where the design of an entropy-constrained quantiser may start.
struct EntropyConstrainedStart<Density: UnivariateDistribution> {
  /// Where the first cell begins.
  let lowerEnd: ThresholdEquations<Density>.LowerEnd

  /// The thresholds above that, ascending.
  let thresholds: [Double]

  /// About `-dD/dH`, by nats.
  let slope: Double
}

/// The starts that are worth trying for a density and a rate: equal steps, which are optimal for high rates, in all
/// positions that matter, and for low rates the best partitions of a grid.
struct EntropyConstrainedStarts<Density: UnivariateDistribution> {
  let density: Density

  /// In nats.
  let rate: Double

  /// Up to this rate, in nats, the best partition of a grid is sought: three bits, or four if the density may have valleys.
  private var partitionLimit: Double {
    (density.isLogConcave ? 3 : 4) * Double.log(2)
  }

  /// The starts, the most regular first.
  var all: [EntropyConstrainedStart<Density>] {
    let grid = ThresholdGrid(density: density)
    let centre = density.mean
    var starts: [EntropyConstrainedStart<Density>] = []
    let uniform = UniformThresholdSearch(density: density, grid: grid, isStretched: true)
    if density.isSymmetric {
      for (phase, lowerEnd) in [
        (0.5, ThresholdEquations<Density>.LowerEnd.mirrored(about: centre)), (0, .fixed(centre)),
      ] {
        guard
          let found = uniform.solution(rate: rate, anchor: centre, phase: phase, tolerance: 1e-9)
        else { continue }
        let upper = grid.pruned(found.thresholds.filter { $0 > centre }, above: centre)
        guard !upper.isEmpty else { continue }
        starts.append(
          EntropyConstrainedStart(lowerEnd: lowerEnd, thresholds: upper, slope: found.slope))
      }
    } else {
      // Beside a firm end the first cell is whole.
      let ends = [density.support.lower, density.support.upper].filter(\.isFinite).map { ($0, 0.0) }
      for (anchor, phase) in ends + [0.5, 0, 0.25, 0.75].map({ (centre, $0) }) {
        guard
          let found = uniform.solution(rate: rate, anchor: anchor, phase: phase, tolerance: 1e-9)
        else { continue }
        starts.append(
          EntropyConstrainedStart(
            lowerEnd: .open, thresholds: grid.pruned(found.thresholds), slope: found.slope))
      }
    }
    if rate <= partitionLimit {
      starts += EntropyConstrainedPartition(density: density, grid: grid).partitions(
        rate: rate, slope: starts.first?.slope ?? density.variance
      ).map {
        EntropyConstrainedStart(
          lowerEnd: .open, thresholds: grid.pruned($0.thresholds), slope: $0.slope)
      }
    }
    return starts.filter { !$0.thresholds.isEmpty }
  }
}
