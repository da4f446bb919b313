import RDFiles
import RDResults

/// The results of a run, and the outcomes of its trials.
package struct RunReport: Sendable {
  package let trialCount: Int

  /// The trials that an earlier run had finished.
  package let resumedCount: Int

  /// The trials that failed, wholly or at some of their points.
  package let failures: [Failure]

  /// The tables of the results, by file name without ending.
  package let documents: [(name: String, document: CSVDocument)]

  package let files: [TrialFile]

  /// The displayed part of the results.
  package let display: Display

  /// When each trial began and how long it took.
  package let timing: CSVDocument

  /// The output: the displayed part as text, or all of it as CSV or JSON.
  ///
  /// - Parameters:
  ///   - format: text, CSV or JSON.
  ///   - width: how wide a text may be.
  /// - Returns: the lines.
  package func rendered(as format: TableFormat, width: Table.Width = .any) -> String {
    guard let shown = documents.first(where: { $0.name == display.table })?.document else {
      return ""
    }
    return format == .text
      ? display.table(of: shown).rendered(as: .text, width: width)
      : shown.table(shown.columns.map { Table.Column($0) }).rendered(as: format)
  }

  /// SHA-256 of each table, by file name.
  package var resultHashes: [String: String] {
    Dictionary(
      uniqueKeysWithValues: documents.map {
        ("\($0.name).csv", ContentHash(of: $0.document.text).description)
      })
  }

  package struct Failure: Sendable {
    package let trial: String
    package let reason: String
  }
}
