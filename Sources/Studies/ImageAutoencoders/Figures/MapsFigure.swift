import Foundation
import RDReport
import RDResults

/// Maps of images, of their latents and of their reconstructions, side by side: by label, or original against reconstruction where both are in one map.
///
/// > Source: [tian], figures 6 and 7; [readytensor], for originals and reconstructions in one map.
struct MapsFigure: Figure {
  package let caption =
    "Maps by t-SNE: what lies near what; a space of two dimensions is shown as it is. Colours are labels; where originals and reconstructions share a map, colours tell the two apart. The number of a label stands in the middle of its points, of which \(Self.pointLimit) of a set are shown at most. Distances between groups mean nothing; the table of neighbours has the number behind it."

  /// The most points of a set that a panel shows.
  private static let pointLimit = ImageMaps.pointLimit

  /// The most panels.
  private static let panelLimit = 12

  /// Ten colours; the middle of each group has its number besides.
  private static let labelColours = [
    0x000000, 0xE69F00, 0x56B4E9, 0x009E73, 0xB59F00, 0x0072B2, 0xD55E00, 0xCC79A7, 0x7F7F7F,
    0x6A3D9A,
  ]

  /// The colours of originals and of reconstructions in one map.
  private static let setColours = [0x0072B2, 0xD55E00]

  /// One map.
  private struct Panel {
    let title: [String]
    let isJoint: Bool

    /// Each label with the place of its number.
    var labels: [(label: Int, x: Double, y: Double)] = []
  }

  /// Where panels stand, in millimetres.
  private struct Grid {
    let columns: Int
    let side: Double
    let titleSpace: Double

    /// How much of a title fits above a panel.
    let titleLength: Int

    init(_ panels: [Panel]) {
      columns = panels.count > 6 ? 3 : 2
      side = columns == 2 ? 36 : 25
      titleLength = columns == 2 ? 26 : 21
      titleSpace = panels.contains { $0.title.count > 1 } ? 8.5 : 5.5
    }
  }

  package func suits(_ results: ResultSet) throws -> Bool {
    ImageModels.suits(results) && !results.rows(ifAny: "maps.csv").isEmpty
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let rows = results.rows(ifAny: "maps.csv")
    let all = try distinct(rows.map { [try $0.text("model"), try $0.text("map")] })
    // The images themselves first: what models make of them stands beside.
    let shown = (all.filter { $0[1] == "pixels" } + all.filter { $0[1] != "pixels" })
      .prefix(Self.panelLimit)
    var data = PictureData("x", "y", "set", "label", "colour")
    var panels: [Panel] = []
    for (index, names) in shown.enumerated() {
      let own = try rows.filter {
        try $0.text("model") == names[0] && $0.text("map") == names[1]
      }
      let sets = try distinct(own.map { try $0.text("set") })
      let points = try sets.flatMap { set in
        thinned(try own.filter { try $0.text("set") == set }, to: Self.pointLimit)
      }
      let labels = try Set(points.compactMap { try $0.optionalInteger("label") }).sorted()
      for point in Self.mixed(points) {
        let label = try point.optionalInteger("label")
        let set = try point.text("set")
        let colour =
          sets.count > 1
          ? Self.setColours[(sets.firstIndex(of: set) ?? 0) % Self.setColours.count]
          : Self.labelColours[
            (label.flatMap(labels.firstIndex(of:)) ?? 0) % Self.labelColours.count]
        data.append(
          "panel \(index + 1)", .real(try point.number("x")), .real(try point.number("y")),
          .text(set), .optional(label), .integer(colour))
      }
      var panel = Panel(title: Self.title(model: names[0], map: names[1]), isJoint: sets.count > 1)
      panel.labels = try labels.map { label in
        let members = try points.filter { try $0.optionalInteger("label") == label }
        return (label, try Self.middle(of: members, "x"), try Self.middle(of: members, "y"))
      }
      panels.append(panel)
    }
    return picture(name, data, panels)
  }

  /// The same points in an order without an order, so that no group covers another: the fractional parts of multiples of the golden ratio.
  private static func mixed(_ points: [ResultRow]) -> [ResultRow] {
    let ratio = (5.0.squareRoot() - 1) / 2
    return points.indices.sorted {
      (Double($0) * ratio).truncatingRemainder(dividingBy: 1)
        < (Double($1) * ratio).truncatingRemainder(dividingBy: 1)
    }.map { points[$0] }
  }

  /// The median of a coordinate.
  private static func middle(of points: [ResultRow], _ column: String) throws -> Double {
    let numbers = try points.map { try $0.number(column) }.sorted()
    return numbers[numbers.count / 2]
  }

  /// What stands above a panel, line by line.
  private static func title(model: String, map: String) -> [String] {
    switch map {
    case "pixels": [map]
    case "joint": [model]
    default: [model, map.replacing("-", with: " ")]
    }
  }

  private func picture(_ name: String, _ data: PictureData, _ panels: [Panel]) -> Picture {
    let grid = Grid(panels)
    let lines = (panels.count + grid.columns - 1) / grid.columns
    let isJoint = panels.contains(where: \.isJoint)
    let step = grid.side + grid.titleSpace
    let layout = PageLayout(heightMillimetres: Double(lines) * step + (isJoint ? 6 : 1))
    // Panels fill the width from 2 to 83 mm.
    let between = (81 - Double(grid.columns) * grid.side) / Double(grid.columns - 1)
    let scripts = panels.enumerated().map { index, panel in
      let left = 2 + Double(index % grid.columns) * (grid.side + between)
      let top =
        layout.heightMillimetres - Double(index / grid.columns) * step - grid.titleSpace
      let titles = panel.title.reversed().enumerated().map { line, text in
        "set label \(line + 1) \(gnuplotText(shortened(text, to: grid.titleLength))) at graph 0, graph 1 offset 0, \(0.6 + 0.95 * Double(line)) left font small"
      }
      let numbers = panel.labels.enumerated().map { number, label in
        "set label \(number + 3) \"{/:Bold \(label.label)}\" at first \(rounded(label.x)), first \(rounded(label.y)) center front font small textcolor rgb black boxed"
      }
      return """
        \(layout.panel(left: left, right: left + grid.side, bottom: top - grid.side, top: top))
        unset label
        \((titles + numbers).joined(separator: "\n"))
        plot data using (pick("panel \(index + 1)", "x")):(column("y")):(column("colour")) with points pointtype 7 pointsize 0.25 * mark linecolor rgb variable
        """
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        set multiplot
        set border 15 linecolor rgb "#CCCCCC"
        unset tics
        unset key
        set offsets graph 0.04, graph 0.04, graph 0.04, graph 0.04
        set style textbox opaque noborder fillcolor rgb "#FFFFFF" margins 0.2, 0.1
        \(scripts.joined(separator: "\n\n"))
        \(isJoint ? key(layout) : "")
        unset multiplot
        """)
  }

  /// Which colour is which set, below all panels.
  private func key(_ layout: PageLayout) -> String {
    let entries = zip(["original", "reconstruction"], Self.setColours).map { title, colour in
      "NaN with points pointtype 7 pointsize 0.8 * mark linecolor rgb \(colour) title \"\(title)\""
    }
    return """
      unset label
      unset border
      \(layout.panel(left: 2, right: 83, bottom: 0.5, top: 5.5))
      set xrange [0:1]
      set yrange [0:1]
      set key at screen 0.5, screen \(layout.height(1)) center bottom vertical maxrows 1 samplen 1 Left reverse
      plot \(entries.joined(separator: ", \\\n     "))
      """
  }

  /// A name that fits above a panel.
  private func shortened(_ name: String, to length: Int) -> String {
    name.count > length ? name.prefix(length - 1) + "…" : name
  }

  private func rounded(_ number: Double) -> String { String(format: "%.3f", number) }
}
