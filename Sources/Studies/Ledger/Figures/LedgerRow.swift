import RDReport
import RDResults

/// A row of the gap ledger: a stream of its own experiment, or a learned code of results that stand beside.
struct LedgerRow {
  let source: String

  /// The method; learned codes have their blocklength in it, as lattices their dimension.
  let method: String

  /// The rate beside which it stands, in bits per sample.
  let rate: Double

  /// Whether it is a learned code, which is trained for a weight and not asked for a rate.
  let isLearned: Bool

  private let row: ResultRow

  /// The number in a column, or `nil` where it does not apply.
  func optionalNumber(_ column: String) throws -> Double? {
    // The means of learned codes have neither of these.
    if isLearned, ["gap_bits", "finite_blocklength_decibels"].contains(column) { return nil }
    return try row.optionalNumber(column)
  }

  /// The ends between which a gap lies that has no value; `nil` for one that has.
  func ends(ofGap column: String) throws -> (lower: Double, upper: Double)? {
    // Results of earlier versions have no columns for them.
    guard !isLearned, try row.optionalNumber(column) == nil,
      let lower = try? row.number("\(column)_lower"),
      let upper = try? row.number("\(column)_upper")
    else { return nil }
    return (lower, upper)
  }

  /// The rows of a ledger, and behind those of their source the learned codes whose rates are near to theirs.
  static func rows(of results: ResultSet) throws -> [LedgerRow] {
    var rows = try results.rows("points.csv").having("rate_bits_per_sample").map {
      LedgerRow(
        source: try $0.text("source"), method: try $0.text("method"),
        rate: try $0.number("requested_rate_bits"), isLearned: false, row: $0)
    }
    let source = LearnedBlockCodes.source
    guard let last = rows.lastIndex(where: { $0.source == source }),
      let learned = try LearnedBlockCodes(beside: results)?
        .nearest(to: Set(rows.filter { $0.source == source }.map(\.rate)).sorted())
    else { return rows }
    rows.insert(
      contentsOf: learned.codes.map {
        LedgerRow(
          source: source, method: "learned-\(learned.blockLength)", rate: $0.rate, isLearned: true,
          row: $0.row)
      }, at: last + 1)
    return rows
  }
}
