import ArgumentParser
import RDArrayFiles
import RDCommands
import RDCore
import RDExperiments
import RDQuantisation
import RDResults
import RDSources

/// `rdtool quantise`: designs and compares quantisers.
struct QuantiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quantise",
    abstract: "Design quantisers and compare them with the rate-distortion bound.",
    usage: """
      rdtool quantise [--bits LIST] [--levels LIST] [--rates LIST]
             [--source SOURCE | --from FILE [--column COLUMN]]
             [--method METHODS | --design FILE] [options]
      """,
    discussion: """
      The gap compares the mean-square error with the least one at the same rate; it is empty where \
      that is not known. The rate is that of indices of one length, log2(levels) bits per sample for \
      scalar quantisers. A method with an entropy code has the rate of its ideal code, which stands \
      under the entropy; for the others that is the entropy of the index.

      SOURCES with a density: \(densityNames.joined(separator: ", ")). \
      'rdtool sources' lists their parameters.

      \(MethodListing.text)

      \(QuantiserCatalogue.groups.map { "'\($0.key)' stands for \($0.value.joined(separator: " and "))" }.joined(separator: "; ")). \
      These two span the mean plus and minus 3 standard \
      deviations, or as many as loading says, as in uniform-endpoints:loading=4. All uniform \
      methods are centred on the mean. A method that is sized by its rate takes --bits for rates, \
      and one that is sized by its levels takes the nearest number of levels to a rate. What cannot \
      be computed is measured on samples that no design has seen, and has an error.

      With --from, one sample of each pair, at random, is held out; the numbers are those of the samples \
      held out. It takes the methods that are sized by their levels.

      With --apply or --indices, the numbers of --from are quantised by one quantiser: designed on all \
      of them, for --source, or read with --design. The row has the error of these numbers. A number on \
      a threshold is in the cell above it.

      Examples:
        rdtool quantise --bits 3-6 --method lloyd-max,uniform
        rdtool quantise --source laplacian --rates 1:3:0.5 --method ecsq
        rdtool quantise --levels 4 --show design --format csv
        rdtool quantise --from samples.csv --column amplitude --bits 2-5
        rdtool quantise --from weights.npy --levels 8 --method lloyd-max --apply y.npy
      """,
    aliases: ["quantize"])

  @OptionGroup var sizes: QuantiserSizeOptions

  @Option("source", parsing: .next, "The source, NAME[:key=value,…].")
  var source: String?

  @Option(
    "file", parsing: .next,
    "Design from the samples of a file (CSV, .f32 or .npy) instead: on one half, reported on the other."
  )
  var from: String?

  @Option("column", parsing: .next, "The column of the file, by name or number.")
  var column: String?

  @OptionGroup(title: "Designs and numbers") var designs: DesignOptions

  @OptionGroup(title: "Tables of text") var text: TextTableOptions

  @Option(
    help: ArgumentHelp(
      "Methods, each NAME[:key=value,…], with commas between; may be repeated. (default: \(QuantiserCatalogue.defaultMethodNames.joined(separator: ", ")))",
      valueName: "methods"))
  var method: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Held-out samples, where quantisers are measured; from 1000.", valueName: "count"))
  var samples = 1_000_000

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Root of the seeds of designs and samples.", valueName: "number"))
  var seed: UInt64 = 0x5eed_2026

  @Option(
    help: "What to show: the summary, or the design with all thresholds and levels, index from 0.")
  var show: Content = .summary

  @Option(help: "How to print the table.")
  var format: TableFormat = .text

  @OptionGroup var figures: FigureOptions

  /// The sources that quantisers can be designed for.
  private static let densityNames = zip(SourceCatalogue.all.names, SourceCatalogue.all.entries)
    .filter { $0.1.kind == .density }.map(\.0)

  /// The rows of the table.
  enum Content: String, CaseIterable, ExpressibleByArgument {
    /// A quantiser.
    case summary

    /// A level of a quantiser.
    case design
  }

  mutating func validate() throws {
    from = try from.map { try StandardInput.path(of: $0) }
    try designs.check(
      from: from, source: source, methods: method, areSizesGiven: sizes.areGiven)
    if let option = column == nil ? text.givenOption : "--column", from == nil {
      throw ValidationError("\(option) is for tables of text. Add --from FILE.csv.")
    }
    guard 1000...HeldOutSequence.countLimit ~= samples else {
      throw ValidationError(
        "--samples is \(samples), but must be an integer from 1000 to \(HeldOutSequence.countLimit)."
      )
    }
    if figures.figure != nil, show == .design {
      throw ValidationError("--figure draws the summary, not the design. Leave --show out.")
    }
    // What is in files is wrong data and not wrong use, so they are read later.
    if designs.design == nil, designs.start == nil, try requests().count != 1, designs.isApplied {
      throw ValidationError(
        "--apply and --indices take one quantiser. Give one --method and one size, or --design.")
    }
  }

  func run() throws {
    let inputs = from.map { [$0] } ?? []
    let file = try figures.file(inputs: inputs)
    let outputs = try designs.outputs(inputs: inputs)
    let numbers = try from.map {
      try designs.numbers(of: $0, column: column, syntax: text.syntax)
    }
    let (table, figure) = try showingProgress("designs") { line in
      let comparison = try QuantiserComparison(
        material: material(numbers), requests: requests(), sampleCount: samples, seed: seed,
        observer: line)
      if let numbers, designs.isApplied {
        let applied = try comparison.applied(to: numbers.values)
        try reading("--apply") { try outputs.values?.write(applied.values) }
        try reading("--indices") { try outputs.indices?.write(applied.indices) }
      }
      switch show {
      case .design: return (try comparison.designs(), RateFigure?.none)
      case .summary:
        let measured = try comparison.measurements()
        return (
          comparison.summary(of: measured, for: format),
          file == nil ? nil : try comparison.figure(of: measured)
        )
      }
    }
    // What reads the table may not read it to its end.
    if let file, let figure { try figures.draw(figure, metric: "snr", to: file) }
    try printTable(table, as: format)
  }

  private func material(_ numbers: WeightedNumbers?) throws -> QuantiserMaterial {
    if let numbers, source == nil {
      return designs.isApplied || designs.design != nil ? try .all(numbers) : try .halves(numbers)
    }
    let descriptor = try Descriptor(parsing: source ?? "gaussian")
    let density = try SourceCatalogue.density(descriptor)
    Source.density(density).printNote()
    return try numbers.map { try .all($0, designedFor: density) }
      ?? .density(density, name: descriptor.description)
  }

  private func requests() throws -> [QuantiserComparison.Request] {
    if let path = designs.design {
      return [.given(try reading("--design") { try ScalarQuantiserFile.read(path) }, path: path)]
    }
    if designs.start != nil || designs.tolerance != nil { return try iterations() }
    let texts = method.isEmpty ? QuantiserCatalogue.defaultMethodNames : method
    return try texts.flatMap { try Descriptor.list(parsing: $0) }
      .flatMap { try QuantiserCatalogue.methods($0) }
      .flatMap { method in
        try sizes.sizes.sizes(for: method).map { .method(method, size: $0) }
      }
  }

  private func iterations() throws -> [QuantiserComparison.Request] {
    let tolerance = designs.tolerance ?? 0
    if let start = try designs.startLevels() {
      return [.iteration(levelCount: start.count, from: start, tolerance: tolerance)]
    }
    return try sizes.sizes.sizes(
      for: QuantiserCatalogue.method(named: QuantiserComparison.Request.lloydMax)
    ).compactMap {
      guard case .levels(let count) = $0 else { return nil }
      return .iteration(levelCount: count, from: nil, tolerance: tolerance)
    }
  }
}
