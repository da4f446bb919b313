import RDReport
import RDResults

/// Curves of codecs of small images in two panels: bits of whole files, and bits without the headers of standard formats, which are made for
/// pictures a hundred times as large.
struct SmallImagePanels {
  /// The codecs of this toolkit, whose headers are no part of an image's bits.
  let ours: [CodecCurve]

  /// Standard.
  let foreign: [CodecCurve]

  /// Codecs that give back every sample, with the bits of an image in whole files, and those without headers where that is known.
  var lossless: [(name: String, bits: Double, bareBits: Double?)] = []

  /// How many images are coded; curves of another number of images say so.
  let imageCount: Int?

  /// What turns bits per pixel into bits per image.
  package let pixels: Double

  /// The ends of the axes, in bits per image and in decibels.
  let bits: (least: Double, most: Double)
  let decibels: (least: Double, most: Double)

  /// The picture.
  package func picture(named name: String) -> Picture {
    var plot = CodecPlot(of: (ours + foreign).map(\.name))
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
      let name = methodTitle(curve.name)
      return curve.imageCount.map { $0 == imageCount ? name : "\(name) (\($0) images)" } ?? name
    }
    let keyRows = bare.count
    let keyHeight = 4 * Double(keyRows)
    let layout = PageLayout(heightMillimetres: 118 + keyHeight)
    let middle = 12 + keyHeight + 48
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: plot.data.document,
      commands: """
        set multiplot
        set logscale x
        set xrange [\(bits.least):\(bits.most)]
        set yrange [\(decibels.least):\(decibels.most)]
        set ytics \(decibels.most - decibels.least > 20 ? 4 : 2)
        set grid linetype 1 linewidth 0.4 linecolor rgb "#DDDDDD"
        set ylabel "PSNR of the pooled error (dB)" offset nudge, 0
        unset key

        \(layout.panel(left: 14, right: 79, bottom: middle + 8, top: layout.heightMillimetres - 2))
        set label 1 "(a) whole files, with all headers" at graph 0.03, graph 0.94 left font small
        \(lines(lossless.map { ($0.name, $0.bits) }))
        set format x ""
        plot \(whole.joined(separator: ", \\\n     "))

        \(layout.panel(left: 14, right: 79, bottom: 12 + keyHeight, top: middle + 4))
        set label 1 "(b) without others' headers" at graph 0.03, graph 0.94 left font small
        \(lines(lossless.compactMap { codec in codec.bareBits.map { (codec.name, $0) } }))
        set format x "%g"
        set xlabel "bits per image" offset 0, raise
        set key \(layout.keyBelow(left: 2, right: 84)) vertical maxrows \(keyRows) samplen 3 width -1 Left reverse
        plot \(bare.joined(separator: ", \\\n     "))
        unset multiplot
        """)
  }

  /// A dotted line where a codec without loss stands, whose quality has no place on the axis; the names, with the bits, stand in the corner that no curve
  /// comes near.
  private func lines(_ codecs: [(name: String, bits: Double)]) -> String {
    let shown = codecs.filter { $0.bits > bits.least && $0.bits < bits.most }
    return
      (["unset arrow"]
      + shown.enumerated().flatMap { index, codec in
        [
          "set arrow \(index + 1) from \(codec.bits), graph 0 to \(codec.bits), graph 1 nohead back linecolor rgb grey linewidth medium dashtype (2,3)",
          "set label \(index + 2) \(gnuplotText("\(codec.name): \(Int(codec.bits.rounded()))")) at graph 0.03, graph \(0.94 - 0.07 * Double(index + 1)) left font small textcolor rgb grey",
        ]
      }).joined(separator: "\n")
  }
}
