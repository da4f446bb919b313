import RDCore

extension Table {
  /// The machine-readable table: an array with one object per row, keys in the order of the columns.
  func jsonRendering() -> String {
    let kept = columns.indices.filter { !columns[$0].isTextOnly }
    let objects = rows.map { row in
      let members = kept.map { c in "\(doubleQuoted(columns[c].name)): \(jsonValue(row[c]))" }
      return "  {\(members.joined(separator: ", "))}"
    }
    return objects.isEmpty ? "[]\n" : "[\n\(objects.joined(separator: ",\n"))\n]\n"
  }
}

private func jsonValue(_ cell: Cell) -> String {
  switch cell {
  case .text(let text): doubleQuoted(text)
  case .integer: cell.machineText
  case .real(let number): number.isFinite ? cell.machineText : doubleQuoted(cell.machineText)
  case .empty: "null"
  }
}
