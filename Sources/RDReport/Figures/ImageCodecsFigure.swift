internal import RDResults

/// The mean PSNR of photographs against the bits of whole files, one curve a codec; what others printed stands as marks of the codec's colour.
struct ImageCodecsFigure: Figure {
  /// The photographs that curves are printed of.
  private static let source = "kodak"

  let caption =
    "Mean PSNR of photographs against bits of whole files; marks without a line are what others printed."

  func suits(_ results: ResultSet) throws -> Bool {
    guard results.experiment == "image-codecs" else { return false }
    return try results.table("points.csv").rows.contains { try $0.text("source") == Self.source }
  }

  func picture(named name: String, of results: ResultSet) throws -> Picture {
    let (measured, published) = try CodecCurves.foreignCurves(
      results, on: Self.source, isSmall: false)
    var plot = CodecPlot(of: (measured + published).map(\.name))
    let elements = (measured.map { ($0, false) } + published.map { ($0, true) }).map {
      curve, isPublished in
      plot.element(
        curve, series: curve.name, isPublished ? .marks : .plainLine, title: curve.name,
        rate: \.bitsPerPixel, quality: \.meanPSNRDecibels)
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
        set xrange [0.09:8]
        set xtics ("⅛" 0.125, "¼" 0.25, "½" 0.5, "1" 1, "2" 2, "4" 4, "8" 8)
        set yrange [22:50]
        set ytics 4
        set grid linetype 1 linewidth 0.4 linecolor rgb "#DDDDDD"
        set xlabel "bits a pixel, whole files with their headers" offset 0, raise
        set ylabel "mean PSNR of the \(measured.first?.imageCount ?? 0) pictures (dB)" offset nudge, 0
        plot \(elements.joined(separator: ", \\\n     "))
        """)
  }
}
