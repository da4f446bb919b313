import ArgumentParser
import Foundation
import RDCommands
import RDCore
import RDImages

/// `rdtool decode`: the images or the numbers of files.
struct DecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Decode the images or the numbers of files.",
    usage: """
      rdtool decode FILE -o OUTPUT [--model MODEL…] [options]
      rdtool decode FILES… -o FOLDER [--model MODEL…] [--jobs COUNT] [options]
      """,
    discussion: """
      A file that a model coded needs that model: the file has the first bytes of the model's content hash. Several images go to \
      IMAGE-1, IMAGE-2 and so on, the number before the suffix. Files of other codecs, such as JPEG 2000, are recognised by \
      their contents.

      Where the output is a folder (it is there, its name ends with a slash, or a folder is decoded), every file is decoded under its own name \
      there, pictures to PNG and numbers to NPY, --jobs at a time. A folder stands for its pictures and its .rdi and .rdq files, not those of its \
      subfolders. What cannot be decoded is named and skipped, and the exit code is 1.

      Latents come back exactly; samples are computed in floating point, and may differ by one of 255 from those of another \
      processor.

      Numbers need nothing but their file, and are the same everywhere. .npy, and of several arrays .npz or .safetensors, get shape, type and names; \
      .raw and .bin numbers of the array's type, .f32 float32, .csv one number per line. --range FIRST:END gives rows FIRST to END - 1 of an array that the method \
      auto coded, counted from 0 (in Fortran order, indices of the last dimension); only the chunks that have them are read. --range 3: is all but the first three. '-' is standard input, and as the output standard output, where pictures are PNG and numbers NPY (several arrays NPZ).

      Examples:
        rdtool decode photo.rdi -o photo.png \\
          --model results/photo-codec/models/lambda-80.rdm
        rdtool decode weights.rdq -o weights.npy
        rdtool decode weights.rdq -o some.npy --range 3:100
        rdtool decode coded -o decoded/
      """)

  @Argument(help: ArgumentHelp("Coded files, folders of them or patterns.", valueName: "files"))
  var files: [String]

  @Option(
    name: [.short, .customLong("output")], parsing: .unconditional,
    help: ArgumentHelp(
      "The picture to write: .png, .ppm, .pgm or .pnm; or arrays: .npy, .npz, .safetensors, .raw, .f32 or .csv; or a folder.",
      valueName: "output"))
  var output: String

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "The model that the file was coded with; with several, the one that it asks for is taken.",
      valueName: "model"))
  var model: [String] = []

  @Flag(help: "Decode also a stream that has far more numbers than its length makes credible.")
  var anySize = false

  @Option("first:end", "The rows of an array that are decoded, from 0, without the end.")
  var range: String?

  @Option("count", "Files that are decoded side by side into a folder, or chunks of an array.")
  var jobs: Int?

  mutating func validate() throws {
    files = try files.map { try StandardInput.path(of: $0) }
    try checkJobs(jobs)
    if let range {
      guard RowRange(range) != nil else {
        throw ValidationError(
          "--range is '\(range)', but must be FIRST:END, two integers of 0 and more in rising order, or one of them left out, as in 3:1000."
        )
      }
      guard !isFolder else {
        throw ValidationError("--range is for one file, but --output is a folder. Leave it out.")
      }
    }
    guard !isFolder, output != StandardInput.name, ArrayOutput(path: output) == nil else { return }
    guard (try? ImageFile.checkSuffix(of: output)) != nil else {
      throw ValidationError(
        "--output: the name '\(output)' does not say which format to write. End it with .npy, .f32 or .csv for numbers, with .png, .ppm or .pgm for a picture."
      )
    }
  }

  func run() throws {
    let paths = try PicturePaths.files(files, and: ["rdi", "rdq"])
    guard isFolder else {
      guard paths.count == 1 else {
        throw Diagnosis.wrongUse(
          "There are \(paths.count) files for one output. End --output with a slash for a folder.")
      }
      var request = ArrayOutput.Request()
      request.models = model
      request.allowsAnySize = anySize
      request.rows = range.flatMap { RowRange($0) }
      request.jobs = threadCount(jobs)
      return try showingProgress("chunks") { observer in
        try FileDecoding.decode(paths[0], to: output, request, observer: observer)
      }
    }
    try showingProgress("files") { observer in
      try FileDecoding.decode(
        paths, toFolder: output, models: model, allowsAnySize: anySize, jobs: threadCount(jobs),
        observer: observer)
    }
  }

  /// Whether files get pictures and arrays of their own in a folder.
  private var isFolder: Bool {
    output.hasSuffix("/") || PicturePaths.isFolder(output)
      || files.contains(where: PicturePaths.isFolder)
  }
}
