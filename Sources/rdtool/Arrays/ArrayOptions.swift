import ArgumentParser
import Foundation
import RDCommands
import RDCore
import RDResults
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

  @Option("number", "The mean that the numbers are known to have, instead of the measured one.")
  var mean: Double?

  @Option("number", "Their known standard deviation, instead of the measured one.")
  var standardDeviation: Double?

  @Option("n", parsing: .next, "Samples of a block of a process. (default: 512)")
  var blockLength: Int?

  @Option("number", "Root of the seeds of designs. (default: 0x5eed_2026)")
  var seed: Int?

  @Option("column", parsing: .next, "The column of a CSV file, by name or number.")
  var column: String?

  @OptionGroup var text: TextTableOptions

  /// The first given option.
  var givenOption: String? {
    designOption
      ?? firstGiven([
        "--mean": mean != nil, "--standard-deviation": standardDeviation != nil,
        "--column": column != nil,
      ]) ?? text.givenOption
  }

  /// The first given option of the quantiser's design.
  private var designOption: String? {
    firstGiven([
      "--method": method != nil, "--rate": rate != nil, "--mse": mse != nil, "--snr": snr != nil,
      "--source": source != nil, "--block-length": blockLength != nil, "--seed": seed != nil,
    ])
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
    try checkScale()
    if let blockLength, !(1...2000 ~= blockLength) {
      throw ValidationError(
        "--block-length is \(blockLength), but must be an integer from 1 to 2000.")
    }
    let design = try design()
    if blockLength != nil, design.density != nil {
      throw ValidationError(
        "--block-length is for processes, but the source has a density. Leave it out.")
    }
    if let rate { try reading("--rate") { try design.check(rate: .bits(rate)) } }
  }

  /// Checks mean and standard deviation.
  ///
  /// - Parameter option: an option with which no design can be chosen.
  /// - Throws: `ValidationError`.
  func checkScale(besides option: String? = nil) throws {
    if let option, let other = designOption {
      throw ValidationError(
        "\(other) and \(option) cannot be used together: a model has a quantiser and a rate of its own. Leave one out."
      )
    }
    guard (mean == nil) == (standardDeviation == nil) else {
      throw ValidationError(
        "--mean and --standard-deviation belong together. Give both, or neither to have them measured."
      )
    }
    if let mean, !(abs(mean) <= 1e150) {
      throw ValidationError("--mean is \(mean), but must be a number between -1e150 and 1e150.")
    }
    if let standardDeviation, !(standardDeviation >= 1e-140 && standardDeviation <= 1e150) {
      throw ValidationError(
        "--standard-deviation is \(standardDeviation), but must be a number from 1e-140 to 1e150.")
    }
  }

  private func design() throws -> SequenceDesign {
    let chosen = try reading("--method") {
      try CodedMethod.method(method ?? ArrayCodec.defaultMethod)
    }
    return try reading("--source") {
      try SequenceDesign(
        chosen, for: source ?? ArrayCodec.defaultSource,
        blockLength: blockLength ?? SequenceDesign.defaultBlockLength,
        seed: seed.map { UInt64(bitPattern: Int64($0)) } ?? ArrayCodec.defaultSeed)
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
    return ArrayCodec(design: try design(), scale: scale, target: target)
  }

  /// The mean and the standard deviation, where they are given.
  var scale: ArrayScale? {
    guard let mean, let standardDeviation else { return nil }
    return ArrayScale(mean: mean, deviation: standardDeviation)
  }
}
