import RDCore
import RDSources

/// A range on which a density rises to one mode, up to shallow valleys, and falls.
struct DensitySegment {
  /// Its ends: an end of the support or a deep valley; may be infinite.
  package let interval: Interval

  /// The approximate position of the mode.
  let mode: Double

  /// A valley separates two modes if the density is lower there by this factor.
  private static var depth: Double { 1000 }

  private static var pointCount: Int { 256 }

  /// The segments of a density above a point, ascending.
  ///
  /// Gaps, where the density is zero, are valleys; their midpoints separate the segments.
  static func segments(of density: some UnivariateDistribution, from begin: Double) -> [Self] {
    let end = density.support.upper
    if density.isLogConcave, density.isSymmetric {
      return [Self(interval: Interval(begin, end), mode: density.mean)]
    }
    let points = PanterDite(density: density).grid(pieceCount: pointCount) + density.breakpoints
    var segments: [Self] = []
    var lower = begin
    var peak = (position: begin, height: begin.isFinite ? density.density(at: begin) : 0)
    var valley = (from: begin, to: begin, height: peak.height)
    let upper = end.isFinite ? [end] : []
    for x in (points + upper).sorted() where x > begin && x <= end {
      let height = density.density(at: x)
      if height < valley.height {
        valley = (x, x, height)
      } else if height == valley.height {
        valley.to = x
      } else if valley.height < peak.height / depth, height > valley.height * depth {
        let middle = valley.from + (valley.to - valley.from) / 2
        segments.append(Self(interval: Interval(lower, middle), mode: peak.position))
        lower = middle
        peak = (x, height)
        valley = (x, x, height)
      }
      if height > peak.height {
        peak = (x, height)
        valley = (x, x, height)
      }
    }
    return segments + [Self(interval: Interval(lower, end), mode: peak.position)]
  }
}
