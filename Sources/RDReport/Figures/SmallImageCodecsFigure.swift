internal import RDResults

/// Bits of real files against the PSNR of small images: a transform codec, the linear one, autoencoders with quantised latents, and
/// other people's codecs with and without the headers that these put in every file.
struct SmallImageCodecsFigure: Figure {
  let caption =
    "PSNR of small images against bits of real files, with and without the headers that formats for single pictures bring."

  func suits(_ results: ResultSet) throws -> Bool {
    guard CodecCurves.suits(results) else { return false }
    return try CodecCurves(results).pixelsPerSmallImage != nil
  }

  func picture(named name: String, of results: ResultSet) throws -> Picture {
    let curves = try CodecCurves(results)
    let pixels = curves.pixelsPerSmallImage ?? 1
    let shown = curves.own + curves.others.filter { !$0.name.contains(":") }
    let ours = shown.filter { !$0.isForeign }
    let foreign = shown.filter(\.isForeign)
    var plot = CodecPlot(of: shown.map(\.name))
    func elements(
      _ curves: [CodecCurve], _ panel: String, title: (CodecCurve) -> String
    ) -> [String] {
      curves.map {
        plot.element(
          $0, series: "\(panel) \($0.name)", .line, title: title($0),
          rate: { $0.bitsPerPixel * pixels }, quality: \.pooledPSNRDecibels)
      }
    }
    let whole = elements(ours + foreign, "whole", title: { _ in "" })
    let bare = elements(ours + foreign.compactMap(\.withoutHeaders), "bare") { curve in
      curve.imageCount.map { $0 == curves.imageCount ? curve.name : "\(curve.name) (\($0) images)" }
        ?? curve.name
    }
    let keyRows = bare.count
    let keyHeight = 3.6 * Double(keyRows)
    let layout = PageLayout(heightMillimetres: 118 + keyHeight)
    let middle = 12 + keyHeight + 48
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: plot.data.document,
      commands: """
        set multiplot
        set logscale x
        set xrange [100:10000]
        set yrange [18:32]
        set ytics 2
        set grid linetype 1 linewidth 0.4 linecolor rgb "#DDDDDD"
        set ylabel "PSNR of the pooled error (dB)" offset nudge, 0
        unset key

        \(layout.panel(left: 12, right: 81, bottom: middle + 8, top: layout.heightMillimetres - 2))
        set label 1 "(a) whole files, with all headers" at graph 0.03, graph 0.94 left
        set format x ""
        plot \(whole.joined(separator: ", \\\n     "))

        \(layout.panel(left: 12, right: 81, bottom: 12 + keyHeight, top: middle + 4))
        set label 1 "(b) without others' headers" at graph 0.03, graph 0.94 left
        set format x "%g"
        set xlabel "bits an image" offset 0, raise
        set key \(layout.keyBelow(left: 2, right: 84)) vertical maxrows \(keyRows) samplen 3 width -1 Left reverse
        plot \(bare.joined(separator: ", \\\n     "))
        unset multiplot
        """)
  }
}
