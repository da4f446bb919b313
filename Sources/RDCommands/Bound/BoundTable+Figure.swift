import RDResults

extension BoundTable {
  /// The points of a curve in a figure.
  private static let curvePointCount = 48

  /// The curves of rows, and the normal approximations of blocks, at enough points for straight lines between them not to show.
  ///
  /// - Throws: what the computation throws.
  package func denseCurves(of rows: [Row]) throws -> [Row] {
    let curve = rows.filter { $0.quantity == "rd" && $0.blocklength == nil }
    let rates = curve.compactMap(\.rate).filter(\.isFinite)
    guard let greatest = rates.max(), let least = rates.min(), greatest > 0,
      rates.count < Self.curvePointCount
    else { return rows }
    // About a single point, from nothing to twice as much.
    let (first, last) = least < greatest ? (least, greatest) : (0, 2 * greatest)
    let steps = Double(Self.curvePointCount)
    let points = (0...Self.curvePointCount).map { first + (last - first) * Double($0) / steps }
    let dense = try curves(at: .rates(points))
    let approximated = rows.filter { $0.quantity == approximation.quantity }
    guard let excess = approximated.first?.excessProbability else { return dense }
    let distortions = dense.filter { $0.quantity == "rd" }.compactMap(\.distortion)
    return try dense
      + self.rows(
        of: [approximation], at: distortions.filter { $0 > 0 },
        blocklengths: Set(approximated.compactMap(\.blocklength)).sorted(),
        excessProbability: excess)
  }

  /// The rows as a figure.
  ///
  /// - Parameters:
  ///   - rows: what was computed.
  ///   - curves: the same curves at more points.
  /// - Returns: the figure, in which the curves take the place of the rows of the same name.
  package func figure(of rows: [Row], curves: [Row]) -> RateFigure {
    let others = rows.filter { row in
      !curves.contains { $0.quantity == row.quantity && $0.blocklength == row.blocklength }
    }
    return RateFigure(
      of: table(of: withoutRepetition(curves + others), for: .csv),
      namedBy: ["quantity", "blocklength"],
      rate: ("rate_bits_per_sample", "rate (bits per sample)"),
      qualities: [
        ("snr_decibels", "signal-to-noise ratio (dB)"), ("distortion", "mean distortion"),
      ]
    ) { texts in
      let parts = texts[0].split(separator: ":")
      let length = texts[1].isEmpty ? "" : ", n = \(texts[1])"
      return switch parts[0] {
      case "rd": (texts[1].isEmpty ? "R(D)" : "R(D)\(length)", .function)
      case "shannon-lower-bound": ("Shannon lower bound", .bound)
      case "gaussian-upper-bound": ("Gaussian upper bound", .bound)
      case "lloyd-max": ("Lloyd–Max", .code)
      case "naive": nil
      default: (parts[0].replacing("-", with: " ") + length, .function)
      }
    }
  }
}
