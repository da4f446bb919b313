extension Table {
  /// The table for a program: an array with one object a row, keys in the order of the columns.
  func jsonRendering() -> String {
    let kept = columns.indices.filter { !columns[$0].isTextOnly }
    let objects = rows.map { row in
      let members = kept.map { c in "\(jsonString(columns[c].name)): \(jsonValue(row[c]))" }
      return "  {\(members.joined(separator: ", "))}"
    }
    return objects.isEmpty ? "[]\n" : "[\n\(objects.joined(separator: ",\n"))\n]\n"
  }
}

private func jsonValue(_ cell: Cell) -> String {
  switch cell {
  case .text(let text): jsonString(text)
  case .integer: cell.machineText
  case .real(let number): number.isFinite ? cell.machineText : jsonString(cell.machineText)
  case .empty: "null"
  }
}

private func jsonString(_ text: String) -> String {
  var escaped = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": escaped += "\\\""
    case "\\": escaped += "\\\\"
    case "\n": escaped += "\\n"
    case "\t": escaped += "\\t"
    case let control where control.value < 0x20:
      let digits = String(control.value, radix: 16)
      escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped + "\""
}
