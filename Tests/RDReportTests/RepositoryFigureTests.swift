import Foundation
import RDReport
import RDResults
import Studies
import Testing

/// The tables of this repository's results in a folder of their own: no data sets, no models and no pictures beside them.
private func reportsOfRepository() throws -> [Report] {
  let files = FileManager.default
  let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let folder = try TemporaryFolder()
  for name in try ResultsReader(root: package.appending(path: "results").path).names() {
    let source = package.appending(path: "results/\(name)")
    let copy = URL(filePath: folder.path).appending(path: name)
    try files.createDirectory(at: copy, withIntermediateDirectories: true)
    for file in try files.contentsOfDirectory(atPath: source.path)
    where file == "specification.toml" || file == "provenance.json" || file.hasSuffix(".csv") {
      try files.copyItem(at: source.appending(path: file), to: copy.appending(path: file))
    }
  }
  // The folder is removed when it is no longer referred to.
  return try withExtendedLifetime(folder) {
    let reader = ResultsReader(root: folder.path)
    let results = try reader.names().map { try reader.read($0) }
    return try results.map { try Report(of: $0.beside(results)) }
  }
}

@Suite("Figures and tables of the results in the repository")
struct RepositoryFigureTests {
  @Test("every one of every study is laid out from tables alone, with data, script and caption")
  func all() throws {
    let reports = try reportsOfRepository()
    let pictures = reports.flatMap(\.pictures)
    #expect(Set(pictures.map(\.name)) == Set(FigureCatalogue.all.names))
    #expect(Set(reports.flatMap(\.tables).map(\.name)) == Set(TableCatalogue.all.names))
    for report in reports {
      for picture in report.pictures {
        let place = Comment("\(report.results.name)/\(picture.name)")
        #expect(!picture.data.rows.isEmpty, place)
        // Every layer has data, and all data are drawn.
        let drawn = picture.script.matches(of: #/pick\(['"]((?:[^'"]|'')+)['"], /#)
          .map { String($0.output.1).replacing("''", with: "'") }
        let series = Set(picture.data.rows.map { $0[0] })
        #expect(drawn.isEmpty || Set(drawn) == series, place)
        #expect(picture.script.contains("\n  plot "), place)
      }
      for (name, table) in report.tables {
        #expect(!table.rows.isEmpty && !table.markdown.isEmpty, "\(report.results.name)/\(name)")
      }
    }
    for figure in FigureCatalogue.all.entries { #expect(figure.caption.hasSuffix(".")) }
    for table in TableCatalogue.all.entries {
      #expect(!table.caption.isEmpty && !table.caption.hasSuffix("."))
    }
  }
}
