extension Picture {
  /// The gnuplot script that draws the picture as SVG, PDF and PNG in the folder where it stands.
  ///
  /// Text is 8 points high on paper in all of them; the PNG has 300 dots an inch. The SVG terminal takes a line to be 1.3 times as high as its
  /// own font, whatever that of a key or a label, so positions in lines have other numbers there.
  package var script: String {
    """
    # Draws \(name).svg, \(name).pdf and \(name).png from \(name).csv in this folder: gnuplot \(name).gp
    # Needs gnuplot 5.4 with the svg, pdfcairo and pngcairo terminals.
    set encoding utf8
    data = "\(name).csv"
    pick(series, name) = strcol("series") eq series ? column(name) : NaN
    halfwidth(name) = column(name) == column(name) ? column(name) : 0
    \(GnuplotPalette.definitions)

    do for [format in "svg pdf png"] {
      if (format eq "svg") {
        set terminal svg enhanced size \(svgUnits(widthMillimetres)),\(svgUnits(heightMillimetres)) \
    font "Helvetica,16" linewidth 1.6 background "white"
        mark = 0.45
        raise = 0.7
        nudge = 1
        small = ",14"
        pitch = 0.75
      }
      if (format eq "pdf") {
        set terminal pdfcairo enhanced size \(centimetres(widthMillimetres))cm,\(centimetres(heightMillimetres))cm \
    font "Helvetica,8" fontscale 0.75 linewidth 1
        mark = 0.4
        raise = 0.4
        nudge = 0
        small = ",7"
        pitch = 1.1
      }
      if (format eq "png") {
        set terminal pngcairo enhanced size \(pixels(widthMillimetres)),\(pixels(heightMillimetres)) \
    font "Helvetica,8" fontscale 3.125 linewidth 3 dashlength 1 pointscale 3
        mark = 0.4
        raise = 0.4
        nudge = 0
        small = ",7"
        pitch = 1.1
      }
      set output sprintf("\(name).%s", format)
      reset
      set minussign
      set datafile separator comma
      set datafile columnheaders
      set datafile missing NaN
      set border 3 linewidth 0.7
      set tics nomirror out scale 0.5 font small
      set key samplen 2 spacing pitch font small noautotitle
      thin = 0.7
      medium = 1.2
      thick = 1.8
    \(indented(commands))
    }
    unset output

    """
  }

  /// Half points, the unit of the SVG picture.
  private func svgUnits(_ millimetres: Double) -> Int {
    Int((millimetres / 25.4 * 144).rounded())
  }

  /// Dots at 300 an inch.
  private func pixels(_ millimetres: Double) -> Int {
    Int((millimetres / 25.4 * 300).rounded())
  }

  private func centimetres(_ millimetres: Double) -> String {
    "\(millimetres / 10)"
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
  }
}
