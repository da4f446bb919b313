import RDResults

extension PresentedTable {
  /// The raw numbers: a measured column gives one of its name and one with `_ci95` behind it.
  package var document: CSVDocument {
    let isMeasured = columns.indices.map { c in rows.contains { $0.cells[c].isMeasured } }
    var headings: [String] = []
    for (column, measured) in zip(columns, isMeasured) {
      headings += measured ? [column.key, column.key + "_ci95"] : [column.key]
    }
    let body = rows.map { row in
      zip(row.cells, isMeasured).flatMap { cell, measured in
        measured
          ? [cell.value.machineText, Cell.optional(cell.halfWidth).machineText]
          : [cell.value.machineText]
      }
    }
    return CSVDocument(columns: headings, rows: body)
  }

  /// A table of Markdown, numbers to the right, and the note as a paragraph.
  package var markdown: String {
    func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
    let rule = columns.indices.map { isText($0) ? ":---" : "---:" }
    return line(columns.map { markdownText($0.heading) }) + line(rule)
      + rows.map { line($0.cells.map(\.markdown)) }.joined()
      + (note.map { "\n\(markdownText($0))\n" } ?? "")
  }

  /// A LaTeX tabular with the rules of the package booktabs, and a little space where the first column changes.
  ///
  /// The note is a comment, since captions are the paper's.
  package var latex: String {
    func line(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\\n" }
    let alignment = columns.indices.map { index in
      columns[index].latexWidth.map { "p{\($0)\\linewidth}" } ?? (isText(index) ? "l" : "r")
    }.joined()
    var body = ""
    for (index, row) in rows.enumerated() {
      if index > 0, rows[index - 1].cells.first != row.cells.first {
        body += "\\addlinespace[2pt]\n"
      }
      body += line(row.cells.map(\.latex))
    }
    let comment = note.map { "% \($0)\n" } ?? ""
    return comment + """
      \\begin{tabular}{@{}\(alignment)@{}}
      \\toprule
      \(line(columns.map(\.latexHeading)))\\midrule
      \(body)\\bottomrule
      \\end{tabular}

      """
  }

  /// Whether a column holds texts, which stand to the left.
  func isText(_ column: Int) -> Bool {
    rows.contains { $0.cells[column].isText }
  }
}

extension PresentedCell {
  fileprivate var isText: Bool {
    switch self {
    case .text, .verdict: true
    case .integer, .number, .exact, .measured, .rank, .empty: false
    }
  }

  fileprivate var isMeasured: Bool {
    if case .measured = self { true } else { false }
  }

  fileprivate var value: Cell {
    switch self {
    case .text(let text): .text(text)
    case .verdict(let verdict): .text(verdict.rawValue)
    case .integer(let number), .rank(let number, _, _): .integer(number)
    case .number(let number, _), .exact(let number, _), .measured(let number, _, _): .real(number)
    case .empty: .empty
    }
  }
}
