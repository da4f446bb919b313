import ArgumentParser
import RDCommands
import RDImages

/// `rdtool decode`: the images or the numbers of a file.
struct DecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Decode the images or the numbers of a file.",
    discussion: """
      A file that a model coded needs that model: the file has the first bytes of the model's content hash. Several images go to \
      IMAGE-1, IMAGE-2 and so on, the number before the suffix. Files of other codecs, such as JPEG 2000, are recognised by \
      their contents.

      Latents come back exactly; samples are computed in floating point, and may differ by one of 255 from those of another \
      processor.

      Numbers need nothing but their file, and are the same everywhere. A .npy file gets the array's shape and type; .f32, .raw and .bin get \
      float32, .csv one number per line. '-' is standard input, and as the output standard output, where pictures are PNG and numbers NPY.

      Examples:
        rdtool decode photo.rdi -o photo.png \\
          --model results/photo-codec/models/lambda-80.rdm
        rdtool decode weights.rdq -o weights.npy
      """)

  @Argument(help: ArgumentHelp("The file.", valueName: "file"))
  var file: String

  @Option(
    name: [.short, .customLong("output")], parsing: .unconditional,
    help: ArgumentHelp(
      "The picture to write: .png, .ppm, .pgm or .pnm; or the array: .npy, .f32 or .csv.",
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

  mutating func validate() throws {
    file = try StandardInput.path(of: file)
    guard output != StandardInput.name, ArrayOutput(path: output) == nil else { return }
    guard (try? ImageFile.checkSuffix(of: output)) != nil else {
      throw ValidationError(
        "--output: the name '\(output)' does not say which format to write. End it with .npy, .f32 or .csv for numbers, with .png, .ppm or .pgm for a picture."
      )
    }
  }

  func run() throws {
    try FileDecoding.decode(file, to: output, models: model, allowsAnySize: anySize)
  }
}
