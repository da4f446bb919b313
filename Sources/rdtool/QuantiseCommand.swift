internal import ArgumentParser
internal import RDCore
internal import RDQuantisation
internal import RDResults
internal import RDSources

/// `rdtool quantise`: scalar quantisers, designed and compared.
struct QuantiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quantise",
    abstract: "Design scalar quantisers and compare them with the rate-distortion bound.",
    usage: """
      rdtool quantise [--bits LIST] [--levels LIST] [--method METHODS]
             [--source SOURCE | --from FILE [--column COLUMN]] [options]
      """,
    discussion: """
      The gap compares the mean-square error with the least one at the same rate, log2(levels) bits a \
      sample; it is empty where that is not known. The entropy is that of the index.

      SOURCES  \(SourceCatalogue.all.names.joined(separator: ", "))
      METHODS  \(QuantiserCatalogue.all.names.joined(separator: ", ")); \
      \(QuantiserCatalogue.groups.map { "\($0.key) for \($0.value.joined(separator: " and "))" }.joined(separator: "; "))

      The methods uniform-endpoints and uniform-midpoints span the mean plus and minus 3 standard \
      deviations, or as many as loading says, as in uniform-endpoints:loading=4. All uniform \
      methods are centred on the mean. With --from, one sample of each pair, by lot, is held out; \
      the numbers are those of the samples held out.
      """)

  @OptionGroup var sizes: LevelCountOptions

  @Option(help: ArgumentHelp("The source, NAME[:key=value,…].", valueName: "source"))
  var source: String?

  @Option(
    help: ArgumentHelp(
      "Design from the samples of a file (CSV, .f32 or .npy) instead: on one half, reported on the other.",
      valueName: "file"))
  var from: String?

  @Option(help: ArgumentHelp("The column of the file, by name or number.", valueName: "column"))
  var column: String?

  @Option(
    help: ArgumentHelp(
      "Methods, each NAME[:key=value,…], with commas between; may be repeated. All by default.",
      valueName: "methods"))
  var method: [String] = []

  @Option(
    help: "What to show: the summary, or the design with all thresholds and levels, index from 0.")
  var show: Content = .summary

  @Option(help: "How to print the table.")
  var format: TableFormat = .text

  /// What a row of the table is.
  enum Content: String, CaseIterable, ExpressibleByArgument {
    /// A quantiser.
    case summary

    /// A level of a quantiser.
    case design
  }

  func validate() throws {
    if from != nil, source != nil {
      throw ValidationError("--from and --source cannot be used together. Leave one out.")
    }
    if column != nil, from == nil {
      throw ValidationError("--column names a column of a file. Add --from FILE.csv.")
    }
    _ = try methods()
    _ = try sizes.levelCounts()
  }

  func run() throws {
    let comparison = try QuantiserComparison(
      material: material(), methods: methods(), levelCounts: sizes.levelCounts())
    let table =
      switch show {
      case .summary: try comparison.summary()
      case .design: try comparison.designs()
      }
    try printToStandardOutput(table.rendered(as: format))
  }

  private func material() throws -> QuantiserComparison.Material {
    if let from {
      return try .samples(SampleFile(path: from, column: column), path: from)
    }
    let descriptor = try Descriptor(parsing: source ?? "gaussian")
    return try .density(
      SourceCatalogue.density(descriptor), name: descriptor.description)
  }

  private func methods() throws -> [QuantiserMethod] {
    let texts = method.isEmpty ? QuantiserCatalogue.all.names : method
    return try texts.flatMap { try Descriptor.list(parsing: $0) }
      .flatMap { try QuantiserCatalogue.methods($0) }
  }
}
