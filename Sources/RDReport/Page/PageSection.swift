import RDResults

/// The part of a page that shows one folder of results.
struct PageSection {
  /// The report.
  let report: Report

  /// The unique anchor of the section.
  package let anchor: String

  /// The number of rows above which a table is collapsed.
  private static let foldingLimit = 24

  /// The section.
  ///
  /// - Throws: ``ReportError/gnuplotFailed(figure:reason:)``.
  func html(gnuplot: Gnuplot?) throws -> String {
    var text = """
      <section id="\(anchor)">
      <h2>\(htmlText(report.results.name))</h2>
      \(summary)

      """
    if let gnuplot, !report.pictures.isEmpty {
      text += "<div class=\"figures\">\n"
      for (index, picture) in report.pictures.enumerated() {
        text += try figure(picture, number: index + 1, gnuplot)
      }
      text += "</div>\n"
    }
    for (name, table) in report.tables where name != Self.provenanceTable {
      text += try block(name, table)
    }
    return text + provenance + "</section>\n"
  }

  private static let provenanceTable = "run-table"

  /// The run in a line, and its failed trials.
  private var summary: String {
    guard let run = report.results.provenance else { return "" }
    let command = run.command.joined(separator: " ")
    let trials = run.trials.total == 1 ? "1 trial" : "\(run.trials.total) trials"
    let failed =
      run.trials.failed > 0 ? ", <strong class=\"bad\">\(run.trials.failed) failed</strong>" : ""
    return
      "<p class=\"run\"><code>\(htmlText(command))</code> · \(trials)\(failed) · \(htmlText(String(run.ended.prefix(10))))</p>"
      + failures
  }

  /// The points of failed trials, with their status.
  private var failures: String {
    guard let points = try? report.results.table("points.csv").rows else { return "" }
    let failed = points.compactMap { row -> String? in
      guard let status = try? row.text("status"), !status.isEmpty, status != "ok",
        let trial = try? row.text("trial")
      else { return nil }
      return "<li>\(htmlText(trial)): \(htmlText(status))</li>"
    }
    return failed.isEmpty ? "" : "\n<ul class=\"failures\">\(distinct(failed).joined())</ul>"
  }

  private func figure(_ picture: Picture, number: Int, _ gnuplot: Gnuplot) throws -> String {
    try picture.html(
      anchor: "\(anchor)-\(picture.name)", prefix: "\(anchor)-\(number)-",
      caption: report.captions[picture.name] ?? "", gnuplot: gnuplot)
  }

  private func block(_ name: String, _ table: PresentedTable) throws -> String {
    let caption = report.captions[name] ?? ""
    guard table.rows.count > Self.foldingLimit else {
      return "<h3>\(htmlText(caption))</h3>\n\(table.html)"
    }
    return """
      <details>
      <summary><h3>\(htmlText(caption))</h3> <span class="count">\(table.rows.count) rows</span></summary>
      \(table.html)</details>

      """
  }

  /// The provenance of the results, and the hashes of their tables.
  private var provenance: String {
    guard let run = report.results.provenance,
      let table = report.tables.first(where: { $0.name == Self.provenanceTable })?.table
    else { return "" }
    let hashes = run.resultHashes.sorted { $0.key < $1.key }.map { file, hash in
      "<li><code>\(htmlText(file))</code> <code class=\"hash\">\(htmlText(hash))</code></li>"
    }
    let specification = report.results.specification.map {
      "<h4>Specification</h4>\n<pre>\(htmlText($0.text, keepsLines: true))</pre>\n"
    }
    return """
      <details class="provenance">
      <summary><h3>Provenance</h3></summary>
      \(table.html)\(specification ?? "")<h4>SHA-256 of the tables</h4>
      <ul>\(hashes.joined())</ul>
      </details>

      """
  }
}
