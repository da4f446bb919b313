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
    PresentedTable(
      columns: [
        .init("study", "study"), .init("place", "place"),
        .init("statement", "statement", latexWidth: 0.42),
        .init("published", "published"), .init("measured", "measured"),
        .init("verdict", "verdict"), .init("results", "results"),
      ],
      rows: answers(in: reports).enumerated().map { index, answer in
        let claim = answer.claim
        return .init(
          "\(claim.study)/\(index + 1)",
          [
            .text(claim.study), .text(claim.place), .text(claim.statement),
            .text(Self.shortest(claim.published)), answer.cell ?? .empty,
            .verdict(answer.verdict), .text(claim.cell.results),
          ])
      })
  }

  /// Every statement with its answer in reports, in the order of the table.
  func answers(in reports: [Report]) -> [ClaimAnswer] {
    let quick = Set(reports.filter(\.isQuickRun).map(\.results.name))
    return claims.map { claim in
      let answer = Self.answer(to: claim, in: reports)
      return ClaimAnswer(
        claim: claim, cell: answer?.cell,
        verdict: Self.verdict(claim, answer, isQuickRun: quick.contains(claim.cell.results)))
    }
  }

  /// The cell that answers a statement, and what its row says of the trainings behind it.
  private struct Answer {
    let cell: PresentedCell
    let isOfOneTraining: Bool
    let hasFailedTrainings: Bool

    init?(_ row: PresentedTable.Row, column: String, of table: PresentedTable) {
      func cell(_ key: String) -> PresentedCell? {
        table.columns.firstIndex { $0.key == key }.map { row.cells[$0] }
      }
      guard let answer = cell(column) else { return nil }
      self.cell = answer
      isOfOneTraining = cell(PresentedTable.intervalColumn) == PresentedTable.intervalOverImages
      hasFailedTrainings = (cell(PresentedTable.failedColumn)?.number ?? 0) > 0
    }
  }

  private static func answer(to claim: PublishedClaim, in reports: [Report]) -> Answer? {
    guard let report = reports.first(where: { $0.results.name == claim.cell.results }),
      let table = report.tables.first(where: { $0.name == claim.cell.table })?.table,
      let row = table.rows.first(where: { $0.key == claim.cell.row })
    else { return nil }
    return Answer(row, column: claim.cell.column, of: table)
  }

  private static func verdict(
    _ claim: PublishedClaim, _ answer: Answer?, isQuickRun: Bool
  ) -> Verdict {
    guard let answer, let measured = answer.cell.number else { return .notMeasured }
    // Counts of a network are the same in a quick run.
    if isQuickRun, !answer.cell.isCounted { return .quickRun }
    let verdict = claim.relation.verdict(
      measured: measured, interval: answer.cell.interval, published: claim.published,
      tolerance: claim.tolerance)
    if answer.cell.isCounted { return verdict }
    let limited = answer.isOfOneTraining ? verdict.ofOneTraining : verdict
    return answer.hasFailedTrainings ? limited.withFailedTrainings : limited
  }

  /// The number as printed.
  private static func shortest(_ number: Double) -> String {
    Cell.real(number).machineText.replacing("-", with: "−")
  }
}
