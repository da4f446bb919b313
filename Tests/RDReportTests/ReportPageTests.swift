import Foundation
import RDReport
import RDResults
import Studies
import Testing

/// The gnuplot of this machine; without it, only the tests that need none can say something.
private let gnuplot = Gnuplot(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")

@Suite("The page of all results")
struct ReportPageTests {
  private static let hostile = "<script>alert(\"1 & 'x'\")</script>"

  private func reports() throws -> [Report] {
    try [
      Report(of: SampleResults.gaussian(name: "a sweep")),
      Report(of: SampleResults.gaussian(name: "a-sweep", variants: ["baseline", Self.hostile])),
      Report(of: SampleResults.scalarQuantisers()),
    ]
  }

  private func claims(_ rows: [[String]]) throws -> PublishedClaims {
    try PublishedClaims(
      ResultTable(
        CSVDocument(
          columns: [
            "study", "place", "statement", "published", "tolerance", "relation", "results",
            "table", "row", "column",
          ], rows: rows), origin: "claims.csv"))
  }

  @Test("shows names letter for letter, whatever they mean to a browser")
  func escaping() throws {
    let page = try ReportPage(of: reports()).html(gnuplot: nil)
    #expect(!page.contains(Self.hostile))
    #expect(
      page.contains("&lt;script&gt;alert(&quot;1 &amp; &#39;x&#39;&quot;)&lt;/script&gt;"))
    #expect(page.components(separatedBy: "<script>").count == 2)
    #expect(page.contains(">0.6578 ± 0.0012<"))
    #expect(page.contains("<td class=\"number\" data-value=\"0.6578125\">"))
  }

  @Test("names no part twice, loads nothing, and is the same twice", .enabled(if: gnuplot != nil))
  func selfContained() throws {
    let page = try ReportPage(of: reports()).html(gnuplot: gnuplot)
    #expect(try ReportPage(of: reports()).html(gnuplot: gnuplot) == page)
    let identifiers = page.matches(of: /\sid=["']([^"']+)["']/).map { String($0.output.1) }
    #expect(Set(identifiers).count == identifiers.count)
    let known = Set(identifiers)
    for link in page.matches(of: /href=["']([^"']+)["']/) {
      // Links lead to parts of the page only.
      #expect(link.output.1.hasPrefix("#") && known.contains(String(link.output.1.dropFirst())))
    }
    #expect(page.matches(of: /<svg/).count == 3 + 1 + 2)
    #expect(!page.contains("src=") && !page.contains("@import"))
    // Addresses are the names of XML's vocabularies, which nobody loads.
    #expect(
      Set(page.matches(of: /https?:[^"']*/).map { String($0.output) })
        == ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"])
  }

  @Test("says what to install where gnuplot is missing, and of trials that failed")
  func warnings() throws {
    let page = try ReportPage(of: reports()).html(gnuplot: nil)
    #expect(page.contains("apt-get install gnuplot"))
    #expect(page.contains("<strong class=\"bad\">1 failed</strong>"))
    #expect(!page.contains("<svg"))
  }

  /// A row of claims on the sweep's `claim-table`.
  private func claim(
    _ published: String, _ tolerance: String, _ relation: String, on column: String,
    of results: String = "a sweep"
  ) -> [String] {
    [
      "study", "p. 1", "says", published, tolerance, relation, results, "claim-table",
      "autoencoder/7", column,
    ]
  }

  @Test("gives each published statement its verdict by the interval of the measurement")
  func verdicts() throws {
    // Measured: 0.0042 ± 0.00057 above copying.
    let cells: [(published: String, tolerance: String, relation: String, verdict: Verdict)] = [
      ("0", "", "equals", .refuted), ("0.0045", "", "equals", .notRefuted),
      ("0.004", "0.0008", "equals", .confirmed), ("0.003", "0.001", "equals", .undecided),
      ("0.004", "0.0005", "equals", .notRefuted), ("0.006", "", "below", .confirmed),
      ("0.0044", "", "below", .undecided), ("0", "", "below", .refuted),
      ("0", "", "above", .confirmed), ("0.01", "", "lower-is-better", .better),
      ("0.0043", "", "lower-is-better", .reached), ("0.004", "", "lower-is-better", .undecided),
      ("0.001", "", "lower-is-better", .notReached), ("0.001", "", "higher-is-better", .better),
      ("0.0043", "", "higher-is-better", .undecided),
    ]
    var rows = cells.map { claim($0.published, $0.tolerance, $0.relation, on: "difference") }
    rows.append(claim("1", "", "equals", on: "nothing"))
    rows.append(claim("1", "", "equals", on: "mse", of: "elsewhere"))
    let all = try claims(rows)
    let table = try all.compared(with: reports())
    #expect(
      table.rows.map { $0.cells[5] }
        == (cells.map(\.verdict) + [.notMeasured, .notMeasured]).map { .verdict($0) })
    #expect(table.rows[0].cells[4] == .measured(0.0042, halfWidth: 0.00057, decimals: 4))
    // A report of some results leaves the others out.
    let some = try all.on(["a sweep"]).compared(with: reports())
    #expect(some.rows.count == table.rows.count - 1)
    let page = try ReportPage(of: reports(), claims: claims(rows)).html(gnuplot: nil)
    #expect(page.contains("<span class=\"verdict bad\">refuted</span>"))
    #expect(page.contains("href=\"#published\""))
  }

  @Test(
    "says of a number without an interval no more than that it is equal as far as is known"
  )
  func verdictsWithoutInterval() throws {
    // 1 - 7/20, a number whose error is not known.
    let cells: [(published: String, tolerance: String, relation: String, verdict: Verdict)] = [
      ("0.65", "", "equals", .notRefuted), ("0.6", "", "equals", .undecided),
      ("0.9", "", "below", .undecided), ("0.1", "", "above", .undecided),
      ("0.9", "", "lower-is-better", .undecided), ("0.6", "", "lower-is-better", .undecided),
      ("0.6", "0.1", "lower-is-better", .undecided), ("0.6", "", "higher-is-better", .undecided),
      ("0.9", "", "higher-is-better", .undecided),
    ]
    let rows = cells.map { claim($0.published, $0.tolerance, $0.relation, on: "theory") }
    let table = try claims(rows).compared(with: reports())
    #expect(table.rows.map { $0.cells[5] } == cells.map { .verdict($0.verdict) })
  }

  @Test("judges nothing by a quick run or by images that are drawn, but what is counted")
  func quickRuns() throws {
    let name = "half, \"a_b\" `touch made`"
    let rows = [("latents", "equals"), ("bottleneck_ratio", "equals"), ("mse", "below")].map {
      ["study", "p. 1", "says", "2", "", $0.1, "mnist-ratios", "codes-table", name, $0.0]
    }
    func verdicts(_ results: ResultSet) throws -> [PresentedCell] {
      try claims(rows).compared(with: [Report(of: results)]).rows.map { $0.cells[5] }
    }
    let counted: [PresentedCell] = [.verdict(.confirmed), .verdict(.confirmed)]
    let usual = try verdicts(SampleResults.imageAutoencoders())
    #expect(usual == counted + [.verdict(.confirmed)])
    for command in [["--profile", "quick"], ["--profile=quick"]] {
      let quick = try verdicts(
        SampleResults.imageAutoencoders(command: ["rdtool", "reproduce"] + command))
      #expect(quick == counted + [.verdict(.quickRun)])
    }
    let drawn = try verdicts(SampleResults.imageAutoencoders(source: "digits:count=4"))
    #expect(drawn == counted + [.verdict(.quickRun)])
  }

  @Test("makes no more of a single training than a suggestion, and nothing good of failed ones")
  func trainings() throws {
    // The neighbours of latents are fewer, or more often, of their label; of one training.
    let rows = [("above", "-100"), ("below", "-100")].map {
      [
        "study", "p. 1", "says", $0.1, "", $0.0, "mnist-ratios", "clusters-table",
        "quarter/latents", "above_pixels",
      ]
    }
    let table = try claims(rows).compared(with: [Report(of: SampleResults.imageAutoencoders())])
    #expect(
      table.rows.map { $0.cells[5] }
        == [.verdict(.suggestsSo), .verdict(.suggestsOtherwise)])
    for verdict in Verdict.allCases {
      let limited = verdict.ofOneTraining
      #expect(limited.tone == "open")
      #expect(limited.ofOneTraining == limited)
      #expect(verdict.withFailedTrainings.tone != "good")
    }
    #expect(Verdict.refuted.withFailedTrainings == .refuted)
    #expect(Verdict.better.withFailedTrainings == .undecided)
  }

  @Test("refuses a relation that it does not know, and says which there are")
  func unknownRelation() throws {
    let error = #expect(throws: ReportError.self) {
      try claims([["s", "", "", "1", "", "about", "r", "t", "r", "c"]])
    }
    #expect(error?.failureClass == .badData)
    #expect(error.map { "\($0)".contains("'about' in row 1 of 'claims.csv'") } == true)
  }

  @Test("finds the statements beside the results, or none")
  package func reading() throws {
    let folder = try TemporaryFolder()
    let none = try PublishedClaims.read(under: folder.path)
    #expect(none == nil)
    try folder.write(
      "study,place,statement,published,tolerance,relation,results,table,row,column\n",
      to: PublishedClaims.file)
    let empty = try #require(try PublishedClaims.read(under: folder.path))
    let rows = try empty.compared(with: reports()).rows
    #expect(rows.isEmpty)
  }
}
