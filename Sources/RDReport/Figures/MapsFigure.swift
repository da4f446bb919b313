internal import Foundation
internal import RDResults

/// Maps of images, of their latents and of their reconstructions, side by side: by label, or original against reconstruction where both are in one map.
///
/// > Source: [tian], figures 6 and 7; [readytensor], for originals and reconstructions in one map.
struct MapsFigure: Figure {
  let caption =
    "Maps by t-SNE: what lies near what. Colours are labels, with each label's number in the middle of its points; where originals and reconstructions share a map, colours tell the two apart. Distances between groups mean nothing; the table of neighbours has the number behind it."

  /// The most points of a set that a panel shows.
  private static let pointLimit = 800

  /// The most panels.
  private static let panelLimit = 12

  private static let columns = 2
  private static let side = 36.0
  private static let labelSpace = 8.5

  /// Ten colours; the middle of each group has its number besides.
  private static let labelColours = [
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#B59F00", "#0072B2", "#D55E00", "#CC79A7",
    "#7F7F7F", "#6A3D9A",
  ]

  private struct Panel: Hashable {
    let model: String
    let map: String
  }

  func suits(_ results: ResultSet) throws -> Bool {
    ImageModels.suits(results) && !results.rows(ifAny: "maps.csv").isEmpty
  }

  func picture(named name: String, of results: ResultSet) throws -> Picture {
    let rows = results.rows(ifAny: "maps.csv")
    let all = try distinct(
      rows.map { Panel(model: try $0.text("model"), map: try $0.text("map")) })
    // The images themselves first: what models make of them stands beside.
    let panels = Array(
      (all.filter { $0.map == "pixels" } + all.filter { $0.map != "pixels" }).prefix(
        Self.panelLimit))
    var data = PictureData("x", "y", "label")
    var groups: [[Group]] = []
    for (index, panel) in panels.enumerated() {
      let own = try rows.filter {
        try $0.text("model") == panel.model && $0.text("map") == panel.map
      }
      let sets = try distinct(own.map { try $0.text("set") })
      var found: [Group] = []
      for (number, set) in sets.enumerated() {
        let points = thinned(try own.filter { try $0.text("set") == set }, to: Self.pointLimit)
        let labels = try Set(points.map { try $0.optionalInteger("label") ?? 0 }).sorted()
        for point in points {
          let label = try point.optionalInteger("label") ?? 0
          let group = sets.count > 1 ? number : labels.firstIndex(of: label) ?? 0
          data.append(
            "panel \(index + 1) group \(group + 1)", .real(try point.number("x")),
            .real(try point.number("y")), .integer(label))
        }
        if sets.count > 1 {
          found.append(Group(title: set, middle: nil))
        } else {
          for label in labels {
            let members = try points.filter { try $0.optionalInteger("label") ?? 0 == label }
            found.append(Group(title: "\(label)", middle: try Self.middle(of: members)))
          }
        }
      }
      groups.append(found)
    }
    return picture(name, data, panels, groups)
  }

  /// Points of one colour.
  private struct Group {
    let title: String

    /// Where its number stands; `nil` for none.
    let middle: (x: Double, y: Double)?
  }

  /// The point that half of the others are left of, and half below.
  private static func middle(of points: [ResultRow]) throws -> (x: Double, y: Double) {
    let x = try points.map { try $0.number("x") }.sorted()
    let y = try points.map { try $0.number("y") }.sorted()
    return (x[x.count / 2], y[y.count / 2])
  }

  private func picture(
    _ name: String, _ data: PictureData, _ panels: [Panel], _ groups: [[Group]]
  ) -> Picture {
    let lines = (panels.count + Self.columns - 1) / Self.columns
    let isJoint = groups.contains { $0.first?.middle == nil }
    let below = isJoint ? 6.0 : 1
    let step = Self.side + Self.labelSpace
    let layout = PageLayout(heightMillimetres: Double(lines) * step + below)
    let scripts = panels.enumerated().map { index, panel in
      let left = 2 + Double(index % Self.columns) * (Self.side + 9)
      let top = layout.heightMillimetres - Double(index / Self.columns) * step - Self.labelSpace
      let title =
        panel.map == "pixels"
        ? [panel.map]
        : [shortened(panel.model), panel.map == "joint" ? "" : panel.map.replacing("-", with: " ")]
      let points = groups[index].enumerated().map { number, group in
        let (shape, colour) =
          group.middle == nil
          ? (number == 0 ? "6" : "7", number == 0 ? "#0072B2" : "#D55E00")
          : ("7", Self.labelColours[number % Self.labelColours.count])
        return
          "data using (pick(\"panel \(index + 1) group \(number + 1)\", \"x\")):(column(\"y\")) with points pointtype \(shape) pointsize 0.35 * mark linewidth 0.6 linecolor rgb \"\(colour)\""
      }
      let numbers = groups[index].enumerated().compactMap { number, group in
        group.middle.map {
          "set label \(number + 3) \"{/:Bold \(group.title)}\" at first \(rounded($0.x)), first \(rounded($0.y)) center front textcolor rgb black boxed"
        }
      }
      return """
        \(layout.panel(left: left, right: left + Self.side, bottom: top - Self.side, top: top))
        unset label
        \(title.reversed().filter { !$0.isEmpty }.enumerated().map {
          "set label \($0 + 1) \(gnuplotText($1)) at graph 0, graph 1 offset 0, \(0.6 + 0.95 * Double($0)) left font small"
        }.joined(separator: "\n"))
        \(numbers.joined(separator: "\n"))
        plot \(points.joined(separator: ", \\\n     "))
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
        set style textbox opaque noborder fillcolor rgb "#FFFFFF" margins 0.4, 0.2
        \(scripts.joined(separator: "\n\n"))
        \(isJoint ? key(layout) : "")
        unset multiplot
        """)
  }

  /// Which colour is which set, below all panels.
  private func key(_ layout: PageLayout) -> String {
    """
    unset label
    unset border
    \(layout.panel(left: 2, right: 83, bottom: 0.5, top: 5.5))
    set xrange [0:1]
    set yrange [0:1]
    set key at screen 0.5, screen \(layout.height(1)) center bottom vertical maxrows 1 samplen 1 Left reverse
    plot NaN with points pointtype 6 pointsize 0.8 * mark linecolor rgb "#0072B2" title "original", \\
         NaN with points pointtype 7 pointsize 0.8 * mark linecolor rgb "#D55E00" title "reconstruction"
    """
  }

  /// A name that fits above a panel.
  private func shortened(_ name: String) -> String {
    name.count > 26 ? name.prefix(25) + "…" : name
  }

  private func rounded(_ number: Double) -> String { String(format: "%.3f", number) }
}
