/// A list of numbers that cannot be used.
package enum NumberListError: DiagnosedError, Equatable {
  /// There is no number.
  case empty

  /// A part is no number.
  case notANumber(text: String, part: String, expected: String)

  /// A range runs downwards.
  case reversed(text: String, part: String)

  /// A number is outside of what makes sense.
  case outOfRange(text: String, part: String, lower: String, upper: String)

  /// A number appears twice.
  case repeated(text: String, part: String)

  /// The list is longer than any use for it.
  case tooMany(text: String, limit: Int)

  /// Any of them is wrong use.
  package var failureClass: FailureClass { .wrongUse }

  /// The message.
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
