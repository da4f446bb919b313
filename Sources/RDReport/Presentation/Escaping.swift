/// A text as LaTeX shows it letter for letter, in text mode.
func latexText(_ text: String) -> String {
  text.map { letter in
    switch letter {
    case "\\": "\\textbackslash{}"
    case "~": "\\textasciitilde{}"
    case "^": "\\textasciicircum{}"
    case "&", "%", "$", "#", "_", "{", "}": "\\\(letter)"
    case "−": "$-$"
    case "±": "$\\pm$"
    case let space where space.isNewline: " "
    default: String(letter)
    }
  }.joined()
}

/// A text as Markdown shows it letter for letter, inside of a table.
func markdownText(_ text: String) -> String {
  text.map { letter in
    switch letter {
    case "\\", "`", "*", "_", "<", ">", "|", "[", "]", "#": "\\\(letter)"
    case let space where space.isNewline: " "
    default: String(letter)
    }
  }.joined()
}

/// A text as HTML shows it letter for letter, also inside of an attribute in double quotes.
///
/// - Parameters:
///   - text: any text.
///   - keepsLines: whether line breaks stay, as inside of `pre`; they become spaces otherwise.
/// - Returns: the text with references for what HTML would read.
func htmlText(_ text: String, keepsLines: Bool = false) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "'": escaped += "&#39;"
    case "\n": escaped += keepsLines ? "\n" : " "
    case "\t": escaped += "\t"
    // Other control characters are no part of HTML.
    case let control where control.properties.generalCategory == .control: escaped += " "
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}
