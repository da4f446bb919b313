import ArgumentParser
import Foundation
import RDCommands
import RDCore
import RDResults
import RDStandardCodecs

/// `rdtool compare`: codecs side by side on files.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare image codecs on files, by the bytes they write.",
    usage: "rdtool compare IMAGES… [--codecs LIST] [--bpp LIST | --psnr LIST]",
    discussion: """
      Each image is encoded and decoded by each codec. Sizes are those of whole files; the header is \
      what the file of one grey pixel takes at the same setting. PSNR is over the samples of an image without alpha, SSIM the mean over the channels where its window \
      lies inside the image, MS-SSIM of five scales; of images with fewer than 176 rows or columns it has a column that says its scales. A row \
      holds the means over the images that every codec coded at every setting, and, as 'pooled', the bits of all over the pixels of all and the PSNR of the error of all; --per-image \
      adds their own. Times are those of this machine, with --jobs side by side. An alpha channel that \
      is opaque everywhere is left out, one that is not is coded but not measured, and samples of fewer than 8 bits are scaled to 8. Codecs without \
      grey images code three equal channels, and their mean is measured. What a codec cannot code stays in the table with \
      the reason, a file that cannot be read is skipped, and the exit code is 1.

      CODECS: \(StandardCodecCatalogue.all.names.joined(separator: ", ")). A setting is written with the codec, \
      as in jpeg:quality=20/50/80 or avif:quantiser=30; without one, each codec runs through its own. With --bpp, \
      each image gets the best file of at most that size; with --psnr, the smallest that is good enough. Trained \
      models of one kind, such as transform-codec, are one codec of that name, with a setting for each.

      With --external, other programs are codecs: in 'cwebp:quality=20/50/80: cwebp -q {quality} {in} -o {out}.webp', {in} is a PNG file, \
      {in}.ppm a PPM file, and {out} the file whose bytes count. It is decoded by rdtool, or by the command of --external-decoder. No shell is involved.

      With --anchor, the table is of the Bjontegaard distances of the other codecs' curves from that one's: by how \
      much their rate is above its at equal mean PSNR, drawn through the points by a polynomial of degree three and by \
      piecewise cubics (PCHIP); the latter with a 95 % bootstrap interval over the images.

      Examples:
        rdtool compare *.png --codecs jpeg,webp:effort=4 --bpp 1.5:2.5:0.5
        rdtool compare photos --codecs jpeg,webp --anchor jpeg
        rdtool compare photo.png --codecs jpeg \\
          --model results/photo-codec/models/lambda-80.rdm
      """)

  @Argument(
    help: ArgumentHelp(
      "Pictures, folders of them without subfolders, or patterns such as 'photos/*.png'.",
      valueName: "images"))
  var images: [String]

  @Option(
    help: ArgumentHelp(
      "Codecs, each NAME[:key=value,…], with commas between; may be repeated. (default, without others: \(Self.defaultCodecs))",
      valueName: "codecs"))
  var codecs: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A trained model; may be repeated.", valueName: "model"))
  var model: [String] = []

  @Option(
    "codec", parsing: .next, "Print how far the curves of the others are from that of this codec.")
  var anchor: String?

  @Option("list", "Sizes to reach, in bits per pixel, as a list or range.")
  var bpp: String?

  @Option("list", "PSNRs to reach, in decibels, as a list or range.")
  var psnr: String?

  @Option(
    name: .customLong("external"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Another program as a codec, NAME[:KEY=LIST]: COMMAND; may be repeated.",
      valueName: "template"))
  var externals: [String] = []

  @Option(
    name: .customLong("external-decoder"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "The command that decodes its files, NAME: COMMAND, for a format that rdtool does not read; may be repeated.",
      valueName: "template"))
  var externalDecoders: [String] = []

  @Flag(help: "Print the row of every image too, before the mean.")
  var perImage = false

  @Option("count", "Images and settings that run side by side.")
  var jobs: Int?

  @Option(help: "How to print the table.")
  var format: TableFormat = .text

  @OptionGroup var figures: FigureOptions

  private static let defaultCodecs = "jpeg,jpeg2000,webp,avif,jpeg-xl"

  func validate() throws {
    if bpp != nil, psnr != nil {
      throw ValidationError("--bpp and --psnr cannot be used together. Leave one out.")
    }
    try checkJobs(jobs)
    let requests = try requests()
    // The kinds of models and the names of other programs are known when they have been read.
    if model.isEmpty, externals.isEmpty { try checkAnchor(among: requests) }
    if !(try targets()).isEmpty, !externals.isEmpty {
      throw ValidationError(
        "--bpp and --psnr search the settings of a codec, which those of --external do not tell. List settings, as in 'cwebp:quality=20/50/80: …'."
      )
    }
  }

  func run() throws {
    let file = try figures.file(inputs: images)
    let comparison = try CodecComparison(
      paths: PicturePaths.files(images),
      requests: requests()
        + ExternalCodec.requests(encoders: externals, decoders: externalDecoders), models: model,
      targets: targets(),
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    try checkAnchor(among: comparison.requests)
    let compared = try showingProgress("files") { try comparison.results(observer: $0) }
    // What reads the table may not read it to its end.
    if let file { try figures.draw(compared.figure, metric: "psnr", to: file) }
    if let anchor {
      let distances = showingProgress("distances") { _ in
        CodecDistances(of: compared, from: anchor)
      }
      try printTable(distances.table, as: format)
      for problem in distances.problems { printToStandardError("\(problem)\n") }
    } else {
      try printTable(compared.table(hasImages: perImage), as: format)
      for note in compared.notes { printToStandardError("\(note)\n") }
    }
    let hasReasons = anchor == nil && (perImage || compared.isOfOneImage)
    try compared.check(isShown: format == .text && hasReasons)
  }

  private func checkAnchor(among requests: [CodecRequest]) throws {
    let names = requests.map(\.codec.name)
    guard let anchor, !names.contains(anchor) else { return }
    throw ValidationError(
      "--anchor is '\(anchor)', which is not one of the codecs: \(names.joined(separator: ", ")). Name one of them, or add it to --codecs."
    )
  }

  private func requests() throws -> [CodecRequest] {
    let hasOthers = !externals.isEmpty || !model.isEmpty
    return try (codecs.isEmpty && !hasOthers ? [Self.defaultCodecs] : codecs).flatMap { text in
      try reading("--codecs") {
        try Descriptor.list(parsing: text).map { try StandardCodecCatalogue.request($0) }
      }
    }
  }

  private func targets() throws -> [RateTarget] {
    if let bpp {
      return try reading("--bpp") { try NumberList.reals(parsing: bpp, in: 0.001...64) }
        .map { .bitsPerPixel($0) }
    }
    if let psnr {
      return try reading("--psnr") { try NumberList.reals(parsing: psnr, in: 1...120) }
        .map { .peakSignalToNoiseDecibels($0) }
    }
    return []
  }
}
