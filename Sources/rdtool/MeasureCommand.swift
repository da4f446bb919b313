import ArgumentParser
import RDCommands
import RDCore
import RDResults

/// `rdtool measure`: metrics of given files against their originals.
struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Measure the quality and size of picture files against their originals.",
    usage: "rdtool measure REFERENCE FILE… [--external-metric 'NAME: COMMAND'] [options]",
    discussion: """
      REFERENCE is a picture and FILE what a codec made of it, or both are folders, whose files belong together by their names without \
      suffixes; a folder also has a row of means, and the PSNR of its pooled error. Bytes and bits per pixel are those of FILE itself: \
      give the coded file, not what it was decoded to, where this tool reads its format. Of a folder its picture files are taken, not its \
      subfolders. A file that cannot be measured keeps its row, with the reason, and the exit code is 1.

      PSNR is of the error over all channels, in csv and json also of each; the peak is that of the bit depth; Y is the luma of BT.601, full range, \
      not rounded. SSIM is the mean over R, G and B of SSIM with a Gaussian window of 11 by 11 pixels and standard deviation 1.5, where \
      it lies inside the picture; MS-SSIM has five scales of it, halved by 2 by 2 means. Pictures of fewer than 176 rows or columns have \
      a column of another name instead, such as ms_ssim_3_scales. PSNR-HVS-M (Ponomarenko et al. 2007) is that of Y, \
      scaled to 255. Identical pictures have an empty PSNR and the status identical.

      Quality is that of the colours: alpha channels are left out. Grey and colour are compared in grey if the three channels are \
      equal, else in colour. Samples of another depth than the original's are rounded to it. Transparency and rounding are said on standard error.

      --external-metric runs a program that is installed and takes the last number that it prints, as in \
      'ssimulacra2: ssimulacra2 {reference} {file}'. No shell is between, and nothing limits its time.

      Examples:
        rdtool measure photo.png other.png
        rdtool measure photo.png other.png --external-metric 'size: stat -c %s {file}'
        rdtool measure originals decoded --format csv
      """)

  @Argument(help: "The original, or a folder of originals.")
  var reference: String

  @Argument(help: ArgumentHelp("Pictures, or folders of pictures.", valueName: "file"))
  var files: [String]

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A column that another program computes; may be repeated.", valueName: "name: command"))
  var externalMetric: [String] = []

  @Option("count", "Files that are measured side by side.")
  var jobs: Int?

  @Option(help: "How to print the table.")
  var format: TableFormat = .text

  func validate() throws {
    try checkJobs(jobs)
  }

  func run() throws {
    let measurement = try PictureMeasurement(
      reference: reference, files: files,
      externalMetrics: externalMetric.map { try ExternalMetric(parsing: $0) },
      jobs: threadCount(jobs))
    let rows = try showingProgress("files") { try measurement.rows(observer: $0) }
    try printTable(rows.table(for: format), as: format)
    if format == .text { try printToStandardOutput("\n\(PictureMeasurement.definitions)\n") }
    for note in measurement.notes { printToStandardError("\(note)\n") }
    try rows.check(isShown: format == .text)
  }
}
