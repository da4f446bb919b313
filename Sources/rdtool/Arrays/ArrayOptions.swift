import ArgumentParser
import Foundation
import RDArrayCoding
import RDArrayFiles
import RDCommands
import RDCore
import RDResults
import RDStreams

/// The options of array coding.
struct ArrayOptions: ParsableArguments {
  @Option(
    "method", parsing: .next,
    "auto, or a quantiser, NAME[:key=value,…]. (default: auto; with --source ectcq:states=256)")
  var method: String?

  @Option("bits", "Bits per sample: what the file may have, or what a quantiser is designed for.")
  var rate: Double?

  @Option("number", "Largest mean-square error.")
  var mse: Double?

  @Option("number", "Least ratio of variance to mean-square error, in decibels.")
  var snr: Double?

  @Option("number", "Largest error of a sample.")
  var maxError: Double?

  @Option("fraction", "Largest error of a sample, as a fraction of the range of all.")
  var maxErrorOfRange: Double?

  @Option("fraction", "Largest error of a sample, as a fraction of its magnitude.")
  var relativeError: Double?

  @Flag(help: "Every sample comes back as it was.")
  var lossless = false

  @Option(
    "level", parsing: .next, "How long auto searches: fast, standard or high. (default: standard)")
  var effort: ArrayEffort?

  @Option("rows", "Rows of an array that auto codes by themselves. (default: all)")
  var chunk: Int?

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

  @Option(
    "type", parsing: .next, "The type of raw numbers. (default: float32)"
  )
  var type: NumberType?

  @Option(
    "extents", parsing: .next, "The shape of raw numbers, as in 100,20. (default: all in one)")
  var shape: String?

  @Option("column", parsing: .next, "The column of a CSV file, by name or number.")
  var column: String?

  @OptionGroup var text: TextTableOptions

  /// The first given option.
  var givenOption: String? {
    codeOption
      ?? firstGiven([
        "--mean": mean != nil, "--standard-deviation": standardDeviation != nil,
        "--column": column != nil,
      ]) ?? text.givenOption
  }

  /// The first given option that says how to code.
  private var codeOption: String? {
    firstGiven(["--rate": rate != nil, "--mse": mse != nil, "--snr": snr != nil])
      ?? adaptiveOption ?? designOption
  }

  /// The first given option of the quantiser's design.
  private var designOption: String? {
    firstGiven([
      "--method": method != nil, "--source": source != nil, "--block-length": blockLength != nil,
      "--seed": seed != nil,
    ])
  }

  /// The first given option that only the adaptive code has.
  private var adaptiveOption: String? {
    firstGiven([
      "--max-error": maxError != nil, "--max-error-of-range": maxErrorOfRange != nil,
      "--relative-error": relativeError != nil, "--lossless": lossless, "--effort": effort != nil,
      "--chunk": chunk != nil, "--type": type != nil, "--shape": shape != nil,
    ])
  }

  /// Whether the array is coded by the adaptive code, and not by a quantiser that is designed for a source.
  var isAdaptive: Bool {
    method == StreamHeader.adaptiveMethod
      || method == nil && source == nil && blockLength == nil && seed == nil && mean == nil
  }

  /// What was asked for, in the order of the help.
  private func qualities(psnr: Double?) -> [ArrayQuality] {
    [
      rate.map { .rate(bits: $0) }, mse.map { .meanSquaredError($0) },
      snr.map { .signalToNoise(decibels: $0) }, psnr.map { .peakSignalToNoise(decibels: $0) },
      maxError.map { .maximumError($0) }, maxErrorOfRange.map { .maximumErrorOfRange($0) },
      relativeError.map { .relativeError($0) }, lossless ? .lossless : nil,
    ].compactMap { $0 }
  }

  /// Checks that the options are consistent.
  ///
  /// - Parameter psnr: the ratio that is shared with pictures.
  /// - Throws: `ValidationError`, or an error with the name of its option.
  func check(psnr: Double?) throws {
    let qualities = qualities(psnr: psnr)
    guard qualities.count == 1 else {
      throw ValidationError(
        "Give one of --rate, --mse, --snr, --psnr, --max-error, --max-error-of-range, --relative-error and --lossless: how many bits an array may take, or how well it must come back."
      )
    }
    guard !isAdaptive else {
      let other = firstGiven([
        "--source": source != nil, "--block-length": blockLength != nil, "--seed": seed != nil,
        "--mean": mean != nil, "--standard-deviation": standardDeviation != nil,
      ])
      if let option = other {
        throw ValidationError(
          "\(option) is for quantisers that are designed for a source, but auto assumes none. Leave it out, or name another --method."
        )
      }
      _ = try rawForm()
      if let chunk, chunk < 1 {
        throw ValidationError("--chunk is \(chunk), but must be an integer above 0.")
      }
      if let value = qualities[0].value, !(value > 0 && value.isFinite) {
        throw ValidationError("The target is \(value), but must be a number above 0.")
      }
      return
    }
    if let option = adaptiveOption ?? (psnr == nil ? nil : "--psnr") {
      throw ValidationError(
        "\(option) is for the method auto. Leave out --method and --source, or give --rate, --mse or --snr."
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
    if let option, let other = codeOption {
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

  /// The form of raw numbers; `nil` where nothing is said of it.
  ///
  /// - Throws: `ValidationError` for a shape that is not one.
  func rawForm() throws -> StoredArrays.RawForm? {
    let extents = try shape.map { text in
      let extents = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard extents.allSatisfy({ $0 ?? -1 >= 0 }) else {
        throw ValidationError(
          "--shape is '\(text)', but must be integers of 0 and more with commas between them, as in 100,20."
        )
      }
      return extents.compactMap { $0 }
    }
    guard type != nil || extents != nil else { return nil }
    return StoredArrays.RawForm(type: type ?? .float32, shape: extents)
  }

  /// The adaptive codec.
  ///
  /// - Parameter psnr: the ratio that is shared with pictures.
  /// - Returns: the codec.
  func adaptiveCodec(psnr: Double?) -> AdaptiveArrayCodec {
    AdaptiveArrayCodec(
      quality: qualities(psnr: psnr)[0], effort: effort ?? .standard, chunkRows: chunk)
  }

  /// The requested codec, which is not the adaptive one.
  ///
  /// - Returns: the codec.
  /// - Throws: an error with the name of its option.
  func designedCodec() throws -> any ArrayCoder {
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

extension ArrayEffort: ExpressibleByArgument {}

extension NumberType: ExpressibleByArgument {
  package init?(argument: String) {
    guard let type = NumberType.allCases.first(where: { $0.name == argument }) else { return nil }
    self = type
  }

  package static var allValueStrings: [String] { allCases.map(\.name) }
}
