/// A list of numbers that cannot be used.
package enum NumberListError: DiagnosedError, Equatable {
  /// The list has no element.
  case empty

  /// A part is not a number.
  case notANumber(text: String, part: String, expected: String)

  /// A range is descending.
  case reversed(text: String, part: String)

  /// A number is out of range.
  case outOfRange(text: String, part: String, lower: String, upper: String)

  /// A number appears twice.
  case repeated(text: String, part: String)

  /// The list has more than `NumberList/limit` elements.
  case tooMany(text: String, limit: Int)

  package var failureClass: FailureClass { .wrongUse }

  package var description: String {
    switch self {
    case .empty:
      "The list is empty. Write numbers with commas between them, as in 10,30,50."
    case .notANumber(let text, let part, let expected):
      "In the list '\(text)': '\(part)' is not \(expected)."
    case .reversed(let text, let part):
      "In the list '\(text)': the range '\(part)' runs downwards. Write its smaller end first."
    case .outOfRange(let text, let part, let lower, let upper):
      "In the list '\(text)': \(part) is out of range. Numbers from \(lower) to \(upper) make sense here."
    case .repeated(let text, let part):
      "In the list '\(text)': \(part) appears twice. Name it once."
    case .tooMany(let text, let limit):
      "The list '\(text.prefix(40))' holds more than \(limit) numbers. Take a shorter range or a larger step."
    }
  }
}
