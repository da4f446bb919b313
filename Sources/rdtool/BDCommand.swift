import ArgumentParser
import RDCommands
import RDCore
import RDCurves
import RDResults

/// `rdtool bd`: Bjøntegaard distances of anybody's curves.
struct BDCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bd",
    abstract: "Compare rate-quality curves by their Bjontegaard distances.",
    usage: "rdtool bd [CURVES.csv…] [--published] --anchor NAME [--rates LOW:HIGH] [options]",
    discussion: """
      BD-rate is by how many per cent a curve's rate is above the anchor's at equal quality, averaged over the qualities that both \
      have; BD-PSNR is how many decibels it is above the anchor at equal rate. The interval moves a BD-rate by 1 to 5 points, so it is \
      always printed. Curves are drawn through all of their points, \
      then limited by --rates: nothing is extrapolated. Your own curves are marked by *. The column Overlap is the interval's \
      fraction of the anchor's range, Inside how many points are in it, Averaging whether a PSNR is the mean of the images' own or that of \
      the pooled error. Curves on other images than the anchor, by a column data_set, are left out.

      CURVES.csv: a table with a line of names: the curve in a column codec, method, name or model (without one, the file is one \
      curve), the rate in bpp, bits/pixel, rate, bitrate or kbps, the quality in psnr, PSNR [dB], mean_psnr_decibels and the like; without \
      one, PSNR is that of luma, as in psnr_y or Y-PSNR. Fields are separated by commas, semicolons, tabs or blanks, where commas separate none \
      they may be decimal, lines that begin with # are comments, and rows without a number for rate or quality are left out. '-' is standard input. \
      Tables of compare, measure and of results are such. A column averaging says what a PSNR is over several images.
      METHODS: pchip, monotone piecewise cubics; cubic, the polynomial of degree three of VCEG-M33; akima; all

      --published adds 80 curves of classical and learned codecs on Kodak, from their projects' own result files; the columns \
      kind and source of csv and json say what and from where. Which curves these are, an unknown anchor lists.

      WARNINGS: few points, fewer than four; not monotone, the quality does not rise with the rate everywhere; short range, not all of \
      --rates, and nothing is extrapolated; small overlap, less than a tenth of the anchor's range; other averaging, not the anchor's; luma, \
      a PSNR of it against one of all channels; other unit, as kilobits per second against bits per pixel, which are not compared; \
      csv and json have them in full

      MS-SSIM and SSIM are compared in decibels, -10 log10(1 - x), any other metric in its own unit.

      Examples:
        rdtool bd --published --anchor 'rdtool jpeg' --rates 0.2:1
        rdtool bd mine.csv --published --anchor vtm --figure mine.svg
        rdtool bd mine.csv --published --anchor mine --method all --format csv
      """)

  @Argument(help: ArgumentHelp("Tables of curves.", valueName: "curves"))
  var curves: [String] = []

  @Flag(help: "Add the published curves on Kodak.")
  var published = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The curve that all are compared with, or how its name begins.", valueName: "name"))
  var anchor: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How curves are drawn: pchip, cubic, akima or all.", valueName: "method"))
  var method = "pchip"

  @Option("low:high", "Compare between these rates only. (default: all that both have)")
  var rates: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The measure of quality, by its column.", valueName: "metric"))
  var metric = "psnr"

  @Option(help: "How to print the table.")
  var format: TableFormat = .text

  @Option(
    help: ArgumentHelp(
      "Also draw the curves; all but the script need gnuplot.", valueName: "FILE.svg|pdf|png|gp"))
  var figure: String?

  @OptionGroup(title: "Options for tables") var text: TextTableOptions

  mutating func validate() throws {
    if text.header == .no {
      throw ValidationError("--header no: a table of curves has a line of names. Add one.")
    }
    curves = try curves.map { try StandardInput.path(of: $0) }
    guard published || !curves.isEmpty else {
      throw ValidationError("There is no curve to compare. Name tables, or add --published.")
    }
    guard metric.contains(where: \.isLetter) else {
      throw ValidationError("--metric is '\(metric)', but must be the name of a column.")
    }
    _ = try methods()
    _ = try rateLimits()
    if let figure { try FigureFile.check(figure) }
  }

  func run() throws {
    let file = try figure.map { try FigureFile($0, inputs: curves) }
    let collection = try CurveCollection(
      paths: curves, syntax: text.syntax, includesPublished: published,
      metric: CurveMetric(metric))
    let distances = try CurveDistances(
      of: collection, from: reading("--anchor") { try collection.curve(named: anchor) },
      methods: methods(), rates: rateLimits())
    // What reads the table may not read it to its end.
    try file?.draw(distances.chart)
    try printTable(distances.table(for: format), as: format)
    for note in distances.notes { printToStandardError("\(note)\n") }
    try distances.check()
  }

  private func methods() throws -> [BjontegaardDelta.Interpolation] {
    if method == "all" { return [.pchip, .cubic, .akima] }
    guard let known = BjontegaardDelta.Interpolation(rawValue: method) else {
      throw UnknownName(
        kind: "method", name: method,
        known: BjontegaardDelta.Interpolation.allCases.map(\.rawValue) + ["all"])
    }
    return [known]
  }

  private func rateLimits() throws -> Interval? {
    guard let rates else { return nil }
    let ends = rates.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low > 0, low < high,
      high.isFinite
    else {
      throw Diagnosis.wrongUse(
        "--rates is '\(rates)', but must be two rates above 0, the smaller one first, as in 0.2:1.")
    }
    return Interval(low, high)
  }
}
