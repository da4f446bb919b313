/// A picture that gnuplot drew as a file, made fit to stand inside of a page among others.
struct InlineSVG {
  /// The element, without the prolog of a file.
  package let text: String

  /// A picture for a page.
  ///
  /// Names of parts get a prefix, for they hold throughout the page and gnuplot gives every picture the same; the size gives way to that of
  /// the page.
  ///
  /// - Parameters:
  ///   - file: what gnuplot drew.
  ///   - prefix: what no other picture of the page has; letters, digits and hyphens.
  ///   - label: what the picture shows, for those who do not see it.
  init(gnuplot file: String, prefix: String, label: String) {
    var text = file
    if let start = text.firstRange(of: "<svg") { text.removeSubrange(..<start.lowerBound) }
    Self.remove(from: "<title>", through: "</title>", in: &text)
    Self.remove(from: "<desc>", through: "</desc>", in: &text)
    Self.remove(from: " width=\"", through: "viewBox", keeping: " viewBox", in: &text)
    for (mark, quote) in [(" id=", "'"), (" id=", "\""), ("href=", "'#"), ("href=", "\"#")] {
      text = text.replacing(mark + quote, with: mark + quote + prefix)
    }
    text = text.replacing("url(#", with: "url(#\(prefix)")
    if let start = text.firstRange(of: "<svg") {
      text.replaceSubrange(start, with: "<svg role=\"img\" aria-label=\"\(htmlText(label))\"")
    }
    self.text = text
  }

  private static func remove(
    from first: String, through last: String, keeping kept: String = "", in text: inout String
  ) {
    guard let start = text.firstRange(of: first),
      let end = text[start.upperBound...].firstRange(of: last)
    else { return }
    text.replaceSubrange(start.lowerBound..<end.upperBound, with: kept)
  }
}
