import ArgumentParser
import RDCommands

/// `rdtool model`: trained models to and from safetensors.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Convert a trained model to safetensors, which PyTorch reads, or back.",
    usage: "rdtool model <file> --output <file>",
    discussion: """
      A model of rdtool becomes a file of safetensors, and such a file a model; what the file is, its contents tell. Both hold the same: \
      the matrices as float32, the tables of the entropy code as bytes, kind and architecture as metadata. There and back gives the \
      same bytes. Matrices that another program has changed are taken, if they have their shapes; the tables stay, and a \
      training with 'from' fits them anew.

      Examples:
        rdtool model results/photo-codec/models/lambda-80.rdm -o own.safetensors
        rdtool model own.safetensors -o own.rdm
      """)

  @Argument(help: ArgumentHelp("The model, or the file of safetensors.", valueName: "file"))
  var file: String

  @Option(
    name: [.short, .customLong("output")], parsing: .unconditional,
    help: ArgumentHelp("The file to write, in the other format.", valueName: "file"))
  var output: String

  mutating func validate() throws {
    if output.isEmpty { throw ValidationError("--output is empty. Name a file.") }
    file = try StandardInput.path(of: file)
    output = StandardInput.output(output)
  }

  func run() throws { try ModelConversion.convert(file, to: output) }
}
