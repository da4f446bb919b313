import RDCore

extension Table {
  /// The machine-readable table: an array with one object per row, keys in the order of the columns.
  func jsonRendering() -> String {
    let objects = rows.map { row in
      let members = zip(columns, row).map { "\(doubleQuoted($0.name)): \(jsonValue($1))" }
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
