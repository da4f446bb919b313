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
