extension PresentedTable {
  /// A table of HTML that the page's script sorts: numbers carry their full value, and texts are sorted as they are read.
  var html: String {
    let isNumber = columns.indices.map { !isText($0) }
    let headings = zip(columns, isNumber).map { column, isNumber in
      "<th scope=\"col\"\(isNumber ? " class=\"number\"" : "")><button type=\"button\">\(htmlText(column.heading))</button></th>"
    }
    let body = rows.map { row in
      "<tr>"
        + zip(row.cells, isNumber).map { cell, isNumber in
          let value = cell.number.map { " data-value=\"\($0)\"" } ?? ""
          return "<td\(isNumber ? " class=\"number\"" : "")\(value)>\(cell.html)</td>"
        }.joined() + "</tr>\n"
    }
    return """
      <div class="scroll" tabindex="0"><table>
      <thead><tr>\(headings.joined())</tr></thead>
      <tbody>
      \(body.joined())</tbody>
      </table></div>

      """
  }
}

extension PresentedCell {
  /// The value as HTML shows it.
  fileprivate var html: String {
    switch self {
    case .text(let text): htmlText(text)
    case .verdict(let verdict):
      "<span class=\"verdict \(verdict.tone)\">\(verdict.rawValue)</span>"
    case .empty: "–"
    case .integer, .number, .exact, .measured, .rank: htmlText(plainNumber)
    }
  }
}
