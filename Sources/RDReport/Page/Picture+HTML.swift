extension Picture {
  /// The picture as a figure of a page.
  ///
  /// - Parameters:
  ///   - anchor: what a link points to.
  ///   - prefix: of the names of its parts, which no other picture of the page has.
  ///   - caption: what it shows.
  ///   - gnuplot: draws it.
  /// - Returns: an element of HTML.
  /// - Throws: ``ReportError/gnuplotFailed(figure:reason:)``.
  func html(anchor: String, prefix: String, caption: String, gnuplot: Gnuplot) throws -> String {
    guard let drawing = try gnuplot.draw(self).first(where: { $0.file.hasSuffix(".svg") }) else {
      return ""
    }
    let svg = InlineSVG(
      gnuplot: String(decoding: drawing.bytes, as: UTF8.self), prefix: prefix, label: caption)
    return """
      <figure id="\(htmlText(anchor))">
      \(svg.text)<figcaption>\(htmlText(caption))</figcaption>
      </figure>

      """
  }
}
