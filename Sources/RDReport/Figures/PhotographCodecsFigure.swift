internal import RDResults

/// The mean PSNR of photographs against the bits of whole files: a transform codec, other people's codecs, and what others printed of the
/// same pictures as marks.
struct PhotographCodecsFigure: Figure {
  let caption =
    "PSNR of photographs against bits of whole files: the learned codec beside those of others."

  func suits(_ results: ResultSet) throws -> Bool {
    guard CodecCurves.suits(results) else { return false }
    return try CodecCurves(results).pixelsPerSmallImage == nil
  }

  func picture(named name: String, of results: ResultSet) throws -> Picture {
    let curves = try CodecCurves(results)
    // Variants of a codec are for its own figure.
    let measured = curves.own + curves.others.filter { !$0.name.contains(":") }
    var plot = CodecPlot(of: (measured + curves.published).map(\.name))
    let elements =
      measured.map {
        plot.element(
          $0, series: $0.name, $0.isForeign ? .plainLine : .line, title: $0.name,
          rate: \.bitsPerPixel, quality: \.meanPSNRDecibels)
      }
      + curves.published.map {
        plot.element(
          $0, series: $0.name, .marks, title: $0.name, rate: \.bitsPerPixel,
          quality: \.meanPSNRDecibels)
      }
    let keyRows = elements.count
    let keyHeight = 3.6 * Double(keyRows)
    let layout = PageLayout(heightMillimetres: 82 + keyHeight)
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: plot.data.document,
      commands: """
        \(layout.panel(left: 12, right: 83, bottom: 12 + keyHeight, top: layout.heightMillimetres - 2))
        set key \(layout.keyBelow(left: 2, right: 84)) vertical maxrows \(keyRows) samplen 3 width -1 Left reverse
        set logscale x 2
        set xrange [0.09:2.4]
        set xtics ("⅛" 0.125, "¼" 0.25, "½" 0.5, "1" 1, "2" 2)
        set yrange [23:42]
        set ytics 2
        set grid linetype 1 linewidth 0.4 linecolor rgb "#DDDDDD"
        set xlabel "bits a pixel, whole files with their headers" offset 0, raise
        set ylabel "mean PSNR of the \(curves.imageCount) pictures (dB)" offset nudge, 0
        plot \(elements.joined(separator: ", \\\n     "))
        """)
  }
}
