import ArgumentParser
import RDCommands
import RDCore
import RDExperiments
import RDResults
import RDSources
import RDStreams
import Studies

/// `rdtool ledger`: where the distance from R(D) comes from, method by method.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Show where the gap between real streams and R(D) comes from, method by method.",
    usage: "rdtool ledger SOURCE [--rates LIST] [--method METHODS] [options]",
    discussion: """
      Each row is a quantiser designed for a rate, with an entropy coder behind it: held-out samples \
      become bytes, which are decoded again and compared. The gap in bits is the rate of the bytes \
      less R(D) at the distortion; in decibels it is the distortion over D(R) at the rate. Its parts \
      add up to it:

        blocklength  with --blocklength, what every code of n samples loses whose
                     distortion is exceeded with the probability --excess;
                     for a process, what blocks of that length (100 by
                     default) lose: their transform is coded
        quantiser    entropy of the indices above that: the cells' shape and
                     the space they leave; negative where a method of longer
                     blocks does better than --blocklength allows
        model        code length under the model above that entropy; for
                     indices of one length, all that these are longer
        coder        bytes of the payload above the model's code length
        header       bytes of the header, with the tables of the decoder

      METHODS are those of 'rdtool quantise'. NAME+coded gives the indices of one that is sized \
      by its levels an entropy code, as in lloyd-max+coded.
      'rdtool sweep ledger' keeps the same rows as results.

      Examples:
        rdtool ledger gaussian --rates 1,2 --samples 20000
        rdtool ledger gauss-markov:rho=0.9 --method ecsq --rates 1:3
        rdtool ledger gaussian --blocklength 1000 --method ecsq,lloyd-max+coded
      """)

  @Argument(help: "A source with a density or a Gaussian process, NAME[:key=value,…].")
  var source: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rates to design for, in bits per sample, as a list or range such as 0:4:0.25.",
      valueName: "list"))
  var rates = "1,2,3"

  @Option(
    help: ArgumentHelp(
      "Methods, each NAME[:key=value,…][+coded], with commas between; may be repeated. (default: \(Self.defaultMethods))",
      valueName: "methods"))
  var method: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Split off what every code of n samples loses; 1 to 2000.", valueName: "n"))
  var blocklength: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Probability with which such a code may exceed the distortion; not for a process. (default: 0.01)",
      valueName: "probability"))
  var excess: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Held-out samples of each row, from 1000.", valueName: "count"))
  var samples = 1_000_000

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Root of all seeds.", valueName: "number"))
  var seed = 0x5eed_2026

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Methods that run side by side. (default: one per core)", valueName: "count")
  )
  var jobs: Int?

  @Option(help: "How to print the table.")
  var format: TableFormat = .text

  @Option(
    help: ArgumentHelp(
      "Also draw the gaps as stacked bars, in decibels; all but the script need gnuplot.",
      valueName: "FILE.svg|pdf|png|gp"))
  var figure: String?

  func validate() throws {
    guard 1000...HeldOutSequence.countLimit ~= samples else {
      throw ValidationError(
        "--samples is \(samples), but must be an integer from 1000 to \(HeldOutSequence.countLimit)."
      )
    }
    guard seed >= 0 else {
      throw ValidationError("--seed is \(seed), but must be an integer from 0.")
    }
    if let blocklength, !(1...2000 ~= blocklength) {
      throw ValidationError(
        "--blocklength is \(blocklength), but must be an integer from 1 to 2000.")
    }
    if let excess {
      guard blocklength != nil else {
        throw ValidationError("--excess belongs to a blocklength. Add --blocklength.")
      }
      guard excess > 0, excess < 1 else {
        throw ValidationError("--excess is \(excess), but must be a number above 0 and below 1.")
      }
    }
    _ = try rateList()
    _ = try methods()
    try checkJobs(jobs)
    if let figure { try FigureFile.check(figure) }
  }

  func run() throws {
    let file = try figure.map { try FigureFile($0) }
    try ResourceLimits.current.check(threads: threadCount(jobs))
    let described = try SourceCatalogue.source(Descriptor(parsing: source))
    described.printNote()
    if case .density(let density) = described, density.tailIndex <= 4 {
      printToStandardError(
        "Note: the source has no fourth moment, so squared errors have no variance: those that are measured have no interval, and another seed may give quite others.\n"
      )
    }
    let ledger = try showingProgress("methods") { line in
      try SourceLedger(
        of: source, methods: methods(), rates: rateList(), samples: samples, seed: seed,
        blocklength: blocklength, excess: excess, jobs: threadCount(jobs), observer: line)
    }
    // What reads the table may not read it to its end.
    if let file { try ledger.draw(to: file) }
    try printTable(ledger.table(for: format), as: format)
    try ledger.check()
  }

  private func rateList() throws -> [Double] {
    try reading("--rates") { try NumberList.reals(parsing: rates, in: 1e-3...24) }
  }

  private func methods() throws -> [CodedMethod] {
    let texts = method.isEmpty ? LedgerSpecification().methods : method
    return try texts.flatMap { try CodedMethod.list(parsing: $0) }
  }

  private static let defaultMethods = LedgerSpecification().methods.joined(separator: ", ")
}
