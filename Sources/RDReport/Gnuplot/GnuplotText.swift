/// A text as a gnuplot string that shows it as it is, whatever its letters mean to gnuplot.
///
/// Single quotes: between double ones gnuplot would run what stands in backquotes, and names come from files.
///
/// - Parameter text: any text; line breaks become spaces.
/// - Returns: a string for use where enhanced text is on.
package func gnuplotText(_ text: String) -> String {
  let enhanced: Set<Character> = ["^", "_", "{", "}", "@", "&", "~", "\\"]
  return gnuplotLiteral(
    text.map { enhanced.contains($0) ? "\\\($0)" : String($0) }.joined())
}

/// A text as gnuplot reads the label of a tick, which is a format for numbers besides.
package func gnuplotTickLabel(_ text: String) -> String {
  gnuplotText(text.replacing("%", with: "%%"))
}

/// A text as a gnuplot string that equals it but for line breaks, which become spaces.
package func gnuplotLiteral(_ text: String) -> String {
  "'" + text.map { $0 == "'" ? "''" : $0.isNewline ? " " : String($0) }.joined() + "'"
}
