/// Lists and ranges of numbers as written on the command line and in specifications.
///
/// One grammar for integers and real numbers: parts with commas between, each a number, a range `3-6` or `3:6` in steps of 1, or
/// `0:4:0.25` for first, last and step.
package enum NumberList {
  /// The greatest number of elements of a list.
  package static let limit = 10_000

  /// Reads integers in a range.
  ///
  /// - Throws: `NumberListError` for an empty or reversed list, an element that is not an integer, is out of range or appears
  ///   twice, or more than `limit` elements.
  package static func integers(
    parsing text: String, in range: ClosedRange<Int>
  ) throws(NumberListError) -> [Int] {
    var numbers: [Int] = []
    for part in try parts(of: text) {
      let fields = fields(of: part).map { Int($0) }
      let values = fields.compactMap { $0 }
      guard values.count == fields.count, 1...3 ~= values.count else {
        throw .notANumber(
          text: text, part: part, expected: "an integer or a range such as 3-6 or 10:50:20")
      }
      let (first, last) = (values[0], values.count > 1 ? values[1] : values[0])
      let step = values.count > 2 ? values[2] : 1
      guard step > 0 else {
        throw .notANumber(text: text, part: part, expected: "first:last:step with a step above 0")
      }
      guard first <= last else { throw .reversed(text: text, part: part) }
      for end in [first, last] where !range.contains(end) {
        throw .outOfRange(
          text: text, part: String(end), lower: String(range.lowerBound),
          upper: String(range.upperBound))
      }
      guard numbers.count + (last - first) / step < limit else {
        throw .tooMany(text: text, limit: limit)
      }
      for number in stride(from: first, through: last, by: step) {
        guard !numbers.contains(number) else { throw .repeated(text: text, part: String(number)) }
        numbers.append(number)
      }
    }
    return numbers
  }

  /// Reads real numbers in a range.
  ///
  /// The elements of a range are `first + i * step`; `last` is included if it is missed by less than a millionth of a step, so
  /// `0:1:0.1` ends with 1.
  ///
  /// - Throws: `NumberListError`, as for integers.
  package static func reals(
    parsing text: String, in range: ClosedRange<Double>
  ) throws(NumberListError) -> [Double] {
    var numbers: [Double] = []
    for part in try parts(of: text) {
      let fields = fields(of: part).map { Double($0) }
      let values = fields.compactMap { $0 }
      guard values.count == fields.count, 1...3 ~= values.count, values.allSatisfy(\.isFinite)
      else {
        throw .notANumber(
          text: text, part: part,
          expected: "a number, a range such as 3-6, or first:last:step such as 0:4:0.25"
        )
      }
      for end in values.prefix(2) where !range.contains(end) {
        throw .outOfRange(
          text: text, part: String(end), lower: String(range.lowerBound),
          upper: String(range.upperBound))
      }
      var steps = 0.0
      let step = values.count > 2 ? values[2] : 1
      if values.count > 1 {
        guard step > 0 else {
          throw .notANumber(text: text, part: part, expected: "first:last:step with a step above 0")
        }
        guard values[0] <= values[1] else { throw .reversed(text: text, part: part) }
        steps = ((values[1] - values[0]) / step + 1e-6).rounded(.down)
      }
      guard Double(numbers.count) + steps < Double(limit) else {
        throw .tooMany(text: text, limit: limit)
      }
      for i in 0...Int(steps) {
        let number = i == 0 ? values[0] : min(values[1], values[0] + Double(i) * step)
        guard !numbers.contains(number) else { throw .repeated(text: text, part: String(number)) }
        numbers.append(number)
      }
    }
    return numbers
  }

  /// The ends and the step of a part: between colons, or on both sides of a hyphen between digits, which is neither a sign nor
  /// that of an exponent.
  private static func fields(of part: String) -> [Substring] {
    let byColons = part.split(separator: ":", omittingEmptySubsequences: false)
    if byColons.count == 1, let range = part.wholeMatch(of: /([0-9.]+)-([0-9.]+)/) {
      return [range.1, range.2]
    }
    return byColons
  }

  private static func parts(of text: String) throws(NumberListError) -> [String] {
    let trimmed = text.filter { $0 != " " }
    guard !trimmed.isEmpty else { throw .empty }
    return trimmed.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}
