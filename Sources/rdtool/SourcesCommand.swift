import ArgumentParser
import RDArrayFiles
import RDCommands
import RDCore
import RDResults

/// `rdtool sources`: lists the sources, the properties of one, or those that fit samples.
struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "List the sources, show the properties of one, or fit them to samples.",
    usage: """
      rdtool sources [SOURCE] [--format FORMAT]
      rdtool sources --fit FILE [--column COLUMN] [--resolution STEP] [options]
      """,
    discussion: """
      Without a source, each source and each of its parameters has a row. A parameter without a default is \
      needed, as the example below it shows, or stands instead of others. table, pmf, samples and formula are \
      sources of your own: what was made of a file is said in the row note, and on standard error by other \
      commands. With a source, NAME[:key=value,…], \
      each of its properties has a row: entropies in bits per sample, all else in source units.

      With --fit, every family of densities is fitted to the samples of a file (CSV, .f32 or .npy) by maximum \
      likelihood, and written as a source for --source. The likelihood is that of the samples as they were rounded: the \
      probability of the interval of numbers that are rounded to each, as wide as their decimals or floating-point \
      numbers say; of more than 16384 different ones, so many at even ranks are searched on. Rows are sorted by \
      AIC, 2 k - 2 ln L of k parameters; a warning says where a parameter stands at a limit, and AIC does not hold. \
      Densities that are infinite at a sample come last.

      A file of samples replaces a source in 'rdtool quantise --from': CSV, raw float32 \
      (.f32, .raw, .bin), or a NumPy array (.npy).

      Examples:
        rdtool sources
        rdtool sources generalised-gaussian:shape=0.7
        rdtool sources gauss-markov:rho=0.9 --format json
        rdtool sources --fit samples.csv --column amplitude
      """)

  @Argument(help: "The source whose properties to show, NAME[:key=value,…].")
  var source: String?

  @Option("file", parsing: .next, "Fit every family to the samples of a file instead.")
  var fit: String?

  @Option("column", parsing: .next, "The column of the file, by name or number.")
  var column: String?

  @Option("step", "The step that the samples are rounded to. (default: inferred)")
  var resolution: Double?

  @Option("count", "Families that are fitted side by side. (default: one per core)")
  var jobs: Int?

  @OptionGroup(title: "Tables of text") var text: TextTableOptions

  @Option(help: "How to print the table.")
  var format: TableFormat = .text

  mutating func validate() throws {
    fit = try fit.map { try StandardInput.path(of: $0) }
    if fit != nil, source != nil {
      throw ValidationError("--fit and a source cannot be used together. Leave one out.")
    }
    let options: [(String, Bool)] = [
      ("--column", column != nil), ("--resolution", resolution != nil), ("--jobs", jobs != nil),
    ]
    if let option = options.first(where: \.1)?.0 ?? text.givenOption, fit == nil {
      throw ValidationError("\(option) belongs to a fit. Add --fit FILE.")
    }
    if let resolution, !Magnitude.range.contains(resolution) {
      throw ValidationError(
        "--resolution is \(resolution), but must be a number above 0, from 1e-150 to 1e150.")
    }
    try checkJobs(jobs)
  }

  func run() throws {
    if let fit { return try printFits(to: fit) }
    let table =
      if let source {
        try SourceProperties(Descriptor(parsing: source)).table()
      } else {
        SourceListing.table(for: format)
      }
    try printTable(table, as: format)
  }

  private func printFits(to path: String) throws {
    let fits = try showingProgress("families") { line in
      try SourceFits(
        to: SampleFile(path: path, column: column, syntax: text.syntax), resolution: resolution,
        jobs: threadCount(jobs), observer: line)
    }
    printToStandardError("Note: \(fits.note)\n")
    try printTable(fits.table(), as: format, width: TerminalWidth.ofSources)
  }
}
