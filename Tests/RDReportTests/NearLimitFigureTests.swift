import RDReport
import RDResults
import Testing

@Suite("The figures and tables of codes near the limit")
struct NearLimitFigureTests {
  private func picture(_ name: String) throws -> Picture {
    try #require(try Report(of: SampleResults.nearLimit()).pictures.first { $0.name == name })
  }

  private func rows(_ picture: Picture, _ series: String) -> [[String]] {
    picture.data.rows.filter { $0[0] == series }.map { Array($0.dropFirst()) }
  }

  @Test("polar codes stand by their blocks at one bit, trellises for their entropy by states")
  func gaps() throws {
    let picture = try picture("near-limit")
    #expect(
      rows(picture, "list 8") == [["1024", "0.239", "0.0023"], ["4096", "0.132", "0.0023"]])
    #expect(rows(picture, "list 1") == [["1024", "0.372", "0.0023"]])
    #expect(
      rows(picture, "rate 1.0") == [["4", "0.531", "0.0023"], ["256", "0.195", "0.0023"]])
    #expect(rows(picture, "rate 2.0") == [["4", "0.537", "0.0023"]])
    #expect(picture.script.contains("1.44 with lines"))
    #expect(picture.script.contains("'ECTCQ, 256'"))
    #expect(!picture.script.contains("'ECTCQ, 4'"))
  }

  @Test("speeds are those of the trials, in millions, and the ends of a line say their size")
  func speeds() throws {
    let picture = try picture("near-limit-speed")
    #expect(rows(picture, "ecsq") == [["1.5", "1.44", "0.0023", ""]])
    #expect(rows(picture, "trellises").map { $0[0] } == ["4.5", "3.5"])
    #expect(rows(picture, "last of list 8").map { $0[3] } == ["2^{12}"])
    #expect(rows(picture, "first of trellises").map { $0[3] } == ["4"])
  }

  @Test("results without polar codes or without times are shown as far as they go")
  func parts() throws {
    let whole = try SampleResults.nearLimit()
    let points = try whole.table("points.csv").document
    let summary = try whole.table("summary.csv").document
    func trellises(_ document: CSVDocument) -> CSVDocument {
      CSVDocument(
        columns: document.columns, rows: document.rows.filter { $0.contains("ectcq-4") })
    }
    let report = try Report(
      of: ResultSet(
        name: "near-limit", path: "results/near-limit",
        tables: ["points.csv": trellises(points), "summary.csv": trellises(summary)]))
    #expect(report.pictures.map(\.name) == ["near-limit"])
    #expect(report.pictures[0].script.contains("(a) trellises"))
    #expect(report.tables.map(\.name) == ["near-limit-table", "near-limit-sources-table"])
    // There is no speed to show.
    #expect(report.tables[0].table.rows[0].cells.dropLast().suffix(2) == [.empty, .empty])
  }

  @Test("a table has a row for each method, with rate and gap at each of the rates")
  package func table() throws {
    let report = try Report(of: SampleResults.nearLimit())
    let table = try #require(report.tables.first { $0.name == "near-limit-table" }?.table)
    #expect(
      table.rows.map(\.key) == [
        "gaussian/ecsq", "gaussian/ectcq-256", "gaussian/ectcq-4", "gaussian/tcq-8",
        "gaussian/polar:length=4096,list=8", "gaussian/polar:length=1024,list=8",
        "gaussian/polar:length=1024,list=1",
      ])
    #expect(
      table.columns.map(\.key) == [
        "method", "rate-1.0", "gap-1.0", "rate-2.0", "gap-2.0", "encoding", "decoding", "samples",
      ])
    #expect(
      table.rows[1].cells == [
        .text("ectcq-256"), .number(1.0017, decimals: 4),
        .measured(0.195, halfWidth: 0.0023, decimals: 3), .empty, .empty,
        .number(3.5, decimals: 1), .number(37.25, decimals: 1), .integer(3000),
      ])
    let others = try #require(report.tables.first { $0.name == "near-limit-sources-table" }?.table)
    #expect(others.rows.map(\.key) == ["laplacian/ectcq-4"])
    #expect(others.rows[0].cells.first == .text("laplacian"))
  }
}
