import RDCore
import RDSources

/// A stretch of the line on which a density rises to one peak, but for valleys that matter little, and falls.
struct DensitySegment {
  /// Where it begins and ends: at an end of the support or in a deep valley; may be infinite.
  package let interval: Interval

  /// About where the density is highest.
  let mode: Double

  /// A valley parts two peaks if the density is lower there by this factor.
  private static var depth: Double { 1000 }

  private static var pointCount: Int { 256 }

  /// The segments of a density from a point on, ascending.
  ///
  /// Gaps, where the density is zero, are valleys; their middle parts the segments.
  static func segments(of density: some UnivariateDistribution, from begin: Double) -> [Self] {
    let end = density.support.upper
    if density.isLogConcave, density.isSymmetric {
      return [Self(interval: Interval(begin, end), mode: density.mean)]
    }
    let places = PanterDite(density: density).grid(pieceCount: pointCount) + density.breakpoints
    var segments: [Self] = []
    var lower = begin
    var peak = (place: begin, height: begin.isFinite ? density.density(at: begin) : 0)
    var valley = (from: begin, to: begin, height: peak.height)
    let upper = end.isFinite ? [end] : []
    for place in (places + upper).sorted() where place > begin && place <= end {
      let height = density.density(at: place)
      if height < valley.height {
        valley = (place, place, height)
      } else if height == valley.height {
        valley.to = place
      } else if valley.height < peak.height / depth, height > valley.height * depth {
        let middle = valley.from + (valley.to - valley.from) / 2
        segments.append(Self(interval: Interval(lower, middle), mode: peak.place))
        lower = middle
        peak = (place, height)
        valley = (place, place, height)
      }
      if height > peak.height {
        peak = (place, height)
        valley = (place, place, height)
      }
    }
    return segments + [Self(interval: Interval(lower, end), mode: peak.place)]
  }
}
