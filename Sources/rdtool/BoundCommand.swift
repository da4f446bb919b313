import ArgumentParser
import Foundation
import RDArrayFiles
import RDCommands
import RDCore
import RDExperiments
import RDResults
import RDSources

/// `rdtool bound`: theoretical bounds of a source as a table.
struct BoundCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bound",
    abstract: "Show the rate-distortion function of a source: what no compressor can beat.",
    usage: """
      rdtool bound SOURCE [--measure MEASURE]
             [--distortion-matrix FILE] [--rates LIST | --distortions LIST]
             [--blocklength LIST [--excess P]] [options]
      """,
    discussion: """
      The quantity rd is a point of R(D); lower and upper enclose the rate at a distortion, \
      distortion_lower and distortion_upper the distortion at a rate. Where they are more than 0.01 \
      bit and 1 % apart, there is no other number. Beside it stand \
      shannon-lower-bound and gaussian-upper-bound where they hold; the table for people leaves them \
      out where R(D) meets them throughout. With --blocklength and --excess comes \
      normal-approximation (without its term of ln n / n), for gaussian and two symbols with a \
      converse and achievability: the rate of codes of that many samples whose distortion is larger \
      with that probability; the rate is empty where a bound says nothing. Dispersion is V(D), with \
      its numerical error, in squared nats; status says formal where the approximation is not proved, \
      zero-dispersion where V(D) is 0 to within its error and leaves R(D), zero-rate, \
      least-distortion or another reason where there is no rate. For a process, \
      --blocklength alone gives R(D) of blocks.

      SOURCES   \(SourceCatalogue.all.names.joined(separator: ", ")), written NAME[:key=value,…]
      MEASURES  mse for densities, processes and vectors, mae for densities, one-sided for \
      exponential, hamming for discrete sources; mse and mae also for those whose symbols have values

      Examples:
        rdtool bound laplacian --rates 0:4:0.5
        rdtool bound bernoulli:p=0.11 --distortions 0.01,0.05
        rdtool bound laplacian --rates 1 --blocklength 1000 --excess 0.01
        rdtool bound gauss-markov:rho=0.9 --blocklength 100 --format csv
      """)

  @Argument(help: "The source, NAME[:key=value,…].")
  var source: String

  @Option(
    "measure", parsing: .next,
    "The distortion measure: mse, mae, one-sided or hamming. (default: hamming for discrete sources, else mse)"
  )
  var measure: String?

  @Option(
    "file", parsing: .next,
    "A CSV file of the distortion of each symbol (row) by each reproduction (column), for a discrete source, instead of a measure; 'inf' forbids a pair."
  )
  var distortionMatrix: String?

  @Option(
    "list",
    "Rates in bits per sample, as a list or range such as 0:4:0.25. (default: 0:4:0.25, of symbols to their entropy)"
  )
  var rates: String?

  @Option("list", "Distortions in the unit of the measure, instead of rates.")
  var distortions: String?

  @Option("list", "Samples in a block: a number, list or range.")
  var blocklength: String?

  @Option("p", "The probability with which a block may have a larger distortion.")
  var excess: String?

  @Flag(
    help: """
      Add subsampling, which keeps a fraction of the samples and sets the rest to the mean. The kept \
      samples are exact, so the rate is infinite from the first one on.
      """)
  var naive = false

  @Flag(help: "Add Lloyd-Max quantisers of 1 to 8 bits at their fixed rate.")
  var lloydMax = false

  @Option(help: "How to print the table.")
  var format: TableFormat = .text

  @OptionGroup var figures: FigureOptions

  func validate() throws {
    if rates != nil, distortions != nil {
      throw ValidationError("--rates and --distortions cannot be used together. Leave one out.")
    }
    if measure != nil, distortionMatrix != nil {
      throw ValidationError(
        "--measure and --distortion-matrix cannot be used together. Leave one out.")
    }
    _ = try points()
    _ = try blocklengths()
    if try excessProbability() != nil, blocklength == nil {
      throw Diagnosis.wrongUse(
        "--excess needs --blocklength: the samples of a block, as in --blocklength 100.")
    }
    _ = try distortionMeasure()
  }

  func run() throws {
    let file = try figures.file()
    let (bound, rows) = try showingProgress("bounds") { try computed(observer: $0) }
    // What reads the table may not read it to its end.
    if let file {
      let curves = try showingProgress("figure") { _ in try bound.denseCurves(of: rows) }
      try figures.draw(bound.figure(of: rows, curves: curves), metric: "snr", to: file)
    }
    try printTable(bound.table(of: rows, for: format), as: format)
  }

  private func computed(
    observer: (any ProgressObserver)?
  ) throws -> (BoundTable, [BoundTable.Row]) {
    let descriptor = try Descriptor(parsing: source)
    let source = try SourceCatalogue.source(descriptor)
    source.printNote()
    let name = descriptor.description
    let jobs = ProcessInfo.processInfo.activeProcessorCount
    let bound =
      if let distortionMatrix {
        try BoundTable(
          source: source, name: name,
          matrix: NumberTableFile.rows(path: distortionMatrix, allowsInfinity: true),
          jobs: jobs, observer: observer)
      } else {
        try BoundTable(
          source: source, name: name, measure: distortionMeasure(), jobs: jobs, observer: observer)
      }
    let points = try points(of: source)
    var rows = try bound.curves(at: points)
    let blocklengths = try blocklengths()
    if !blocklengths.isEmpty {
      rows += try bound.blocks(
        at: points, blocklengths: blocklengths, excessProbability: excessProbability())
    }
    if naive { rows += try bound.naivePoints() }
    if lloydMax { rows += try bound.lloydMaxPoints() }
    return (bound, rows)
  }

  private func distortionMeasure() throws -> DistortionMeasure? {
    guard let measure else { return nil }
    guard let known = DistortionMeasure(rawValue: measure) else {
      throw UnknownName(
        kind: "measure", name: measure,
        known: DistortionMeasure.allCases.filter { $0 != .matrix }.map(\.rawValue))
    }
    return known
  }

  private func blocklengths() throws -> [Int] {
    guard let blocklength else { return [] }
    return try reading("--blocklength") {
      try NumberList.integers(parsing: blocklength, in: 1...1_000_000)
    }
  }

  private func excessProbability() throws -> Double? {
    guard let excess else { return nil }
    guard let probability = Double(excess), probability > 0, probability < 1 else {
      throw Diagnosis.wrongUse(
        "--excess is '\(excess)', but must be a probability above 0 and below 1, as in 0.01.")
    }
    return probability
  }

  /// The points that are asked for; by default those at which there is a trade-off, for symbols up to their entropy.
  private func points(of source: Source) throws -> BoundTable.Points {
    let points = try points()
    guard rates == nil, case .rates(let all) = points, case .discrete(let symbols) = source else {
      return points
    }
    let entropy = symbols.entropy.bits
    return .rates(all.filter { $0 < entropy } + (entropy <= 4 ? [entropy] : []))
  }

  private func points() throws -> BoundTable.Points {
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
