import Foundation
import RDResults

/// The statements of the replicated studies, read from a table beside the results.
///
/// A verdict follows from the confidence interval of the measurement, see ``Verdict``. Counts
/// have no error.
///
/// The table has a row for each statement, and names the cell of a report that answers it as `PaperNumbers` does: by results, table, row and
/// column. So a statement is added without a line of code.
package struct PublishedClaims: Sendable {
  /// The path of the table under a root of results.
  package static let file = "published/claims.csv"

  private let claims: [PublishedClaim]

  /// The statements of a table.
  ///
  /// - Parameter table: columns `study`, `place`, `statement`, `published`, `tolerance`, `relation`, `results`, `table`, `row`, `column`.
  /// - Throws: `CSVError` for a missing column or a field that is not a number; ``ReportError/unknownRelation(origin:row:name:known:)``.
  package init(_ table: ResultTable) throws {
    claims = try table.rows.enumerated().map { index, row in
      let relation = try row.text("relation")
      guard let known = ClaimRelation(rawValue: relation) else {
        throw ReportError.unknownRelation(
          origin: table.origin, row: index + 1, name: relation,
          known: ClaimRelation.allCases.map(\.rawValue))
      }
      return PublishedClaim(
        study: try row.text("study"), place: try row.text("place"),
        statement: try row.text("statement"), published: try row.number("published"),
        tolerance: try row.optionalNumber("tolerance") ?? 0, relation: known,
        cell: (
          try row.text("results"), try row.text("table"), try row.text("row"),
          try row.text("column")
        ))
    }
  }

  /// The statements that stand under a root of results; `nil` where there is no such file.
  ///
  /// - Throws: as ``init(_:)``; `ResultsReadingError` for a file that is no text, `CSVError` for a damaged one.
  package static func read(under root: String) throws -> PublishedClaims? {
    let path = "\(root)/\(file)"
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    guard let text = String(data: bytes, encoding: .utf8) else {
      throw ResultsReadingError.malformed(path: path, reason: "it is not UTF-8 text")
    }
    return try PublishedClaims(
      ResultTable(try CSVDocument(parsing: text, origin: path), origin: path))
  }

  /// The places of the statements with the results that answer them, each once, in the order of the table.
  package var places: [(study: String, place: String, results: String)] {
    var places: [(study: String, place: String, results: String)] = []
    for claim in claims {
      let place = (claim.study, claim.place, claim.cell.results)
      if !places.contains(where: { $0 == place }) { places.append(place) }
    }
    return places
  }

  /// The statements on results of these names, and no others.
  package func on(_ results: [String]) -> PublishedClaims {
    PublishedClaims(claims: claims.filter { results.contains($0.cell.results) })
  }

  private init(claims: [PublishedClaim]) {
    self.claims = claims
  }

  /// Every statement with the measurement of a report and a verdict; those without a report are not measured.
  package func compared(with reports: [Report]) -> PresentedTable {
    let quick = Set(reports.filter(\.isQuickRun).map(\.results.name))
    return PresentedTable(
      columns: [
        .init("study", "study"), .init("place", "place"),
        .init("statement", "statement", latexWidth: 0.42),
        .init("published", "published"), .init("measured", "measured"),
        .init("verdict", "verdict"), .init("results", "results"),
      ],
      rows: claims.enumerated().map { index, claim in
        let measured = Self.cell(of: claim, in: reports)
        return .init(
          "\(claim.study)/\(index + 1)",
          [
            .text(claim.study), .text(claim.place), .text(claim.statement),
            .text(Self.shortest(claim.published)), measured ?? .empty,
            .verdict(
              Self.verdict(claim, measured, isQuickRun: quick.contains(claim.cell.results))),
            .text(claim.cell.results),
          ])
      })
  }

  private static func cell(of claim: PublishedClaim, in reports: [Report]) -> PresentedCell? {
    guard let report = reports.first(where: { $0.results.name == claim.cell.results }),
      let table = report.tables.first(where: { $0.name == claim.cell.table })?.table,
      let row = table.rows.first(where: { $0.key == claim.cell.row }),
      let column = table.columns.firstIndex(where: { $0.key == claim.cell.column })
    else { return nil }
    return row.cells[column]
  }

  private static func verdict(
    _ claim: PublishedClaim, _ cell: PresentedCell?, isQuickRun: Bool
  ) -> Verdict {
    guard let cell, let measured = cell.number else { return .notMeasured }
    // Counts of a network are the same in a quick run.
    if isQuickRun, !cell.isCounted { return .quickRun }
    return claim.relation.verdict(
      measured: measured, interval: cell.interval, published: claim.published,
      tolerance: claim.tolerance)
  }

  /// The number as printed.
  private static func shortest(_ number: Double) -> String {
    Cell.real(number).machineText.replacing("-", with: "−")
  }
}
