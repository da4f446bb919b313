/// A first row of numbers that may name the columns: years, wavelengths, or 0, 1, 2, … as pandas writes them.
///
/// It is told from the rows after it by what numbers of one table have in common: how they are written, and where they lie.
struct NumericNames {
  /// Rows after the first that are looked at, at most.
  static let rowLimit = 32

  private let names: [String]
  private let values: [Double]

  /// Those of the rows that have as many numbers.
  private let rows: [(texts: [String], values: [Double])]

  /// A row of numbers before others.
  ///
  /// - Parameters:
  ///   - names: the fields of the first row.
  ///   - rows: the fields of rows after it.
  ///   - number: the number that a field is.
  init(_ names: [String], before rows: [[String]], number: (String) -> Double?) {
    self.names = names
    values = names.compactMap(number)
    self.rows = rows.compactMap { texts in
      let values = texts.compactMap(number)
      return texts.count == names.count && values.count == names.count ? (texts, values) : nil
    }
  }

  /// Whether the first row is likelier to be names than numbers like those of the other rows.
  var areLikely: Bool {
    guard !rows.isEmpty, values.count == names.count, !values.isEmpty else { return false }
    return areYears || areEquallySpaced || areFarOutside || areWrittenOtherwise
  }

  /// Years that grow, where no other row is of such.
  private var areYears: Bool {
    func areYears(_ values: [Double]) -> Bool {
      values.allSatisfy { 1800...2100 ~= $0 && $0 == $0.rounded() }
    }
    return areYears(values) && !rows.contains { areYears($0.values) }
      && zip(values, values.dropFirst()).allSatisfy(<=)
  }

  /// Numbers of one distance, where no other row is of such: three and more, or 0 and 1.
  private var areEquallySpaced: Bool {
    func step(_ values: [Double]) -> Double {
      let step = values[1] - values[0]
      // Of decimal numbers, differences are rounded.
      return zip(values.dropFirst(), values).allSatisfy {
        abs($0 - $1 - step) <= 1e-9 * max(abs($0), abs($1))
      } ? step : 0
    }
    guard values.count > 1, step(values) != 0 else { return false }
    if values.count == 2 { return values == [0, 1] && step(rows[0].values) != 1 }
    // Fractions say nothing of integers.
    let comparable = rows.filter { isWhole($0.texts) == isWhole(names) }
    return !comparable.contains { step($0.values) != 0 }
  }

  /// Numbers that in every column lie farther from all others than these from each other, twice over.
  private var areFarOutside: Bool {
    rows.count > 1
      && values.indices.allSatisfy { column in
        let others = rows.map { $0.values[column] }
        guard let least = others.min(), let greatest = others.max(), least < greatest else {
          return false
        }
        let reach = 2 * (greatest - least)
        return values[column] < least - reach || values[column] > greatest + reach
      }
  }

  /// Integers before fractions of full precision, whose writer gives integers a fraction too.
  private var areWrittenOtherwise: Bool {
    isWhole(names) && rows.allSatisfy { !$0.texts.contains { isWhole([$0]) } }
      && rows.contains { $0.texts.contains { $0.count { $0.isNumber } > 15 } }
  }

  private func isWhole(_ texts: [String]) -> Bool { texts.allSatisfy { Int($0) != nil } }
}
