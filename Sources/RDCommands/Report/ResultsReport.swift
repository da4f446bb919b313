import RDCore
import RDReport
import RDResults
import Studies

/// Figures and tables of folders of results.
package struct ResultsReport {
  /// The reports, in the order of the names.
  package let reports: [Report]

  /// Results that cannot be read, and are missing from joint figures.
  package let problems: [String]

  private let root: String
  private let names: [String]

  /// Reads folders of results.
  ///
  /// - Parameters:
  ///   - names: the folders; empty for all.
  ///   - root: the folder that they are in.
  /// - Throws: an error of the named results.
  package init(of names: [String], under root: String) throws {
    let reader = ResultsReader(root: root)
    let named = try (names.isEmpty ? reader.names() : names).map { try reader.read($0) }
    var problems: [String] = []
    let others: [ResultSet] = try reader.names().filter { name in
      !named.contains { $0.name == name }
    }.compactMap { name in
      do {
        return try reader.read(name)
      } catch {
        problems.append("\(error)\nFigures that join results are drawn without these.")
        return nil
      }
    }
    reports = try named.map { try Report(of: $0.beside(named + others)) }
    self.problems = problems
    self.root = root
    self.names = names
  }

  /// Writes one page with everything.
  package func writePage(
    to path: String, gnuplot: Gnuplot?, observer: (any ProgressObserver)? = nil
  ) throws {
    try ReportPage(of: reports, claims: claims())
      .write(to: path, gnuplot: gnuplot, observer: observer)
  }

  /// Writes what a LaTeX paper includes.
  ///
  /// - Returns: the paths of the files.
  package func writePaper(to folder: String, gnuplot: Gnuplot) throws -> [String] {
    try Report.writePaper(reports, claims: claims(), to: folder, gnuplot: gnuplot)
      .map { "\(folder)/\($0)" }
  }

  /// Writes the figures and tables of one report.
  ///
  /// - Parameters:
  ///   - report: one of ``reports``.
  ///   - out: the folder for a folder of its name; `nil` for `figures` beside the results.
  ///   - gnuplot: draws the figures; `nil` for data and scripts only.
  /// - Returns: the paths of the files.
  /// - Throws: an error of gnuplot or the files.
  package func write(_ report: Report, under out: String?, gnuplot: Gnuplot?) throws -> [String] {
    let name = report.results.name
    let folder = out.map { "\($0)/\(name)" } ?? "\(root)/\(name)/figures"
    return try report.write(to: folder, gnuplot: gnuplot).map { "\(folder)/\($0)" }
  }

  /// The claims: all of them in a report of all results, else those on the named results.
  private func claims() throws -> PublishedClaims? {
    let all = try PublishedClaims.read(under: root)
    return names.isEmpty ? all : all?.on(names)
  }
}
