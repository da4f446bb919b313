/// A text in a picture: literals are gnuplot's enhanced text, as in `{/:Italic d}`, and what is interpolated is shown letter for letter.
///
/// Names come from files, so none of their letters may mean anything to gnuplot.
package struct PlotText: ExpressibleByStringInterpolation, Sendable, Equatable {
  let enhanced: String

  package init(stringLiteral literal: String) { enhanced = literal }

  package init(stringInterpolation: StringInterpolation) { enhanced = stringInterpolation.enhanced }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var enhanced = ""

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) { enhanced += literal }

    package mutating func appendInterpolation(_ text: PlotText) { enhanced += text.enhanced }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      for letter in value.description {
        if letter.isNewline {
          enhanced += " "
        } else {
          enhanced += "^_{}@&~\\".contains(letter) ? "\\\(letter)" : "\(letter)"
        }
      }
    }
  }

  /// An expression of gnuplot whose value is the text.
  ///
  /// Single quotes: between double ones gnuplot would run what stands in backquotes.
  package var expression: String {
    enhanced.split(separator: "\n", omittingEmptySubsequences: false)
      .map { gnuplotLiteral(String($0)) }.joined(separator: ".\"\\n\".")
  }
}

/// A text as a gnuplot string that equals it but for line breaks, which become spaces.
package func gnuplotLiteral(_ text: String) -> String {
  "'" + text.map { $0 == "'" ? "''" : $0.isNewline ? " " : String($0) }.joined() + "'"
}
