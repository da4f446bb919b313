import Foundation
import RDReport
import RDResults

/// Bits that give back every sample of small images: a bar for each code, its latents first, and a mark for files of one image each.
struct LosslessBitsFigure: Figure {
  private static let barHeight = 3.6
  private static let below = 22.0
  private static let (left, right) = (34.0, 81.0)

  package let caption =
    "Bits that give back every sample of an image. Bars: all images in one file or picture, what latents take first; circles: a file for each image, headers included. Codes with latents stand at their best split."

  package func suits(_ results: ResultSet) throws -> Bool {
    guard LosslessCodes.suits(results) else { return false }
    return try !LosslessCodes(results).best.isEmpty
  }

  package func picture(named name: String, of results: ResultSet) throws -> Picture {
    let codes = try LosslessCodes(results).best
    var data = PictureData("y", "low", "high", "halfwidth")
    for (index, code) in codes.enumerated() {
      let place = Cell.integer(index + 1)
      let latents = code.latentBits ?? 0
      let total = code.together ?? 0
      if code.isGuided { data.append("latents", place, .real(0), .real(latents), .empty) }
      data.append("samples", place, .real(latents), .real(total), .empty)
      if let single = code.single {
        data.append("single", place, .empty, .real(single.bits), .optional(single.halfWidth))
      }
    }
    let greatest =
      codes.flatMap { code in
        [code.together ?? 0, code.single.map { $0.bits + ($0.halfWidth ?? 0) } ?? 0]
      }.max() ?? 1
    let layout = PageLayout(
      heightMillimetres: Self.below + 3 + Self.barHeight * Double(codes.count))
    let tics = codes.enumerated().map { index, code in
      "\(gnuplotTickLabel(code.title)) \(index + 1)"
    }
    func bars(_ series: String, _ colour: GnuplotPalette, _ title: String) -> String {
      "data using (column(\"low\")):(pick(\"\(series)\", \"y\")):(column(\"low\")):(column(\"high\")):(column(\"y\") - 0.36):(column(\"y\") + 0.36) with boxxyerror linecolor rgb \(colour.rawValue) title \"\(title)\""
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        \(layout.panel(left: Self.left, right: Self.right, bottom: Self.below, top: layout.heightMillimetres - 2))
        set xrange [0:\(1.04 * greatest)]
        set yrange [\(codes.count).6:0.4]
        set style fill solid 1 noborder
        set ytics scale 0 (\(tics.joined(separator: ", ")))
        set xtics \(ticStep(greatest))
        set grid xtics linetype 1 linewidth 0.4 linecolor rgb "#DDDDDD"
        set xlabel "bits per image" offset 0, raise
        set key \(layout.keyBelow(left: 0, right: Self.right)) vertical maxrows 2 samplen 1.5 Left reverse
        plot \(bars("latents", .orange, "latents")), \\
             \(bars("samples", .skyBlue, "samples")), \\
             data using (column("high")):(pick("single", "y")):(halfwidth("halfwidth")) with xerrorbars pointtype 6 pointsize 0.9 * mark linewidth thin linecolor rgb black title "a file for each image"
        """)
  }

  /// A round distance of tics, of which no more than five fit.
  private func ticStep(_ greatest: Double) -> String {
    let steps = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000]
    return String(steps.first { greatest / Double($0) <= 5 } ?? 100_000)
  }
}
