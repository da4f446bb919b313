import Foundation
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

  package let files: [StoredFile]

  /// The displayed part of the results.
  package let display: Display

  /// When each trial began and how long it took.
  package let timing: CSVDocument

  /// The number of trials by the kernels that computed them.
  package let kernels: [String: Int]

  /// The results of a plan.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - stored: the outcomes of its trials, in their order.
  ///   - resumedCount: the number of those that an earlier run had finished.
  init(of plan: ExperimentPlan, _ stored: [StoredRecord], resumedCount: Int) {
    let records = stored.map(\.record)
    trialCount = records.count
    self.resumedCount = resumedCount
    failures = records.compactMap { Failure(of: $0) }
    documents = Self.documents(of: plan, records)
    files = stored.flatMap(\.files)
    display = plan.display
    timing = Self.timing(of: plan, records)
    kernels = Dictionary(grouping: records, by: \.origin.kernels).mapValues(\.count)
  }

  /// The tables of the results, in the order of the trials.
  private static func documents(
    of plan: ExperimentPlan, _ records: [TrialRecord]
  ) -> [(name: String, document: CSVDocument)] {
    var points = CSVDocument(columns: plan.pointColumns.map(\.name))
    for record in records { points.append(record.points) }
    var documents = [(name: "points", document: points)]
    for table in plan.tables {
      var whole = CSVDocument(columns: table.columns.map(\.name))
      for record in records {
        if let part = record.tables[table.name] { whole.append(part) }
      }
      documents.append((table.name, whole))
    }
    return documents + plan.summaries(points)
  }

  private static func timing(of plan: ExperimentPlan, _ records: [TrialRecord]) -> CSVDocument {
    CSVDocument(
      columns: ["experiment", "trial", "started", "seconds", "peak_memory_megabytes"]
        + plan.timingColumns.map(\.name),
      rows: records.map { record in
        [
          plan.experiment, record.trial, iso8601(record.started),
          String(format: "%.3f", record.seconds),
          String(format: "%.0f", record.peakMemoryMegabytes),
        ] + record.timing
      })
  }

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

    /// The status of the first failed point of a trial; `nil` if none has failed.
    init?(of record: TrialRecord) {
      guard let status = record.points.index(of: "status"),
        let row = record.points.rows.first(where: { $0[status] != Point.success })
      else { return nil }
      trial = record.trial
      reason = row[status]
    }
  }
}
