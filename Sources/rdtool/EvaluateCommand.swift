import ArgumentParser
import RDCommands
import RDCore
import RDDataSets
import RDResults
import Studies

/// `rdtool evaluate`: rate and distortion of trained models on images.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure trained models on images, in real files.",
    usage: """
      rdtool evaluate DATA… --model MODEL… [--shared] [--pictures FOLDER]
             [--format FORMAT]
      """,
    discussion: """
      Each image is coded, decoded and compared with the original. The estimate is what an ideal coder would write with the \
      same tables, headers included; the rate is that of the files. PSNR is given both of the pooled mean-square error and as the mean \
      of the images' PSNRs. Grey images are coded as colour, samples of fewer than 8 bits are scaled to 8, and an alpha channel that is opaque \
      everywhere is left out. A picture that cannot be read or coded is named and skipped, and the exit code is 1.

      --pictures writes PNG sheets of the first \(ReconstructionSheets.imageLimit) images, each coded by itself: the originals, and for each model a row of \
      reconstructions and one of errors, black for none and white for \(Int(255 / ReconstructionSheets.errorGain)) of 255 or more; pictures.csv says what stands where, with \
      the bits and the error of each.

      DATA: picture files, folders of such, patterns, or a data set, which is one of \(DataSetCatalogue.all.names.joined(separator: ", ")), each NAME[:key=value,…]; 'rdtool data list' lists them.

      Examples:
        rdtool evaluate kodak --model results/photo-codec/models/lambda-80.rdm
        rdtool evaluate *.png --model results/photo-codec/models/lambda-80.rdm
        rdtool evaluate photo.png --pictures sheets \\
          --model results/photo-codec/models/lambda-80.rdm
      """)

  @Argument(
    help: ArgumentHelp(
      "The images: data sets, NAME[:key=value,…], files or folders.", valueName: "data"))
  var data: [String]

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A trained model; may be repeated.", valueName: "model"))
  var model: [String]

  @Flag(help: "Code images of one size in one file, so that headers do not count.")
  var shared = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Write sheets of originals, reconstructions and errors into this folder.",
      valueName: "folder"))
  var pictures: String?

  @Option(help: "How to print the table.")
  var format: TableFormat = .text

  @OptionGroup var figures: FigureOptions

  func run() throws {
    let file = try figures.file(inputs: data + model)
    let models = try model.map { path in
      let loaded = try LoadedModel(path)
      return (name: path, codec: loaded.codec, hash: loaded.hash)
    }
    let images = try EvaluationImages.images(data, for: models.map(\.codec))
    let blocks = try images.blocks()
    if let pictures { try reading("--pictures") { try ReconstructionSheets.prepare(pictures) } }
    let table = try showingProgress("images") { _ in
      try CodecEvaluation.table(of: models, on: blocks, isShared: shared)
    }
    try printTable(table, as: format)
    if let file {
      // A model at each rate: the points of models of one kind are no line of one codec.
      try figures.draw(
        RateFigure(
          ofModels: table, rate: "bits_per_pixel", quality: "mean_psnr_decibels"),
        metric: "psnr", to: file)
    }
    if let pictures {
      try reading("--pictures") {
        try ReconstructionSheets(of: images.images(), byModels: model).write(to: pictures)
      }
    }
  }
}
