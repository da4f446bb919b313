import RDReport
import RDResults
import RealModule

/// What a command printed of rates and qualities as a picture: a line or marks for each series, and points of one's own over it.
package struct RateFigure {
  /// Points of one name.
  struct Series {
    let name: String
    var points: [(rate: Double, quality: Double)]
    let style: Style

    /// How a series is drawn.
    enum Style {
      /// A function, which is known between the points as well.
      case function

      /// The same, dashed, so that what it nearly coincides with shows below it.
      case bound

      /// A code at several settings.
      case code

      /// Points of the user's.
      case own
    }
  }

  private let rateTitle: PlotText
  private let qualityTitle: PlotText
  private var series: [Series]

  /// The column of the qualities.
  private let qualityColumn: String

  /// The rows of a table, as `--format csv` has it, that have a rate and a quality; those of one name are a series.
  ///
  /// A quality that no row has is replaced by the next one.
  ///
  /// - Parameters:
  ///   - table: with the columns.
  ///   - names: the columns whose texts name the series of a row.
  ///   - rate: the column of rates, with its title.
  ///   - qualities: columns of qualities, with their titles.
  ///   - title: the name of the series, of the texts, and how it is drawn; `nil` for a row that is not shown.
  init(
    of table: Table, namedBy names: [String], rate: (column: String, title: PlotText),
    qualities: [(column: String, title: PlotText)],
    title: ([String]) -> (name: String, style: Series.Style)?
  ) {
    func index(_ name: String) -> Int? { table.columns.firstIndex { $0.name == name } }
    func isKnown(_ column: String) -> Bool {
      index(column).map { index in table.rows.contains { $0[index].number?.isFinite == true } }
        ?? false
    }
    let quality = qualities.first { isKnown($0.column) } ?? qualities[0]
    var series: [Series] = []
    for row in table.rows {
      guard let x = index(rate.column).flatMap({ row[$0].number }), x.isFinite,
        let y = index(quality.column).flatMap({ row[$0].number }), y.isFinite
      else { continue }
      let texts = names.map { name in index(name).map { row[$0].machineText } ?? "" }
      guard let (name, style) = title(texts) else { continue }
      if let known = series.firstIndex(where: { $0.name == name }) {
        series[known].points.append((x, y))
      } else {
        series.append(Series(name: name, points: [(x, y)], style: style))
      }
    }
    rateTitle = rate.title
    qualityTitle = quality.title
    qualityColumn = quality.column
    self.series = series
  }

  /// The models of a table as a figure, each a point.
  package init(ofModels table: Table, rate: String, quality: String) {
    self.init(
      of: table, namedBy: ["model"], rate: (rate, "bits per pixel, whole files"),
      qualities: [(quality, "mean PSNR of the pictures (dB)")]
    ) { texts in ("\(texts[0].split(separator: "/").last ?? "")", .own) }
  }

  /// Puts a series ahead of the others.
  mutating func insert(_ name: String, _ points: [(rate: Double, quality: Double)]) {
    series.insert(Series(name: name, points: points, style: .function), at: 0)
  }

  /// Lays points of the user's over it.
  ///
  /// - Parameters:
  ///   - paths: tables with a column of rates and one of qualities, as `rdtool bd` reads them.
  ///   - metric: the measure of quality, where the figure does not show distortions.
  /// - Throws: an error of a table.
  package mutating func addPoints(of paths: [String], metric: String) throws {
    let metric = CurveMetric(qualityColumn == "distortion" ? qualityColumn : metric)
    series += try paths.flatMap { path in
      try CurveCollection(paths: [path], includesPublished: false, metric: metric).curves
    }.map { curve in
      Series(
        name: curve.name, points: curve.points.map { ($0.rateBits, $0.qualityDecibels) },
        style: .own)
    }
  }

  /// A chart of a column's width; names stand at the ends of the lines where these are far enough apart, else in a key below.
  package var chart: Chart {
    let ends = series.map { $0.points.max { $0.rate < $1.rate } ?? (0, 0) }
    let isLabelled = hasRoomForLabels(ends)
    // Numbers with several decimals are wide.
    let qualities = series.flatMap { $0.points.map(\.quality) }
    let left = (qualities.max() ?? 1) - (qualities.min() ?? 0) < 1 ? 17.0 : 13
    // Two columns where the longest name leaves a half of the width free.
    let longest = series.map(\.name.count).max() ?? 0
    let keyRows = longest <= Self.longestNameInHalf ? (series.count + 1) / 2 : series.count
    let keyHeight = isLabelled ? 0 : 3.4 * Double(keyRows)
    let right = isLabelled ? 60.0 : 81
    let layers = series.enumerated().map { index, series in
      layer(series, at: index, isKeyed: !isLabelled)
    }
    return Chart(
      ["rate", "quality"], heightMillimetres: 74 + keyHeight,
      panels: [
        Panel(
          .init(left, right, bottom: 12 + keyHeight, top: 72 + keyHeight),
          x: Axis(rateTitle, tics: ticSpacing(over: right - left), format: "%g"),
          y: Axis(qualityTitle),
          key: isLabelled
            ? .none
            : .at(2, 1, "left bottom vertical maxrows \(keyRows) samplen 2 Left reverse"),
          labels: isLabelled
            ? zip(series, ends).map {
              ("\($0.name)", "graph 1.03, first \($1.quality) left font small")
            } : [],
          settings: [Panel.grid], layers: layers)
      ])
  }

  /// The longest name, in characters, that a column of the key in half of the width holds.
  private static let longestNameInHalf = 24

  /// The least round distance of tics at which their numbers do not touch on an axis of some millimetres; `nil` for a single rate.
  private func ticSpacing(over millimetres: Double) -> String? {
    let rates = series.flatMap { $0.points.map(\.rate) }
    guard let least = rates.min(), let greatest = rates.max(), least < greatest else { return nil }
    let wanted = (greatest - least) * 8 / millimetres
    let power = Double.pow(10, Double.log10(wanted).rounded(.down))
    return [1, 2, 5, 10].first { $0 * power >= wanted }.map { "\($0 * power)" }
  }

  /// Whether all lines end near the right edge, each at a height of its own.
  private func hasRoomForLabels(_ ends: [(rate: Double, quality: Double)]) -> Bool {
    let qualities = series.flatMap { $0.points.map(\.quality) }
    let rates = series.flatMap { $0.points.map(\.rate) }
    guard series.count <= 8, series.allSatisfy({ $0.name.count <= 18 }),
      let greatest = rates.max(), let low = qualities.min(), let high = qualities.max(), low < high
    else { return false }
    let heights = ends.map(\.quality).sorted()
    return ends.allSatisfy { $0.rate >= 0.85 * greatest }
      && zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 > 0.06 * (high - low) }
  }

  private func layer(_ series: Series, at index: Int, isKeyed: Bool) -> Layer {
    let cells = series.points.sorted { $0.rate < $1.rate }
      .map { [Cell.real($0.rate), .real($0.quality)] }
    let title: PlotText? = isKeyed ? "\(series.name)" : nil
    // The first function is the bound.
    let stroke = index == 0 ? Stroke(.black, .thick) : Stroke.cycle(index - 1)
    switch series.style {
    case .function, .bound:
      // A line needs two points.
      guard cells.count > 1 else {
        return .points(series.name, Mark.cycle(index, size: 1), title: title, cells)
      }
      var dashed = stroke
      if series.style == .bound { dashed.dashes = "(4,4)" }
      return .line(series.name, dashed, title: title, cells)
    case .own: return .points(series.name, Mark.cycle(index, size: 1.6), title: title, cells)
    case .code:
      let mark = Mark.cycle(index, size: 1)
      return .styled(
        series.name, with: "linespoints \(mark.shape) \(Stroke.cycle(index).script)", title: title,
        cells)
    }
  }
}

extension Cell {
  /// The number that it holds.
  fileprivate var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    case .text, .empty: nil
    }
  }
}
