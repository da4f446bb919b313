import Foundation

/// One value of a table.
package enum Cell: Sendable, Equatable {
  /// A name or a note.
  case text(String)

  /// A count or an index.
  case integer(Int)

  /// A measured or computed number; may be infinite, never NaN.
  case real(Double)

  /// Not applicable, or not known.
  case empty

  /// A number, or an empty cell for `nil`.
  ///
  /// - Precondition: the number is not NaN.
  package static func optional(_ number: Double?) -> Cell {
    number.map { .real($0) } ?? .empty
  }

  /// A number; an empty cell for `nil` and for an infinite one, such as the PSNR of a lossless image.
  package static func finite(_ number: Double?) -> Cell {
    optional(number.flatMap { $0.isFinite ? $0 : nil })
  }

  /// A name, or an empty cell for `nil`.
  package static func optional(_ text: String?) -> Cell {
    text.map { .text($0) } ?? .empty
  }

  /// A number to a few significant digits, if it is only plotted or averaged; an empty cell for `nil`.
  package static func rounded(_ number: Double?, significantDigits: Int) -> Cell {
    optional(number.flatMap { Double(String(format: "%.\(significantDigits - 1)e", $0)) })
  }

  /// An integer, or an empty cell for `nil`.
  package static func optional(_ number: Int?) -> Cell {
    number.map { .integer($0) } ?? .empty
  }

  /// A number whose text has a fraction only if it is not an integer, as of a setting.
  package static func shortest(_ number: Double) -> Cell {
    Int(exactly: number).map { .integer($0) } ?? .real(number)
  }

  /// The machine-readable value: numbers in the shortest form that round-trips, infinities as `inf`
  /// and `-inf`, nothing for an empty cell.
  package var machineText: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .real(let number):
      number.isInfinite ? (number < 0 ? "-inf" : "inf") : shortestText(number)
    case .empty: ""
    }
  }
}

/// The shortest text that round-trips, integers without a fraction.
private func shortestText(_ number: Double) -> String {
  precondition(!number.isNaN, "a table holds no NaN: an absent value is an empty cell")
  let text = "\(number)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
