import RDCore
import RDExperiments
import RDReport
import RDResults
import RDStreams
import Studies

/// Where the distance of a source's streams from R(D) comes from, method by method.
package struct SourceLedger {
  private let document: CSVDocument

  /// Designs, codes and measures each method at each rate.
  ///
  /// - Parameters:
  ///   - source: a density or a Gaussian process, as a descriptor.
  ///   - methods: a row for each of them and each rate.
  ///   - rates: in bits per sample.
  ///   - samples: held-out samples of each row.
  ///   - seed: the root of all seeds.
  ///   - blocklength: the blocklength of the finite-blocklength part of the gap, if requested.
  ///   - excess: the excess-distortion probability at that blocklength; `nil` for 0.01.
  ///   - jobs: the number of concurrent methods; no result depends on it.
  ///   - observer: receives the progress.
  /// - Throws: what is wrong with the source; `NoFiniteBlocklengthBound`; ``CommandError/excessOfProcess(source:)``.
  package init(
    of source: String, methods: [CodedMethod], rates: [Double], samples: Int, seed: Int,
    blocklength: Int? = nil, excess: Double? = nil, jobs: Int,
    observer: (any ProgressObserver)? = nil
  ) throws {
    var settings = LedgerSettings()
    settings.samples = samples
    settings.seed = seed
    settings.blocklength = blocklength
    if let excess { settings.excess = excess }
    let tasks = try LedgerTask.tasks(source: source, methods: methods, settings: settings)
    if blocklength != nil { try tasks.first?.checkBlocklength() }
    if excess != nil, tasks.first?.usesExcessProbability == false {
      throw CommandError.excessOfProcess(source: source)
    }
    let rows = try concurrentMap(tasks, jobs: jobs, observer: observer) { task in
      try task.points(atRates: rates).map { point in
        point.row(experiment: LedgerExperiment.name, trial: "\(point.source) \(point.method)")
      }
    }
    document = CSVDocument(
      Table(columns: Point.columns + LedgerTask.ownColumns, rows: rows.flatMap { $0 }))
  }

  /// The rows: parts in decibels as text, with the ends of gaps where one has no value; all columns as CSV or JSON.
  package func table(for format: TableFormat) -> Table {
    guard format == .text else { return document.table(LedgerExperiment.machineColumns) }
    func isMissing(_ column: String, of row: [String]) -> Bool {
      document.index(of: column).map { row[$0].isEmpty } ?? true
    }
    let hasInterval = document.rows.contains {
      isMissing("gap_decibels", of: $0) && !isMissing("gap_decibels_lower", of: $0)
        || isMissing("gap_bits", of: $0) && !isMissing("gap_bits_lower", of: $0)
    }
    return document.table(
      LedgerExperiment.shownColumns
        + (hasInterval ? GapColumns.bits + GapColumns.decibels : []))
  }

  /// Draws the gaps as stacked bars.
  ///
  /// - Throws: an error of gnuplot or the file.
  package func draw(to file: FigureFile) throws {
    let results = try ResultSet(
      name: "ledger", path: "rdtool ledger", tables: ["points.csv": document])
    for picture in try Report(of: results).pictures where picture.name == "ledger" {
      try file.draw(picture)
    }
  }

  /// Checks that all rows were measured.
  ///
  /// - Throws: ``CommandError/ledgerRowsFailed(failures:rowCount:)``.
  package func check() throws {
    let points = ResultTable(document, origin: "points.csv")
    let failures = try points.rows.filter { try $0.text("status") != Point.success }.map {
      "\(try $0.text("method")) at \(try $0.text("requested_rate_bits")) bits: \(try $0.text("status"))"
    }
    if !failures.isEmpty {
      throw CommandError.ledgerRowsFailed(failures: failures, rowCount: document.rows.count)
    }
  }
}
