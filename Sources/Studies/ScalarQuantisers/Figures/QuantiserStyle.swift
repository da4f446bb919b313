import RDReport

/// The style and name of a scalar quantiser in all figures.
package struct QuantiserStyle {
  let mark: Mark
  package let title: String

  /// The style of a design method: its own for the known ones, stars for any other.
  package init(method: String) {
    (mark, title) =
      switch method {
      case "lloyd-max": (Mark(13, .vermilion, size: 1.4), "Lloyd–Max")
      case "uniform-optimal": (Mark(6, .blue, size: 1.2), "uniform, optimal step")
      case "uniform-endpoints": (Mark(8, .green, size: 1.3), "uniform, end points")
      case "uniform-midpoints": (Mark(10, .purple, size: 1.3), "uniform, midpoints")
      case "ecsq": (Mark(7, .black), "entropy-coded scalar")
      default: (Mark(3, .black), method)
      }
  }
}
