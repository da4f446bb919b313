import ArgumentParser
import RDCommands
import RDCore
import RDFiles
import RDNetworks
import RDResults

/// `rdtool embed`: points of many dimensions as a map.
struct EmbedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed",
    abstract: "Put points of many dimensions into a plane, by t-SNE or principal components.",
    usage: "rdtool embed [FILE…] [--data DATA…] --output FILE [<options>]",
    discussion: """
      A FILE is CSV, one point per line, or a NumPy array (.npy) of two dimensions, one point per row. DATA is a data set of images of one \
      shape, NAME[:key=value,…]; 'rdtool data list' lists them. All files and data sets together are one map.

      The output is CSV, one row per point in the order of the input: set, label, x, y. What is near in truth is near in a map of t-SNE; what is near in the map need not be, and distances between clusters, and their sizes, say little. The divergence is in nats; the accuracy is the fraction of points \
      whose label most of their ten nearest in the map have, with a 95 % interval.

      The same seed gives the same bytes, on any number of threads.

      Examples:
        rdtool embed --data digits:count=200 --output map.csv
        rdtool embed --data mnist:split=test,count=2000 --output map.csv
        rdtool embed before.csv after.csv --label digit --output map.csv
      """)

  @Argument(help: ArgumentHelp("The files, CSV or .npy.", valueName: "file"))
  var files: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A data set of images; may be repeated.", valueName: "data"))
  var data: [String] = []

  @Option(
    name: [.short, .customLong("output")], parsing: .unconditional,
    help: ArgumentHelp("The CSV file to write.", valueName: "file"))
  var output: String

  @Option("column", parsing: .next, "The column of the files that has labels, by name or number.")
  var label: String?

  @OptionGroup(title: "Tables of text") var text: TextTableOptions

  @Option(help: "How points are put into the plane.")
  var method: Method = .tsne

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Effective number of neighbours of a point; above 1.", valueName: "number"))
  var perplexity = 30.0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Steps after the 250 exaggerated ones.", valueName: "count"))
  var steps = 500

  @Flag(help: "Compute the repulsion of every pair exactly; for few points.")
  var exact = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Root of the seeds.", valueName: "number"))
  var seed: UInt64 = 0x5eed_2026

  @Option("count", "Threads; no result depends on it. (default: one per core)")
  var jobs: Int?

  /// The method of embedding.
  enum Method: String, CaseIterable, ExpressibleByArgument {
    /// t-distributed stochastic neighbour embedding.
    case tsne

    /// The first two principal components.
    case pca
  }

  func validate() throws {
    if files.isEmpty, data.isEmpty {
      throw ValidationError("There is nothing to embed. Name a file, or a data set with --data.")
    }
    if let option = label == nil ? text.givenOption : "--label", files.isEmpty {
      throw ValidationError("\(option) is for files. Name a file, or leave it out.")
    }
    if output.isEmpty { throw ValidationError("--output is empty. Name a file.") }
    guard perplexity > 1, perplexity <= 1e6 else {
      throw ValidationError(
        "--perplexity is \(perplexity), but must be a number above 1, up to 1e6.")
    }
    guard 0...1_000_000 ~= steps else {
      throw ValidationError("--steps is \(steps), but must be an integer from 0 to 1000000.")
    }
    try checkJobs(jobs)
  }

  func run() throws {
    try InputFile.refuse(output: output, among: files)
    try AtomicFile.checkWritable(output)
    let sets =
      try files.map { try EmbeddedSet(file: $0, labelColumn: label, syntax: text.syntax) }
      + data.map { try EmbeddedSet(dataSet: $0) }
    let threads = threadCount(jobs)
    try ResourceLimits.current.check(threads: threads)
    let progress = method == .tsne ? ProgressLine(parts: [("tsne", 1)], unit: "maps") : nil
    defer { progress?.clear() }
    let map = try EmbeddedMap(of: sets, by: embedding, jobs: threads, observer: progress)
    progress?.clear()
    try AtomicFile.write(map.table.rendered(as: .csv), to: output)
    try printTable(map.summary(jobs: threads), as: .text)
  }

  private var embedding: EmbeddedMap.Method {
    guard method == .tsne else { return .principalComponents }
    var options = TSNEOptions()
    options.perplexity = perplexity
    options.plainSteps = steps
    if exact { options.openingRatio = 0 }
    return .tsne(options, seed: SeedPath(root: seed))
  }
}
