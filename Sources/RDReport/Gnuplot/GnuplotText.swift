/// A text as a gnuplot string that shows it as it is, whatever its letters mean to gnuplot.
///
/// - Parameter text: any text; line breaks become spaces.
/// - Returns: a string in double quotes, for use where enhanced text is on.
func gnuplotText(_ text: String) -> String {
  let enhanced: Set<Character> = ["^", "_", "{", "}", "@", "&", "~", "\\"]
  var escaped = ""
  for letter in text {
    switch letter {
    case "\"": escaped += "\\\""
    case let special where enhanced.contains(special): escaped += "\\\\\(special)"
    case let space where space.isNewline: escaped += " "
    default: escaped.append(letter)
    }
  }
  return "\"\(escaped)\""
}

/// A text as a gnuplot string that equals it, for comparisons with fields of a data file.
func gnuplotLiteral(_ text: String) -> String {
  "'" + text.replacing("'", with: "''") + "'"
}
