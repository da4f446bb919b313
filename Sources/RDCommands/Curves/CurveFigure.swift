import RDReport
import RDResults

extension CurveDistances {
  /// The curves over the rates that are compared, but those in another unit: the anchor in black, the user's own in colour and, up to six, those of the least
  /// rates; all others in grey.
  package var chart: Chart {
    let others = rows.map(\.curve)
      .filter { $0.name != anchor.name && !$0.isInOtherUnit(than: anchor) }
    let own = others.filter(\.isOwn)
    let best = others.filter { !$0.isOwn }.prefix(max(0, 6 - own.count))
    let coloured = Array((own + best).prefix(16))
    let grey = others.filter { curve in !coloured.contains { $0.name == curve.name } }
    let keyHeight = 2.9 * Double(coloured.count + 1 + min(1, grey.count))
    func cells(_ curve: RateCurve) -> [[Cell]] {
      curve.points.sorted { $0.rateBits < $1.rateBits }
        .map { [.real($0.rateBits), .real($0.qualityDecibels)] }
    }
    let background = grey.enumerated().map { index, curve in
      Layer.styled(
        curve.name, with: "lines linecolor rgb \"#C8C8C8\" linewidth thin",
        title: index == 0 ? "\(grey.count) other curves" : nil, cells(curve))
    }
    let foreground = coloured.enumerated().map { index, curve in
      Layer.styled(
        curve.name,
        with:
          "linespoints \(Mark.cycle(index, size: 0.8).shape) \(Stroke.cycle(index).script)",
        title: curve.isOwn ? "{/:Bold \(curve.name)}" : "\(curve.name)", cells(curve))
    }
    let black = Layer.line(
      anchor.name, Stroke(.black, .thick), title: "\(anchor.name), the anchor", cells(anchor))
    // A margin to the left and right of what is compared, every own curve among it.
    let compared = ([anchor] + own).flatMap { $0.points.map(\.rateBits) }.filter { $0 > 0 }
    let least = rates?.lower ?? compared.min() ?? 1
    let largest = rates?.upper ?? compared.max() ?? 1
    return Chart(
      ["rate", "quality"], heightMillimetres: 82 + keyHeight,
      panels: [
        Panel(
          .init(12, 83, bottom: 12 + keyHeight, top: 80 + keyHeight),
          x: Axis(
            rows.allSatisfy { $0.curve.unit == .bitsPerPixel } ? "bits per pixel" : "rate",
            range: "[\(least / 1.25):\(largest * 1.25)]", logarithmBase: 2, format: "%g"),
          y: Axis(qualityTitle),
          key: .below(2, 84, "vertical maxrows 20 samplen 3 width -1 Left reverse"),
          settings: [Panel.grid], layers: background + foreground + [black])
      ])
  }

  private var qualityTitle: PlotText {
    let unit = metric.suffix.isEmpty ? "" : " (dB)"
    let scale = metric.isSimilarity ? ", -10 log10(1 - x)" : ""
    return "\(metric.heading + scale + unit)"
  }
}
