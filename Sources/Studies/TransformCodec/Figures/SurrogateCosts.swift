import RDResults

/// The excess cost of training with each surrogate of rounding over a fixed one, repetition by repetition.
///
/// Pairs are compared, and always with the same surrogate: which one is least of noisy costs is itself chance, and what stands against the least of them looks
/// worse than it is.
struct SurrogateCosts {
  /// One surrogate of one codec at one weight of the error.
  struct Entry {
    let method: String
    let surrogate: String

    /// The weight, as text and as a number.
    let setting: String
    let weight: Double

    /// Its row of `summary.csv`.
    let row: ResultRow

    /// The costs above those of the reference in the same repetition, in per cent; none of the reference itself.
    let excesses: [Double]

    /// The half-width of the interval of their mean, in per cent; `nil` where the experiment gives none.
    let halfWidth: Double?

    /// Their mean; `nil` without any.
    var excess: Double? {
      excesses.isEmpty ? nil : excesses.reduce(0, +) / Double(excesses.count)
    }
  }

  /// The surrogate that the others are compared with: the one that the experiment names first.
  let reference: String

  /// All of them, in the order of the results.
  let entries: [Entry]

  /// Reads them; there are none where the experiment compared no surrogates.
  init(_ results: ResultSet) throws {
    let summary = results.rows(ifAny: "summary.csv").filter(Self.isOfSurrogate)
    // Tables of other experiments have no costs.
    let rows = summary.filter { ((try? $0.text("cost")) ?? "").isEmpty == false }
    let compared = results.rows(ifAny: "surrogates.csv")
    let first = try compared.first?.text("reference") ?? rows.first?.text("variant") ?? ""
    let reference = Self.surrogate(ofVariant: first)
    self.reference = reference
    let points = rows.isEmpty ? [] : try results.table("points.csv").rows.filter(Self.isOfSurrogate)
    entries = try rows.map { row in
      let (method, setting) = (try row.text("method"), try row.text("setting"))
      let surrogate = try Self.surrogate(row)
      func costs(of surrogate: String) throws -> [(repetition: String, cost: Double)] {
        try points.compactMap { point in
          guard try point.text("method") == method, try point.text("setting") == setting,
            try Self.surrogate(point) == surrogate, let cost = try point.optionalNumber("cost")
          else { return nil }
          return (try point.text("repetition"), cost)
        }
      }
      let others = surrogate == reference ? [] : try costs(of: reference)
      let excesses = try costs(of: surrogate).compactMap { own in
        others.first { $0.repetition == own.repetition }.map { 100 * (own.cost / $0.cost - 1) }
      }
      return Entry(
        method: method, surrogate: surrogate, setting: setting,
        weight: try row.number("setting"), row: row, excesses: excesses,
        halfWidth: try compared.first {
          try $0.text("method") == method && $0.text("setting") == setting
            && Self.surrogate($0) == surrogate
        }?.optionalNumber("excess_ci95").map { 100 * $0 })
    }
  }

  private static func isOfSurrogate(_ row: ResultRow) -> Bool {
    (try? row.text("variant"))?.hasSuffix(CodecCurves.surrogateMark) ?? false
  }

  private static func surrogate(_ row: ResultRow) throws -> String {
    surrogate(ofVariant: try row.text("variant"))
  }

  private static func surrogate(ofVariant variant: String) -> String {
    String(variant.dropLast(CodecCurves.surrogateMark.count))
  }
}
