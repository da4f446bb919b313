internal import ArgumentParser
internal import RDCore
internal import RDResults
internal import RDSources

/// `rdtool bound`: the theory of a source as a table.
struct BoundCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bound",
    abstract: "Show the rate-distortion function of a source: what no compressor can beat.",
    usage: "rdtool bound SOURCE [--rates LIST | --distortions LIST] [options]",
    discussion: """
      The quantity rd is a point of R(D) under mean-square error; lower and upper enclose its rate. \
      Sources: \(SourceCatalogue.all.names.joined(separator: ", ")), written NAME[:key=value,…].
      """)

  @Argument(help: "The source, NAME[:key=value,…].")
  var source: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rates in bits a sample, as a list or first:last:step. (default: 0:4:0.25)",
      valueName: "list"))
  var rates: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Distortions in squared source units, instead of rates.", valueName: "list"))
  var distortions: String?

  @Flag(
    help: """
      Add naive codes, which keep a share of the samples and set the rest to the mean. What is kept \
      are exact numbers, so the rate is infinite from the first one on.
      """)
  var naive = false

  @Flag(help: "Add Lloyd-Max quantisers of 1 to 8 bits at their fixed rate.")
  var lloydMax = false

  @Option(help: "How to print the table.")
  var format: TableFormat = .text

  func validate() throws {
    if rates != nil, distortions != nil {
      throw ValidationError("--rates and --distortions cannot be used together. Leave one out.")
    }
    _ = try places()
  }

  func run() throws {
    let descriptor = try Descriptor(parsing: source)
    let density = try SourceCatalogue.density(descriptor)
    let bound = try BoundTable(source: density, name: descriptor.description)
    var rows = try bound.curve(at: places())
    if naive { rows += bound.naivePoints() }
    if lloydMax { rows += try bound.lloydMaxPoints() }
    try printToStandardOutput(bound.table(of: rows, for: format).rendered(as: format))
  }

  private func places() throws -> BoundTable.Places {
    if let distortions {
      return .distortions(
        try reading("--distortions") {
          try NumberList.reals(parsing: distortions, in: 1e-300...1e300)
        })
    }
    return .rates(
      try reading("--rates") { try NumberList.reals(parsing: rates ?? "0:4:0.25", in: 0...500) })
  }
}
