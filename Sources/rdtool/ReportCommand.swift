import ArgumentParser
import Foundation
import RDReport
import RDResults

/// `rdtool report`: figures and tables from results.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Draw figures and write tables from results.",
    usage: "rdtool report [<names> ...] [<options>]",
    discussion: """
      Reads the folders of results and nothing else. For each figure it writes the plotted data (NAME.csv), a gnuplot \
      script that runs by itself beside them (NAME.gp) and, where gnuplot is installed, NAME.svg, NAME.pdf and NAME.png; \
      for each table NAME.csv, NAME.md and NAME.tex. With --html it writes one page instead that holds everything and \
      needs nothing beside it: open it in a browser, or send it.
      """)

  @Argument(help: "Folders of results, by name; all of them if none is named.")
  var names: [String] = []

  @Option(help: ArgumentHelp("Where the folders of results are.", valueName: "folder"))
  var results = "results"

  @Option(
    help: ArgumentHelp(
      "Write to a folder here for each NAME instead of to figures/ beside the results.",
      valueName: "folder"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Write only what a LaTeX paper includes: figures as PDF, tables and numbers.tex.",
      valueName: "folder"))
  var paper: String?

  @Option(
    help: ArgumentHelp(
      "Write only one self-contained page with all figures and tables, where they come from, and what was published beside it.",
      valueName: "file"))
  var html: String?

  func validate() throws {
    let chosen = [("--out", out), ("--paper", paper), ("--html", html)].filter { $0.1 != nil }
    if chosen.count > 1 {
      throw ValidationError(
        "\(chosen[0].0) and \(chosen[1].0) cannot be used together. Run the command twice.")
    }
    for (flag, folder) in [("--results", results), ("--out", out), ("--paper", paper)]
    where folder?.isEmpty == true {
      throw ValidationError("\(flag) is empty. Name a folder.")
    }
    if html?.isEmpty == true { throw ValidationError("--html is empty. Name a file.") }
  }

  func run() throws {
    let reader = ResultsReader(root: results)
    let named = try (names.isEmpty ? reader.names() : names).map { try reader.read($0) }
    let all = try named + siblings(of: named, reader)
    let reports = try named.map { try Report(of: $0.beside(all)) }
    let gnuplot = Gnuplot(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")

    // A report of all results describes statements that none of them answers; one of some, of those on these.
    func claims() throws -> PublishedClaims? {
      let all = try PublishedClaims.read(under: results)
      return names.isEmpty ? all : all?.on(names)
    }
    if let html {
      let page = ReportPage(of: reports, claims: try claims())
      try page.write(to: html, gnuplot: gnuplot)
      try printToStandardOutput("\(html)\n")
      if gnuplot == nil { printToStandardError("\(Gnuplot.advice)\n") }
      return
    }
    if let paper {
      guard let gnuplot else { throw ReportError.gnuplotMissing }
      try list(
        try Report.writePaper(
          reports, claims: claims(), to: paper, gnuplot: gnuplot),
        in: paper)
      return
    }
    for report in reports {
      let name = report.results.name
      let folder = out.map { "\($0)/\(name)" } ?? "\(results)/\(name)/figures"
      try list(try report.write(to: folder, gnuplot: gnuplot), in: folder)
    }
    if gnuplot == nil { printToStandardError("\(Gnuplot.advice)\n") }
  }

  /// The other results, for figures that join several; those that cannot be read are described and left out.
  private func siblings(of named: [ResultSet], _ reader: ResultsReader) throws -> [ResultSet] {
    try reader.names().filter { name in !named.contains { $0.name == name } }.compactMap { name in
      do {
        return try reader.read(name)
      } catch {
        printToStandardError("\(error)\nFigures that join results are drawn without these.\n")
        return nil
      }
    }
  }

  private func list(_ files: [String], in folder: String) throws {
    for file in files { try printToStandardOutput("\(folder)/\(file)\n") }
  }
}
