import ArgumentParser
import Foundation
import RDCommands
import RDCore
import RDQuantisation
import RDResults
import RDSources
import RDStreams

/// The options of array coding.
struct ArrayOptions: ParsableArguments {
  @Option(
    "method", parsing: .next, "The quantiser, NAME[:key=value,…]. (default: ectcq:states=256)")
  var method: String?

  @Option("bits", "Bits per sample that it is designed for.")
  var rate: Double?

  @Option("number", "Largest mean-square error.")
  var mse: Double?

  @Option("number", "Least ratio of variance to mean-square error, in decibels.")
  var snr: Double?

  @Option(
    "source", parsing: .next,
    "The source whose shape the quantiser is designed for. (default: gaussian)")
  var source: String?

  @Option("column", parsing: .next, "The column of a CSV file, by name or number.")
  var column: String?

  @Option(help: "How to print the table.")
  var format: TableFormat?

  /// The first given option.
  var givenOption: String? {
    let given: [(String, Bool)] = [
      ("--method", method != nil), ("--rate", rate != nil), ("--mse", mse != nil),
      ("--snr", snr != nil), ("--source", source != nil), ("--column", column != nil),
      ("--format", format != nil),
    ]
    return given.first(where: \.1)?.0
  }

  /// Checks that the options are consistent.
  ///
  /// - Throws: `ValidationError`, or an error with the name of its option.
  func check() throws {
    guard [rate, mse, snr].count(where: { $0 != nil }) == 1 else {
      throw ValidationError(
        "Give one of --rate, --mse and --snr: how many bits an array may take, or how well it must come back."
      )
    }
    // The limit of a coder's alphabet.
    if let rate, !(rate > 0 && rate <= 16) {
      throw ValidationError("--rate is \(rate), but must be a number above 0 and at most 16.")
    }
    if let mse, !(mse > 0 && mse.isFinite) {
      throw ValidationError("--mse is \(mse), but must be a number above 0.")
    }
    if let snr, !(snr > 0 && snr <= 96) {
      throw ValidationError("--snr is \(snr), but must be a number above 0 and at most 96.")
    }
    let chosen = try chosenMethod()
    if let rate { try reading("--rate") { try chosen.check(rate: .bits(rate)) } }
    _ = try density()
  }

  /// The requested method.
  private func chosenMethod() throws -> QuantiserMethod {
    try reading("--method") {
      let text = method ?? ArrayCodec.defaultMethod
      let methods = try QuantiserCatalogue.methods(Descriptor(parsing: text))
      guard methods.count == 1 else {
        throw UnknownName(
          kind: "method", name: text, known: methods.map(\.name))
      }
      return methods[0]
    }
  }

  /// The requested source, standardised to mean 0 and variance 1.
  private func density() throws -> any UnivariateDistribution {
    try reading("--source") {
      try SourceCatalogue.density(Descriptor(parsing: source ?? "gaussian")).standardised
    }
  }

  /// The requested codec.
  func codec() throws -> ArrayCodec {
    let target: ArrayTarget =
      if let rate {
        .rate(.bits(rate))
      } else if let mse {
        .meanSquaredError(mse)
      } else {
        .signalToNoise(decibels: snr ?? 0)
      }
    return ArrayCodec(
      method: try chosenMethod(), density: try density(), source: source, target: target)
  }
}
