import ArgumentParser
import RDCommands
import RDReport

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

      Examples:
        rdtool report scalar-quantisers
        rdtool report --html report.html
      """)

  @Argument(help: "Folders of results, by name; all of them if none is named.")
  var names: [String] = []

  @Option(help: ArgumentHelp("Where the folders of results are.", valueName: "folder"))
  var results = "results"

  @Option(
    "folder", parsing: .next,
    "Write to a folder here for each NAME instead of to figures/ beside the results.")
  var out: String?

  @Option(
    "folder", parsing: .next,
    "Write only what a LaTeX paper includes: figures as PDF, tables and numbers.tex.")
  var paper: String?

  @Option(
    "file", parsing: .next,
    "Write only one self-contained page with all figures and tables, where they come from, and what was published beside it."
  )
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
    let report = try showingProgress("reading results") { _ in
      try ResultsReport(of: names, under: results)
    }
    for problem in report.problems { printToStandardError("\(problem)\n") }
    let gnuplot = try paper == nil ? Gnuplot.installed : Gnuplot.required()
    if let html {
      try showingProgress("figures") {
        try report.writePage(to: html, gnuplot: gnuplot, observer: $0)
      }
      try list([html])
    } else if let paper, let gnuplot {
      try list(
        showingProgress("figures") { _ in try report.writePaper(to: paper, gnuplot: gnuplot) })
    } else {
      for one in report.reports {
        try list(
          showingProgress(one.results.name) { _ in
            try report.write(one, under: out, gnuplot: gnuplot)
          })
      }
    }
    if gnuplot == nil { printToStandardError("\(Gnuplot.advice)\n") }
  }

  private func list(_ files: [String]) throws {
    for file in files { try printToStandardOutput("\(file)\n") }
  }
}
