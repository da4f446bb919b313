import Foundation
import RDCore

/// A value in a report: the number itself and how many of its digits are shown.
package enum PresentedCell: Sendable, Equatable {
  /// A name.
  case text(String)

  /// A count.
  case integer(Int)

  /// A number whose error is not known, shown with `decimals` digits after the point.
  case number(Double, decimals: Int)

  /// A number that follows from counts, such as a ratio of two, and so has no error; shown with `decimals` digits after the point.
  case exact(Double, decimals: Int)

  /// A measured number with the half-width of its confidence interval; both are shown to the second digit of the
  /// half-width, or with the given decimals where there is none.
  case measured(Double, halfWidth: Double?, decimals: Int)

  /// A rank, and the least and the greatest that it may be.
  case rank(Int, from: Int, to: Int)

  /// The verdict of a measurement on a published statement.
  case verdict(Verdict)

  /// Not applicable, or not known.
  case empty

  /// A number, or an empty cell for `nil`.
  package static func optional(_ number: Double?, decimals: Int) -> PresentedCell {
    number.map { .number($0, decimals: decimals) } ?? .empty
  }

  /// A number that follows from counts, or an empty cell for `nil`.
  package static func exactly(_ number: Double?, decimals: Int) -> PresentedCell {
    number.map { .exact($0, decimals: decimals) } ?? .empty
  }

  /// A measured number, or an empty cell for `nil`.
  package static func optional(_ number: Double?, halfWidth: Double?, decimals: Int)
    -> PresentedCell
  {
    number.map { .measured($0, halfWidth: halfWidth, decimals: decimals) } ?? .empty
  }

  /// An integer, or an empty cell for `nil`.
  package static func optional(_ number: Int?) -> PresentedCell {
    number.map { .integer($0) } ?? .empty
  }

  /// The number with all its digits; `nil` for what is not a number.
  package var number: Double? {
    switch self {
    case .integer(let number), .rank(let number, _, _): Double(number)
    case .number(let number, _), .exact(let number, _), .measured(let number, _, _): number
    case .text, .verdict, .empty: nil
    }
  }

  /// The half-width of the number's confidence interval, if one is known.
  package var halfWidth: Double? {
    if case .measured(_, let halfWidth, _) = self { halfWidth } else { nil }
  }

  /// Where the number lies: one point of what is counted, the confidence interval of what is measured; `nil` where that is not known.
  var interval: Interval? {
    switch self {
    case .integer(let number): Interval(Double(number), Double(number))
    case .exact(let number, _): Interval(number, number)
    case .measured(let number, let halfWidth?, _): Interval(number - halfWidth, number + halfWidth)
    case .rank(_, let first, let last): Interval(Double(first), Double(last))
    case .text, .verdict, .number, .measured, .empty: nil
    }
  }

  /// Whether the number is counted and not measured.
  var isCounted: Bool {
    switch self {
    case .integer, .exact: true
    case .text, .number, .measured, .rank, .verdict, .empty: false
    }
  }

  /// The value as Markdown shows it.
  var markdown: String {
    switch self {
    case .text(let text): markdownText(text)
    case .verdict(let verdict): verdict.rawValue
    case .empty: "–"
    case .integer, .number, .exact, .measured, .rank: plainNumber
    }
  }

  /// A number as plain text shows it, with signs of typography.
  var plainNumber: String { shown(plusMinus: " ± ").replacing("-", with: "−") }

  /// The value as LaTeX shows it in text.
  package var latex: String {
    switch self {
    case .text(let text): latexText(text)
    case .verdict(let verdict): verdict.rawValue
    case .empty: "--"
    case .rank: shown(plusMinus: "").replacing("–", with: "--")
    case .integer, .number, .exact, .measured: "$\(shown(plusMinus: " \\pm "))$"
    }
  }

  private func shown(plusMinus: String) -> String {
    switch self {
    case .text(let text): text
    case .verdict(let verdict): verdict.rawValue
    case .empty: ""
    case .integer(let number): String(number)
    case .rank(let rank, let first, let last):
      first == last ? String(rank) : "\(rank) (\(first)–\(last))"
    case .number(let number, let decimals), .exact(let number, let decimals):
      fixed(number, decimals)
    case .measured(let number, let halfWidth, let decimals):
      if let halfWidth, halfWidth > 0 {
        fixed(number, decimalsShowing(halfWidth)) + plusMinus
          + fixed(halfWidth, decimalsShowing(halfWidth))
      } else {
        fixed(number, decimals)
      }
    }
  }

  /// How many decimals show two digits of a half-width, six at most.
  private func decimalsShowing(_ halfWidth: Double) -> Int {
    min(max(1 - Int(log10(halfWidth).rounded(.down)), 0), 6)
  }

  /// The number with `decimals` digits after the point, and no sign on what is shown as zero.
  private func fixed(_ number: Double, _ decimals: Int) -> String {
    let text = String(format: "%.\(decimals)f", number)
    let isZero = text.allSatisfy { "-0.".contains($0) }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }
}
