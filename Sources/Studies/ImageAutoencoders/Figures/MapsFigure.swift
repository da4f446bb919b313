import Foundation
import RDReport
import RDResults

extension Figure {
  /// Maps of images, of their latents and of their reconstructions: by label, or original against reconstruction where both
  /// are in one map.
  ///
  /// > Source: [tian], figures 6 and 7; [readytensor], for originals and reconstructions in one map.
  static let maps = Figure(
    of: ImageAutoencodersExperiment.name,
    "Maps by t-SNE; a space of two dimensions is shown as it is. Colours are labels; where originals and reconstructions share a map, colours tell the two apart. The number of a label stands in the middle of its points, of which \(mapPointLimit) of a set are shown at most. Distances between groups mean nothing; the table of neighbours has the number behind it."
  ) { results in
    let rows = results.rows(ifAny: "maps.csv")
    guard !rows.isEmpty else { return nil }
    let all = try distinct(rows.map { [try $0.text("model"), try $0.text("map")] })
    // The images themselves first, and no more than twelve in all.
    let maps = try (all.filter { $0[1] == "pixels" } + all.filter { $0[1] != "pixels" }).prefix(12)
      .map { try PointMap(rows, model: $0[0], map: $0[1]) }
    let columns = maps.count > 6 ? 3 : 2
    let (side, titleLength) = columns == 2 ? (36.0, 26) : (25, 21)
    let titleHeight = maps.contains { $0.title.count > 1 } ? 8.5 : 5.5
    let isJoint = maps.contains(where: \.isJoint)
    let step = side + titleHeight
    let height = Double((maps.count + columns - 1) / columns) * step + (isJoint ? 6 : 1)
    // Panels fill the width from 2 to 83 mm.
    let between = (81 - Double(columns) * side) / Double(columns - 1)
    let panels = maps.enumerated().map { index, map in
      let left = 2 + Double(index % columns) * (side + between)
      let top = height - Double(index / columns) * step - titleHeight
      let titles = map.title.reversed().enumerated().map { line, text -> (PlotText, String) in
        let shown = text.count > titleLength ? text.prefix(titleLength - 1) + "…" : text
        return (
          "\(shown)", "graph 0, graph 1 offset 0, \(0.6 + 0.95 * Double(line)) left font small"
        )
      }
      let numbers = map.labels.map { label -> (PlotText, String) in
        let labelPosition = String(format: "first %.3f, first %.3f", label.x, label.y)
        return (
          "{/:Bold \(label.label)}",
          "\(labelPosition) center front font small textcolor rgb black boxed"
        )
      }
      return Panel(
        .init(left, left + side, bottom: top - side, top: top), labels: titles + numbers,
        layers: [
          .custom(
            "panel \(index + 1)", map.points,
            elements: [
              "data using (pick(\"panel \(index + 1)\", \"x\")):(column(\"y\")):(\(map.markSize) * mark):(column(\"colour\")) with points pointtype 7 pointsize variable linecolor rgb variable"
            ])
        ])
    }
    let key = Panel(
      .init(2, 83, bottom: 0.5, top: 5.5), x: Axis(range: "[0:1]"), y: Axis(range: "[0:1]"),
      key: .below(0, 85, "vertical maxrows 1 samplen 1 Left reverse"), settings: ["unset border"],
      layers: [
        (Mark(7, .blue, size: 0.8), "original"), (Mark(7, .vermilion, size: 0.8), "reconstruction"),
      ].map { mark, title in
        .custom("", [], elements: ["NaN with points \(mark.script)"], title: "\(title)")
      })
    return Chart(
      ["x", "y", "set", "label", "colour"], heightMillimetres: height,
      settings: [
        "set border 15 linecolor rgb \"#CCCCCC\"", "unset tics",
        "set offsets graph 0.04, graph 0.04, graph 0.04, graph 0.04",
        "set style textbox opaque noborder fillcolor rgb \"#FFFFFF\" margins 0.2, 0.1",
      ], panels: panels + (isJoint ? [key] : []))
  }

  /// The most points of a set that a panel shows.
  private static let mapPointLimit = ImageMaps.pointLimit

  /// One map.
  private struct PointMap {
    /// What stands above it, line by line.
    let title: [String]

    /// Whether originals and reconstructions share it.
    let isJoint: Bool
    let points: [[Cell]]

    /// The size of a mark: where two sets share a map, the first one's show around the second's.
    var markSize: String { isJoint ? "(strcol(\"set\") eq \"original\" ? 0.45 : 0.22)" : "0.25" }

    /// Each label with the position of its number.
    let labels: [(label: Int, x: Double, y: Double)]

    init(_ rows: [ResultRow], model: String, map: String) throws {
      title =
        switch map {
        case "pixels": [map]
        case "joint": [model]
        default: [model, map.replacing("-", with: " ")]
        }
      let own = try rows.where("model", model).where("map", map)
      let sets = try own.distinct("set")
      let isJoint = sets.count > 1
      self.isJoint = isJoint
      let shown = try sets.flatMap { thinned(try own.where("set", $0), to: mapPointLimit) }
      let known = try shown.integers("label")
      // Ten colours for labels, whose numbers stand in the middle of their points besides.
      let colours =
        isJoint
        ? [0x0072B2, 0xD55E00]
        : [
          0x000000, 0xE69F00, 0x56B4E9, 0x009E73, 0xB59F00, 0x0072B2, 0xD55E00, 0xCC79A7, 0x7F7F7F,
          0x6A3D9A,
        ]
      points = try (isJoint ? shown : Self.mixed(shown)).map { point in
        let label = try point.optionalInteger("label")
        let set = try point.text("set")
        let index = isJoint ? sets.firstIndex(of: set) : label.flatMap(known.firstIndex(of:))
        return [
          try point.cell("x"), try point.cell("y"), .text(set), .optional(label),
          .integer(colours[(index ?? 0) % colours.count]),
        ]
      }
      labels = try known.map { label in
        let members = try shown.where("label", "\(label)")
        func median(_ column: String) throws -> Double {
          try members.numbers(column).sorted()[members.count / 2]
        }
        return (label, try median("x"), try median("y"))
      }
    }

    /// The same points so that no group covers another: by the fractional parts of multiples of the golden ratio.
    private static func mixed(_ points: [ResultRow]) -> [ResultRow] {
      let ratio = (5.0.squareRoot() - 1) / 2
      return points.indices.sorted {
        (Double($0) * ratio).truncatingRemainder(dividingBy: 1)
          < (Double($1) * ratio).truncatingRemainder(dividingBy: 1)
      }.map { points[$0] }
    }
  }
}
