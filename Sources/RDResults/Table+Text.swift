import Foundation

extension Table {
  /// The human-readable table: a header, a rule and aligned columns, numbers to the right.
  ///
  /// Where it is wider than `width`, columns that say the same in every row go below the table, then texts are broken at their
  /// spaces, then, where the width is a limit, columns are left out, minor ones first, then those of numbers, the last first and gaps to
  /// the bound last of all, and named below.
  func textRendering(width: Width) -> String {
    TextLayout(self).rendering(width: width)
  }
}

/// The arrangement of a table as text.
private struct TextLayout {
  let headings: [String]
  let body: [[String]]
  let isNumeric: [Bool]
  let isMinor: [Bool]

  /// Whether a column is a gap to the bound, which a reader of any of the tables looks for.
  let isGap: [Bool]

  /// The width of each column where nothing is broken.
  let naturalWidths: [Int]

  /// The least width of each column: that of its numbers, or of a line that a reader wants of a text.
  let leastWidths: [Int]

  /// A broken text has lines of at least this many characters.
  private static let shortestLine = 24

  private static let gap = 2

  init(_ table: Table) {
    headings = table.columns.map(\.heading)
    let body = table.rows.map { row in
      zip(row, table.columns).map { cell, column in cell.readableText(column.precision) }
    }
    let isNumeric = table.columns.indices.map { c in
      table.rows.contains { $0[c].isNumber }
        && table.rows.allSatisfy { $0[c].isNumber || $0[c] == .empty }
    }
    let naturalWidths = table.columns.indices.map { c in
      ([table.columns[c].heading] + body.map { $0[c] }).map(\.count).max() ?? 0
    }
    leastWidths = table.columns.indices.map { c in
      if isNumeric[c] { return naturalWidths[c] }
      return min(naturalWidths[c], max(table.columns[c].heading.count, Self.shortestLine))
    }
    self.body = body
    self.isNumeric = isNumeric
    isMinor = table.columns.map(\.isMinor)
    isGap = table.columns.map { $0.name.hasPrefix("gap_") }
    self.naturalWidths = naturalWidths
  }

  func rendering(width limit: Table.Width) -> String {
    let width = limit.columns
    var shown = Array(headings.indices)
    var repeated: [Int] = []
    var omitted: [Int] = []
    func total(_ widths: [Int]) -> Int {
      shown.reduce(0) { $0 + widths[$1] } + Self.gap * max(shown.count - 1, 0)
    }
    while total(naturalWidths) > width, shown.count > 1,
      let place = shown.firstIndex(where: isRepeated)
    {
      repeated.append(shown.remove(at: place))
    }
    while limit.isLimit, total(leastWidths) > width, shown.count > 1,
      let place = shown.lastIndex(where: { isMinor[$0] })
        ?? shown.lastIndex(where: { isNumeric[$0] && !isGap[$0] })
        ?? shown.lastIndex(where: { !isGap[$0] && $0 != shown.first }) ?? shown.indices.last
    {
      omitted.insert(shown.remove(at: place), at: 0)
    }
    var widths = naturalWidths
    while total(widths) > width,
      let widest = shown.filter({ widths[$0] > leastWidths[$0] }).max(by: {
        widths[$0] < widths[$1]
      })
    {
      widths[widest] -= 1
    }
    var lines = [line(headings, shown, widths)]
    lines.append(
      shown.map { String(repeating: "-", count: widths[$0]) }
        .joined(separator: String(repeating: " ", count: Self.gap)))
    for row in body { lines += brokenLines(row, shown, widths) }
    if !repeated.isEmpty || !omitted.isEmpty { lines.append("") }
    if !repeated.isEmpty {
      let values = repeated.map { "\(headings[$0]) \(body[0][$0].isEmpty ? "empty" : body[0][$0])" }
      lines += broken("In every row: \(values.joined(separator: "; ")).", width)
    }
    if !omitted.isEmpty {
      let names = omitted.map { headings[$0] }.joined(separator: ", ")
      lines += broken(
        "Columns left out: \(names). COLUMNS=N sets a width of N characters; csv and json have all columns.",
        width)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether a column says the same in every row; a single row has no repetition but of texts, which are what it is about.
  private func isRepeated(_ column: Int) -> Bool {
    guard let first = body.first?[column], body.count > 1 || !isNumeric[column] else {
      return false
    }
    return body.allSatisfy { $0[column] == first }
  }

  private func brokenLines(_ row: [String], _ shown: [Int], _ widths: [Int]) -> [String] {
    var cells = row.map { [$0] }
    for column in shown where row[column].count > widths[column] {
      cells[column] = broken(row[column], widths[column])
    }
    let height = shown.map { cells[$0].count }.max() ?? 1
    return (0..<height).map { index in
      line(cells.map { index < $0.count ? $0[index] : "" }, shown, widths)
    }
  }

  private func line(_ cells: [String], _ shown: [Int], _ widths: [Int]) -> String {
    let padded = shown.map { c in
      let space = String(repeating: " ", count: max(widths[c] - cells[c].count, 0))
      return isNumeric[c] ? space + cells[c] : cells[c] + space
    }
    let joined = padded.joined(separator: String(repeating: " ", count: Self.gap))
    return String(joined.reversed().drop { $0 == " " }.reversed())
  }

  /// A text in lines of at most `width` characters; a word that is longer is cut.
  private func broken(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    for word in Self.words(text) {
      if let last = lines.last, last.count + Self.length(word) <= width {
        lines[lines.count - 1] = last + word
      } else {
        var rest = word
        while Self.length(rest) > width {
          lines.append(String(rest.prefix(width)))
          rest = rest.dropFirst(width)
        }
        lines.append(String(rest))
      }
    }
    return lines.map { String($0.last == " " ? $0.dropLast() : $0[...]) }
  }

  /// The length of a word without the space after it.
  private static func length(_ word: Substring) -> Int {
    word.count - (word.last == " " ? 1 : 0)
  }

  /// What a line may end after: the words of a text, each with its space, and the elements of a list, each with its comma.
  private static func words(_ text: String) -> [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    for index in text.indices where text[index] == " " || text[index] == "," {
      let next = text.index(after: index)
      // A comma before a space is of the same word.
      if text[index] == ",", next < text.endIndex, text[next] == " " { continue }
      words.append(text[start..<next])
      start = next
    }
    return words + (start < text.endIndex ? [text[start...]] : [])
  }
}

extension Cell {
  fileprivate var isNumber: Bool {
    switch self {
    case .integer, .real: true
    case .text, .empty: false
    }
  }

  fileprivate func readableText(_ precision: Table.Precision) -> String {
    guard case .real(let number) = self, number.isFinite else { return machineText }
    return switch precision {
    case .decimals(let count): decimalText(number, count)
    case .significant(let count): significantText(number, count)
    }
  }

  /// The number with `count` decimals, and no sign on what is shown as zero.
  private func decimalText(_ number: Double, _ count: Int) -> String {
    let text = String(format: "%.\(count)f", number)
    let isNegativeZero = text.hasPrefix("-") && text.allSatisfy { "-0.".contains($0) }
    return isNegativeZero ? String(text.dropFirst()) : text
  }

  private func significantText(_ number: Double, _ count: Int) -> String {
    guard number != 0 else { return "0" }
    let exponent = Int(log10(abs(number)).rounded(.down))
    return exponent < -4 || exponent >= max(count, 6)
      ? String(format: "%.\(count - 1)e", number)
      : String(format: "%.\(max(0, count - 1 - exponent))f", number)
  }
}
