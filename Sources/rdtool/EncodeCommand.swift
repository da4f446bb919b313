import ArgumentParser
import Foundation
import RDArrayFiles
import RDCommands
import RDCore
import RDFiles
import RDImages
import RDResults
import RDSources
import RDStandardCodecs

/// `rdtool encode`: images into a file, by a trained model or by standard codecs, or an array of numbers by a quantiser.
struct EncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Encode images by a trained model or another codec, or an array of numbers.",
    usage: """
      rdtool encode IMAGES… -o FILE|FOLDER --model MODEL… [--bpp NUMBER]
             [--psnr NUMBER]
      rdtool encode IMAGES… -o FILE|FOLDER --codec CODEC [--bpp NUMBER]
             [--psnr NUMBER]
      rdtool encode ARRAY -o FILE [--method auto]
             (--rate BITS | --mse NUMBER | --snr NUMBER | --psnr NUMBER
             | --max-error NUMBER | --relative-error NUMBER | --lossless) [options]
      rdtool encode ARRAY -o FILE --method METHOD [--source SOURCE]
             (--rate BITS | --mse NUMBER | --snr NUMBER) [options]
      rdtool encode ARRAY -o FILE --model MODEL
      """,
    discussion: """
      A model takes any number of grey and colour images with up to 8 bits per sample, and puts them into one \
      file: a transform-codec images of any size, an autoencoder those of the size that it was trained on. Grey ones are coded as colour, samples of fewer than 8 bits are scaled to 8, and an alpha channel that is opaque everywhere \
      is left out. Its rate is what it was trained for: with several models, --bpp takes the best file \
      of at most that many bits per pixel, and --psnr the smallest that reaches that many decibels over all samples.

      PICTURES are \(ImageFileFormatCatalogue.all.names.joined(separator: ", ")), turned upright; what of a file is left out, such as its \
      colour profile, is said on standard error.

      Where the output is a folder (it is there, its name ends with a slash, or a folder is encoded), every picture gets a file of its \
      own there, --jobs at a time. A folder stands for its picture files, not those of its subfolders. The table says of each file its size and the PSNR over all \
      samples but alpha, decoded again.

      CODECS: \(StandardCodecCatalogue.all.names.joined(separator: ", ")), each with its settings as in jpeg:quality=80; \
      --bpp and --psnr find the setting. Those without grey images code three equal channels. pixel-mixer is this toolkit's own: without loss, \
      smaller than the others, and slow (some 10 s for a channel of 768x512).

      ARRAYS are .npy files of any shape, all arrays of .npz and .safetensors files, raw numbers (.f32, .raw, .bin, or what has --type) and columns of \
      .csv files. The method auto takes floating-point numbers of 16, 32 and 64 bits, bfloat16, integers and bool, NaN and infinities included; shape, type, \
      byte order, memory order and names come back. A target is for each array of a file; a rate is for all, of which small ones come back without loss. The method finds out what arrays are like: it tries wavelets, cosine transforms, prediction and interpolation on a part of the array, \
      quantises on a trellis, and codes by mixed contexts. An error that it is given holds for the decoded file, which is measured before it is \
      written; what costs no more comes back without loss. --chunk cuts an array into parts that are coded by themselves, --jobs at a time; without it, arrays of more \
      than 4,194,304 numbers are cut into parts of at most that many.

      Other METHODS are those of 'rdtool quantise'. They code independent samples: less their mean, divided by their standard deviation, by a quantiser \
      that is designed for --source. The file has all that 'rdtool decode' needs; \
      the table shows the rate of the whole file, and its distance from D(R) of the source with the measured variance. \
      A --model for numbers is a learned quantiser of blocks, which 'rdtool sweep gaussian-codec --set models=true' \
      trains; decoding needs it, too.

      '-' is standard input, whose kind its beginning tells (raw numbers are float32), and as the output standard output; \
      the table then goes to standard error.

      Examples:
        rdtool encode photo.png -o photo.rdi \\
          --model results/photo-codec/models/lambda-80.rdm
        rdtool encode photo.png -o photo.jp2 --codec jpeg2000 --bpp 0.5
        rdtool encode photo.png -o photo.rdl --codec pixel-mixer
        rdtool encode photos -o coded --codec webp:quality=80
        rdtool encode weights.npy -o weights.rdq --rate 2
        rdtool encode field.npy -o field.rdq --max-error 0.001
        rdtool encode model.safetensors -o model.rdq --snr 30
        rdtool encode scan.raw -o scan.rdq --type uint16 --shape 20,20 --lossless
      """)

  @Argument(
    help: ArgumentHelp(
      "Pictures, folders of them or patterns; or a file of arrays, NPY, NPZ, safetensors, CSV or raw numbers.",
      valueName: "files"))
  var images: [String]

  @Option(
    name: [.short, .customLong("output")], parsing: .unconditional,
    help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A trained model; may be repeated.", valueName: "model"))
  var model: [String] = []

  @Option("codec", parsing: .next, "Another codec, NAME[:key=value,…].")
  var codec: String?

  @Option("number", "Bits per pixel that the file may have.")
  var bpp: Double?

  @Option(
    "number", "Peak signal-to-noise ratio that the images or the array must have, in decibels.")
  var psnr: Double?

  @Option("count", "Pictures that are encoded side by side into a folder, or chunks of an array.")
  var jobs: Int?

  @Option(help: "How to print the table.")
  var format: TableFormat = .text

  @OptionGroup(title: "Options for arrays") var array: ArrayOptions

  mutating func validate() throws {
    images = try images.map { try StandardInput.path(of: $0) }
    output = StandardInput.output(output)
    if output.isEmpty { throw ValidationError("--output is empty. Name a file.") }
    if let path = array.type != nil ? images[0] : images.first(where: { ArrayFile.isArray($0) }) {
      return try validate(array: path)
    }
    if let option = array.givenOption {
      throw ValidationError(
        "\(option) is for arrays of numbers, but '\(images[0])' is not one by its name. Give a .npy, .f32 or .csv file; for images, --model or --codec."
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
    try checkJobs(jobs)
    if model.count > 1, bpp == nil, psnr == nil {
      throw ValidationError("There are several models. Add --bpp or --psnr to choose by.")
    }
  }

  /// Suffixes of arrays and pictures, under which a stream would not be found again.
  private static let otherSuffixes = Set(
    ArrayFileFormat.allCases.map(\.rawValue) + ["rdi", "rdm"]
      + ImageFileFormatCatalogue.all.entries.flatMap(\.suffixes))

  private func validate(array path: String) throws {
    let given = firstGiven(["--codec": codec != nil, "--bpp": bpp != nil])
    if let option = given {
      throw ValidationError(
        "\(option) is for images, but '\(path)' is an array of numbers. Leave it out, and give --rate, --snr, --max-error or --lossless."
      )
    }
    guard images.count == 1 else {
      throw ValidationError(
        "An array has a file of its own, but there are \(images.count) inputs. Encode them one by one."
      )
    }
    let suffix = (output as NSString).pathExtension.lowercased()
    guard images.contains(output) || !Self.otherSuffixes.contains(suffix) else {
      throw ValidationError(
        "--output: '\(output)' has the name of another kind of file, but a stream of coded numbers is written. End it with .rdq."
      )
    }
    guard model.isEmpty else {
      if model.count > 1 { throw ValidationError("An array is coded by one model. Give one.") }
      return try array.checkScale(besides: "--model")
    }
    try array.check(psnr: psnr)
    if let jobs, !array.isAdaptive {
      throw ValidationError(
        "--jobs is \(jobs), but methods other than auto work on one core. Leave it out.")
    }
    try checkJobs(jobs)
    let suffixes: Set = ["npy", "npz", "safetensors"]
    if try array.rawForm() != nil, suffixes.contains((path as NSString).pathExtension.lowercased())
    {
      throw ValidationError(
        "--type and --shape are for raw numbers, but '\(path)' says itself what is in it. Leave them out."
      )
    }
  }

  /// Whether pictures get files of their own in a folder.
  private var isFolder: Bool {
    output.hasSuffix("/") || PicturePaths.isFolder(output)
      || images.contains(where: PicturePaths.isFolder)
  }

  func run() throws {
    try InputFile.refuse(output: output, among: images + model)
    if array.type != nil || ArrayFile.isArray(images[0]) { return try encodeArray() }
    let target: RateTarget? =
      bpp.map { .bitsPerPixel($0) } ?? psnr.map { .peakSignalToNoiseDecibels($0) }
    let encoding =
      try codec.map { try ImageEncoding(codec: $0, target: target) }
      ?? ImageEncoding(models: model, target: target)
    let paths = try PicturePaths.files(images)
    guard isFolder else {
      guard codec == nil || paths.count == 1 else {
        throw Diagnosis.wrongUse(
          "--codec makes a file of one image, but there are \(paths.count). End --output with a slash for a folder of files."
        )
      }
      let file = try encoding.file(of: paths)
      try file.check(output: output)
      try reading("--output") { try AtomicFile.write(file.bytes, to: output) }
      return try printTable([file.written(to: isStandardOutput ? StandardInput.name : output)])
    }
    let files = try showingProgress("pictures") { observer in
      try encoding.write(
        paths, to: output, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
        observer: observer)
    }
    try printTable(files)
  }

  private var isStandardOutput: Bool {
    output == StandardInput.output(StandardInput.name)
  }

  private func printTable(_ files: [EncodedPictures]) throws {
    let text = EncodedPictures.table(files).rendered(as: format, width: TerminalWidth.ofTables)
    // The file may have been written to standard output.
    if isStandardOutput {
      printToStandardError(text)
    } else {
      try printToStandardOutput(text)
    }
  }

  private func encodeArray() throws {
    if let source = array.source { try Source.printNote(ofSourceNamed: source) }
    let encoding: ArrayEncoding
    if model.isEmpty, array.isAdaptive {
      let arrays = try StoredArrays(
        path: images[0], raw: array.rawForm(), column: array.column, syntax: array.text.syntax)
      encoding = try showingProgress("chunks") { observer in
        try ArrayEncoding(
          of: arrays, by: array.adaptiveCodec(psnr: psnr), jobs: threadCount(jobs),
          observer: observer, to: output)
      }
    } else {
      encoding = try ArrayEncoding(
        of: images[0], column: array.column, syntax: array.text.syntax,
        by: model.first.map { try LearnedQuantiserFile.codec($0, scale: array.scale) }
          ?? array.designedCodec(),
        to: output)
    }
    let text = try encoding.table(for: format).rendered(
      as: format, width: TerminalWidth.ofTables)
    if let note = encoding.note { printToStandardError(note + "\n") }
    // The file may have been written to standard output.
    if encoding.isFile {
      try printToStandardOutput(text)
    } else {
      printToStandardError(text)
    }
  }
}
