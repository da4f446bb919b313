/// A first row of integers that may name the columns: years, wavelengths, or 0, 1, 2, … as pandas writes them.
struct NumericNames {
  private let names: [Int]

  /// The second row; `nil` for a table of one row.
  private let next: [String]?

  init(_ fields: [String], before next: [String]?) {
    let numbers = fields.compactMap { Int($0) }
    names = numbers.count == fields.count ? numbers : []
    self.next = next
  }

  /// Whether the first row is likelier to be names than numbers like those of the second row.
  var areLikely: Bool {
    guard let next, let first = names.first else { return false }
    let hasFractions = next.allSatisfy { Int($0) == nil }
    let areYears = names.allSatisfy { 1000...2999 ~= $0 }
    guard names.count > 1 else { return areYears && hasFractions }
    let step = Self.step(of: names)
    guard let step, step != 0, Self.step(of: next.compactMap { Int($0) }) != step else {
      return false
    }
    return hasFractions || areYears || first == 0 && step == 1
  }

  /// The difference of neighbours, if all are the same.
  private static func step(of numbers: [Int]) -> Int? {
    let steps = zip(numbers.dropFirst(), numbers).map { $0.subtractingReportingOverflow($1) }
    guard let first = steps.first, !first.overflow else { return nil }
    return steps.allSatisfy { !$0.overflow && $0.partialValue == first.partialValue }
      ? first.partialValue : nil
  }
}
