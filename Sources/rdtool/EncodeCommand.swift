import ArgumentParser
import Foundation
import RDArrayFiles
import RDCommands
import RDCore
import RDFiles
import RDImageCodecs
import RDImages
import RDResults
import RDStandardCodecs

/// `rdtool encode`: images into a file, by a trained model or by standard codecs, or an array of numbers by a quantiser.
struct EncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Encode images by a trained model or another codec, or an array of numbers.",
    usage: """
      rdtool encode IMAGES… -o FILE --model MODEL… [--bpp NUMBER]
             [--psnr NUMBER]
             rdtool encode IMAGE -o FILE --codec CODEC [--bpp NUMBER]
             [--psnr NUMBER]
             rdtool encode ARRAY -o FILE [--method METHOD]
             (--rate BITS | --mse NUMBER | --snr NUMBER) [options]
      """,
    discussion: """
      A model takes any number of grey and colour images of any size, with up to 8 bits per sample, and puts them into one \
      file. Grey ones are coded as colour, samples of fewer than 8 bits are scaled to 8, and an alpha channel that is opaque everywhere \
      is left out. Its rate is what it was trained for: with several models, --bpp takes the best file \
      of at most that many bits per pixel, and --psnr the smallest that reaches that many decibels over all samples.

      CODECS: \(StandardCodecCatalogue.all.names.joined(separator: ", ")), each with its settings as in jpeg:quality=80; \
      --bpp and --psnr find the setting.

      ARRAYS are .npy files of float32 or float64 of any shape, raw float32 (.f32, .raw, .bin) and columns of .csv files. Their numbers \
      are coded as independent samples: less their mean, divided by their standard deviation, by a quantiser that is designed for \
      --source. The file has all that 'rdtool decode' needs. METHODS are those of 'rdtool quantise'; \
      the table shows the rate of the whole file, and its distance from D(R) of the source with the measured variance.

      Examples:
        rdtool encode photo.png -o photo.rdi --model results/photo-codec/models/lambda-80.rdm
        rdtool encode photo.png -o photo.jp2 --codec jpeg2000 --bpp 0.5
        rdtool encode weights.npy -o weights.rds --method ectcq-256 --rate 2
      """)

  @Argument(
    help: ArgumentHelp(
      "Pictures, PNG, PPM, PGM or JPEG; or an array, NPY, CSV or raw numbers.", valueName: "files"))
  var images: [String]

  @Option(
    name: [.short, .customLong("output")], parsing: .unconditional,
    help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A trained model; may be repeated.", valueName: "model"))
  var model: [String] = []

  @Option(help: ArgumentHelp("Another codec, NAME[:key=value,…].", valueName: "codec"))
  var codec: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Bits per pixel that the file may have.", valueName: "number"))
  var bpp: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Peak signal-to-noise ratio that the images must have, in decibels.", valueName: "number"))
  var psnr: Double?

  @OptionGroup(title: "Options for arrays") var array: ArrayOptions

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output is empty. Name a file.") }
    if let path = images.first(where: { ArrayFile.isArray($0) }) {
      return try validate(array: path)
    }
    if let option = array.givenOption {
      throw ValidationError(
        "\(option) is for arrays of numbers, but '\(images[0])' is none by its name. Give a .npy, .f32 or .csv file; for images, --model or --codec."
      )
    }
    guard model.isEmpty != (codec == nil) else {
      throw ValidationError("Give either --model or --codec.")
    }
    if bpp != nil, psnr != nil {
      throw ValidationError("--bpp and --psnr cannot be used together. Leave one out.")
    }
    if let bpp, !(bpp > 0 && bpp <= 64) {
      throw ValidationError("--bpp is \(bpp), but must be a number above 0 and at most 64.")
    }
    if let psnr, !(psnr >= 1 && psnr <= 120) {
      throw ValidationError("--psnr is \(psnr), but must be a number from 1 to 120.")
    }
    if codec != nil, images.count > 1 {
      throw ValidationError(
        "--codec makes a file of one image, but there are \(images.count). Encode them one by one.")
    }
    if model.count > 1, bpp == nil, psnr == nil {
      throw ValidationError("There are several models. Add --bpp or --psnr to choose by.")
    }
  }

  private func validate(array path: String) throws {
    let given: [(String, Bool)] = [
      ("--model", !model.isEmpty), ("--codec", codec != nil), ("--bpp", bpp != nil),
      ("--psnr", psnr != nil),
    ]
    if let option = given.first(where: \.1)?.0 {
      throw ValidationError(
        "\(option) is for images, but '\(path)' is an array of numbers. Leave it out, and give --method with --rate, --mse or --snr."
      )
    }
    guard images.count == 1 else {
      throw ValidationError(
        "An array has a file of its own, but there are \(images.count) inputs. Encode them one by one."
      )
    }
    try array.check()
  }

  func run() throws {
    try SameFile.refuse(output, among: images + model)
    if ArrayFile.isArray(images[0]) {
      return try array.encode(images[0], to: output)
    }
    let pictures = try images.map { try ImageFile.read($0) }
    let bytes = try encoded(pictures)
    try reading("--output") { try AtomicFile.write(bytes, to: output) }
  }

  private var target: RateTarget? {
    bpp.map { .bitsPerPixel($0) } ?? psnr.map { .peakSignalToNoiseDecibels($0) }
  }

  private func encoded(_ pictures: [Image]) throws -> [UInt8] {
    guard let codec else { return try encodedByModels(pictures) }
    let request = try reading("--codec") {
      try StandardCodecCatalogue.request(Descriptor(parsing: codec))
    }
    return try ofPicture(images[0]) {
      if let target { return try request.codec.encode(pictures[0], for: target).bytes }
      guard request.codec.control == nil || request.settings?.count == 1,
        let setting = request.settings?.first ?? request.codec.defaultSettings.first
      else { throw NoSettingGiven(codec: codec, control: request.codec.control?.name ?? "") }
      return try request.codec.encode(pictures[0], at: setting)
    }
  }

  /// Does something with a picture, whose path errors of codecs then name.
  private func ofPicture<Product>(_ path: String, _ work: () throws -> Product) throws -> Product {
    do {
      return try work()
    } catch let error as ImageCodecError {
      throw UnusableFile(path: path, problem: error)
    } catch let error as ImageContainerError {
      throw UnusableFile(path: path, problem: error)
    }
  }

  private func encodedByModels(_ pictures: [Image]) throws -> [UInt8] {
    let pictures = pictures.map(\.simplified)
    for (path, picture) in zip(images, pictures) {
      try ofPicture(path) { try TransformCodec.check(picture) }
    }
    let pixels = pictures.reduce(0) { $0 + $1.shape.pixelCount }
    var best: (bytes: [UInt8], bpp: Double, psnr: Double)?
    var nearest: (bpp: Double, psnr: Double)?
    for path in model {
      let model = try LoadedModel(path)
      let bytes = try model.codec.encode(pictures, modelHash: model.hash).bytes
      guard bpp != nil || psnr != nil else { return bytes }
      let size = 8 * Double(bytes.count) / Double(pixels)
      let decoded = try model.codec.decode(ImageContainer(parsing: bytes), modelHash: model.hash)
      let quality = Self.quality(of: decoded, pictures)
      let reached = (bpp: size, psnr: quality)
      if nearest.map({ bpp == nil ? quality > $0.psnr : size < $0.bpp }) ?? true {
        nearest = reached
      }
      if let bpp, size <= bpp, best.map({ quality > $0.psnr }) ?? true {
        best = (bytes, size, quality)
      }
      if let psnr, quality >= psnr, best.map({ size < $0.bpp }) ?? true {
        best = (bytes, size, quality)
      }
    }
    guard let best else {
      throw NoModelReaches(bpp: bpp, psnr: psnr, nearest: nearest ?? (0, 0))
    }
    return best.bytes
  }

  /// The peak signal-to-noise ratio over all samples of 8-bit pictures, in decibels; 100 where nothing was lost.
  private static func quality(of decoded: [Image], _ pictures: [Image]) -> Double {
    var sum = 0.0
    var count = 0
    for (one, other) in zip(decoded, pictures) {
      for (sample, original) in zip(one.samples, other.samples) {
        let error = Double(sample) - Double(original)
        sum += error * error
      }
      count += one.samples.count
    }
    return sum == 0 ? 100 : -decibels(ofPowerRatio: sum / Double(count) / 65025)
  }
}

/// A codec that was given neither a setting nor a target.
struct NoSettingGiven: DiagnosedError {
  /// The codec's descriptor.
  let codec: String

  /// The name of its setting.
  let control: String

  var failureClass: FailureClass { .wrongUse }

  var description: String {
    "--codec: '\(codec)' names no single \(control). Add it, as in \(codec.prefix { $0 != ":" }):\(control)=…, or --bpp or --psnr."
  }
}

/// No model comes up to what was asked.
struct NoModelReaches: DiagnosedError {
  /// What was asked.
  let bpp: Double?
  let psnr: Double?

  /// What the nearest model gives.
  let nearest: (bpp: Double, psnr: Double)

  var failureClass: FailureClass { .wrongUse }

  var description: String {
    if let bpp {
      return
        "No model gives a file of at most \(bpp) bits per pixel: the smallest has \(String(format: "%.4f", nearest.bpp)). Give a model of a lower rate, or a larger --bpp."
    }
    return
      "No model reaches \(psnr ?? 0) dB: the best reaches \(String(format: "%.2f", nearest.psnr)). Give a model of a higher rate, or a smaller --psnr."
  }
}
