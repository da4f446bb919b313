import Foundation

extension Table {
  /// The human-readable table: a header, a rule and aligned columns, numbers to the right.
  func textRendering() -> String {
    let body = rows.map { row in
      zip(row, columns).map { cell, column in cell.readableText(column.precision) }
    }
    let headings = columns.map(\.heading)
    let widths = columns.indices.map { c in
      ([headings[c]] + body.map { $0[c] }).map(\.count).max() ?? 0
    }
    let isNumeric = columns.indices.map { c in
      rows.contains { $0[c].isNumber } && rows.allSatisfy { $0[c].isNumber || $0[c] == .empty }
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { c in
        let space = String(repeating: " ", count: widths[c] - cells[c].count)
        return isNumeric[c] ? space + cells[c] : cells[c] + space
      }
      let joined = padded.joined(separator: "  ")
      return String(joined.reversed().drop { $0 == " " }.reversed())
    }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    return ([line(headings), rule] + body.map(line)).joined(separator: "\n") + "\n"
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
