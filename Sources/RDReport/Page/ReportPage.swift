import Foundation
import RDCore
import RDFiles
import RDResults

/// All results in one page of HTML that needs nothing beside it: figures as SVG, tables that sort, where everything comes from, and what
/// was published against what was measured.
///
/// The same results give the same bytes on the same machine. The page forbids itself, by its content security policy, to load anything.
package struct ReportPage: Sendable {
  /// The reports of the page, in order.
  package let reports: [Report]

  /// The published claims on the same quantities, if any.
  package let claims: PublishedClaims?

  /// A page of these reports.
  package init(of reports: [Report], claims: PublishedClaims? = nil) {
    self.reports = reports
    self.claims = claims
  }

  /// The text of the page.
  ///
  /// - Parameters:
  ///   - gnuplot: draws the figures; without it the page says that they are missing.
  ///   - observer: receives the number of reports that are drawn.
  /// - Returns: a document of HTML.
  /// - Throws: ``ReportError/gnuplotFailed(figure:reason:)``.
  package func html(
    gnuplot: Gnuplot?, observer: (any ProgressObserver)? = nil
  ) throws -> String {
    let anchors = Self.anchors(reports.map(\.results.name))
    let sections = try zip(reports, anchors).enumerated().map { index, section in
      let (report, anchor) = section
      observer?.report(
        ProgressReport(
          part: "page", completed: index, total: reports.count, note: report.results.name,
          hasEnded: false))
      return try PageSection(report: report, anchor: anchor).html(gnuplot: gnuplot)
    }
    let links = zip(reports, anchors).map { report, anchor in
      "<a href=\"#\(anchor)\">\(htmlText(report.results.name))</a>"
    }
    let compared = claims.map { $0.compared(with: reports) }.flatMap { $0.rows.isEmpty ? nil : $0 }
    let published = try compared.map { try publishedSection($0, gnuplot: gnuplot) }
    return """
      <!doctype html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
      <title>rdtool: results</title>
      <style>
      \(pageStyle)</style>
      </head>
      <body>
      <header>
      <h1>How far is a compressor from the rate–distortion bound?</h1>
      <p>Everything on this page was measured by <code>rdtool</code> and drawn from its stored results. A number behind ± is the half-width of a 95&nbsp;%
      confidence interval. A click on the heading of a column sorts its table.</p>
      <nav aria-label="Contents">\((compared == nil ? [] : ["<a href=\"#published\">Published and measured</a>"]).joined())\(links.joined())</nav>
      \(gnuplot == nil ? "<p class=\"warning\">\(htmlText(Gnuplot.advice))</p>" : "")
      </header>
      <main>
      \(published ?? "")\(sections.joined())</main>
      <script>
      \(pageScript)</script>
      </body>
      </html>

      """
  }

  /// Writes the page to a file, which is replaced at once or not at all.
  ///
  /// - Throws: `OutputError`; ``ReportError/gnuplotFailed(figure:reason:)``.
  package func write(
    to path: String, gnuplot: Gnuplot?, observer: (any ProgressObserver)? = nil
  ) throws {
    try AtomicFile.write(try html(gnuplot: gnuplot, observer: observer), to: path)
  }

  private func publishedSection(_ table: PresentedTable, gnuplot: Gnuplot?) throws -> String {
    let picture = try gnuplot.flatMap { gnuplot in
      try claims?.picture(with: reports)?.html(
        anchor: "published-claims", prefix: "published-", caption: PublishedClaims.caption,
        gnuplot: gnuplot)
    }
    return """
      <section id="published">
      <h2>Published and measured</h2>
      <p>Each statement of a study that can be put as a number, beside the number measured here. A statement is <em>confirmed</em> or <em>refuted</em> where the
      whole confidence interval of the measurement lies where the statement says, or elsewhere; that two numbers are equal is <em>not refuted</em> where the interval
      holds both and is wider than what counts as equal. A number that one would like small (or large) is <em>better</em> or <em>not reached</em> where the whole
      interval says so, and <em>reached</em> where it is at least as good. Without a known interval none of these is said but <em>reached</em> and <em>not
      refuted</em>; counts have no error. The interval of a single training is over its images, and says nothing of other trainings: such a measurement <em>suggests</em> at most, and a model some of whose trainings failed is not said to reach anything. A <em>quick run</em> measures too little
      for a verdict.</p>
      \(picture.map { "<div class=\"figures\">\n\($0)</div>\n" } ?? "")\(table.html)</section>

      """
  }

  /// A name for each section that a link can point to; no two are the same.
  private static func anchors(_ names: [String]) -> [String] {
    var taken: Set<String> = ["published"]
    return names.map { name in
      let base = String(
        name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
      var anchor = base
      var number = 2
      while !taken.insert(anchor).inserted {
        anchor = "\(base)-\(number)"
        number += 1
      }
      return anchor
    }
  }
}
