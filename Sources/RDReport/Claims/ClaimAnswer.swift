import RDCore

/// A published statement, the cell that measures it, and the verdict.
struct ClaimAnswer {
  let claim: PublishedClaim

  /// `nil` without a report of the results.
  let cell: PresentedCell?
  let verdict: Verdict

  /// How far the measurement lies on the side of the statement, and the ends of its interval: in tolerances, else in half-widths of the
  /// interval, else in what is counted.
  ///
  /// What is to be equal is 0 at best, and within the tolerance down to -1.
  var margin: (value: Double, interval: Interval)? {
    guard let cell, let measured = cell.number else { return nil }
    let range = cell.interval ?? Interval(measured, measured)
    let unit = [claim.tolerance, range.width / 2, 1].first { $0 > 0 } ?? 1
    let ends = [measured, range.lower, range.upper].map { ($0 - claim.published) / unit }
    switch claim.relation {
    case .above, .higherIsBetter: return (ends[0], Interval(ends[1], ends[2]))
    case .below, .lowerIsBetter: return (-ends[0], Interval(-ends[2], -ends[1]))
    case .equals:
      let nearest = ends[1] * ends[2] <= 0 ? 0 : min(abs(ends[1]), abs(ends[2]))
      return (-abs(ends[0]), Interval(-max(abs(ends[1]), abs(ends[2])), -nearest))
    }
  }
}
