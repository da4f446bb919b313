import ArgumentParser
import Foundation
import RDCommands
import RDNumerics
import RDResults

/// `rdtool bench`: speed, as a fraction of this machine's limits.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure speed, as a fraction of this machine's limits.",
    discussion: """
      Everything runs on one thread where no case says otherwise. Other work on the machine disturbs the numbers: compare fractions and minima rather \
      than times.

      BENCHMARKS
      \(BenchmarkCatalogue.all.listing)

      Examples:
        rdtool bench quantisers --quick
        rdtool bench --format csv
      """)

  @Argument(help: "Which benchmarks; all without a name.")
  var names: [String] = []

  @Option(help: "How to print the table: text, csv or json.")
  var format: TableFormat = .text

  @Flag(help: "Only two runs of each case.")
  var quick = false

  func run() throws {
    let chosen = names.isEmpty ? BenchmarkCatalogue.all.names : names
    let benchmarks = try chosen.map { try BenchmarkCatalogue.all.entry(named: $0) }
    try say("BLAS: OpenBLAS \(BLAS.library.version), kernels for \(BLAS.library.coreName)")
    for variable in BLAS.restrainingVariables(in: ProcessInfo.processInfo.environment) {
      try say(
        "warning: \(variable) is set and may hold OpenBLAS back to half its speed. "
          + "Unset it and run again.")
    }
    var table = Table(columns: BenchmarkMeasurement.columns)
    for (name, benchmark) in zip(chosen, benchmarks) {
      let measurements = try showingProgress(name) { _ in
        try benchmark.measure(repetitions: quick ? 2 : 21)
      }
      for measurement in measurements {
        table.append(measurement.row)
      }
    }
    try printTable(table, as: format)
  }

  /// Prints a note: above a text table on standard output, or on standard error beside machine-readable output.
  private func say(_ line: String) throws {
    if format == .text {
      try printToStandardOutput(line + "\n")
    } else {
      printToStandardError(line + "\n")
    }
  }
}
