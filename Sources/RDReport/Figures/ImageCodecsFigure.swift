internal import RDResults

/// The mean PSNR of photographs against the bits of whole files, one curve a codec; what others printed stands as open marks.
struct ImageCodecsFigure: Figure {
  func suits(_ results: ResultSet) throws -> Bool {
    guard results.experiment == "image-codecs" else { return false }
    return try results.table("points.csv").rows.contains { try $0.text("source") == "kodak" }
  }

  func picture(named name: String, of results: ResultSet) throws -> Picture {
    let rows = try results.table("points.csv").rows.filter {
      try $0.text("source") == "kodak" && $0.text("lossless") == "no"
        && $0.optionalNumber("mean_psnr_decibels") != nil
    }
    let methods = try distinct(rows.map { try $0.text("method") })
    var data = PictureData("bits_per_pixel", "mean_psnr_decibels")
    for method in methods {
      let curve = try rows.filter { try $0.text("method") == method }
        .sorted { try $0.number("bits_per_pixel") < $1.number("bits_per_pixel") }
      for row in curve {
        data.append(
          method, .real(try row.number("bits_per_pixel")),
          .real(try row.number("mean_psnr_decibels")))
      }
    }
    let keyRows = (methods.count + 1) / 2
    let layout = PageLayout(heightMillimetres: 75 + 3.6 * Double(keyRows))
    let published = methods.filter { $0.hasSuffix("(published)") }
    let curves = methods.map { method in
      let isPublished = published.contains(method)
      let index = (isPublished ? published : methods).firstIndex(of: method) ?? 0
      let style =
        isPublished
        ? "points pointtype \(4 + 2 * index) linecolor rgb grey"
        : "lines linecolor \(index + 1) linewidth medium"
      return
        "data using (pick(\(gnuplotLiteral(method)), \"bits_per_pixel\")):(column(\"mean_psnr_decibels\")) with \(style) title \(gnuplotText(method))"
    }
    return Picture(
      name: name, heightMillimetres: layout.heightMillimetres, data: data.document,
      commands: """
        \(layout.panel(left: 13, right: 83, bottom: 12 + 3.6 * Double(keyRows), top: layout.heightMillimetres - 2))
        set key \(layout.keyBelow(left: 9, right: 83)) vertical maxrows \(keyRows) samplen 2 width 1 Left reverse
        set logscale x 2
        set xrange [0.0625:8]
        set yrange [20:50]
        set xlabel "bits a pixel, whole files" offset 0, raise
        set ylabel "mean PSNR of the pictures (dB)" offset nudge, 0
        plot \(curves.joined(separator: ", \\\n     "))
        """)
  }
}
