/// A text between double quotes, with the escapes that JSON strings and TOML basic strings have in common.
///
/// Quotation marks, backslashes and control characters are escaped.
package func doubleQuoted(_ text: String) -> String {
  var escaped = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": escaped += "\\\""
    case "\\": escaped += "\\\\"
    case "\n": escaped += "\\n"
    case "\t": escaped += "\\t"
    case let control where control.value < 0x20 || control.value == 0x7f:
      let digits = String(control.value, radix: 16)
      escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped + "\""
}
