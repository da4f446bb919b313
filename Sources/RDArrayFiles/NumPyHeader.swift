/// The header of a NumPy array: a dictionary in Python's notation.
package struct NumPyHeader {
  /// The type of an element, as in `<f8`; `nil` for a structure of several.
  private(set) var elementType: String?
  private(set) var isFortranOrder = false

  /// The extent of each dimension; none is negative.
  private(set) var shape: [Int] = []

  /// Reads `{'descr': '<f8', 'fortran_order': False, 'shape': (7, 3), }`; `nil` for any other text.
  init?(parsing text: String) {
    var scanner = Scanner(rest: Array(text.utf8)[...])
    guard scanner.skip("{") else { return nil }
    var keys: [String] = []
    while !scanner.skip("}") {
      guard let key = scanner.quoted(), !keys.contains(key), scanner.skip(":") else { return nil }
      keys.append(key)
      switch key {
      case "descr":
        if let type = scanner.quoted() {
          elementType = type
        } else if !scanner.skipBrackets() {
          return nil
        }
      case "fortran_order":
        let word = scanner.word()
        guard word == "True" || word == "False" else { return nil }
        isFortranOrder = word == "True"
      case "shape":
        guard let shape = scanner.tuple() else { return nil }
        self.shape = shape
      default: return nil
      }
      guard scanner.skip(",") || scanner.isAt("}") else { return nil }
    }
    guard keys.count == 3, scanner.isAtEnd else { return nil }
  }

  /// A parser of Python's notation.
  private struct Scanner {
    var rest: ArraySlice<UInt8>
    var isAtEnd: Bool { rest.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") } }

    mutating func isAt(_ mark: Unicode.Scalar) -> Bool {
      rest = rest.drop { $0 == UInt8(ascii: " ") }
      return rest.first == UInt8(ascii: mark)
    }

    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
      guard isAt(mark) else { return false }
      rest = rest.dropFirst()
      return true
    }

    /// A text in single or double quotes, without escapes.
    mutating func quoted() -> String? {
      for mark: Unicode.Scalar in ["'", "\""] where isAt(mark) {
        let inside = rest.dropFirst()
        guard let end = inside.firstIndex(of: UInt8(ascii: mark)) else { return nil }
        rest = inside[(end + 1)...]
        return String(decoding: inside[..<end], as: UTF8.self)
      }
      return nil
    }

    mutating func word() -> String {
      _ = isAt(" ")
      let letters = rest.prefix { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "z") }
      rest = rest[letters.endIndex...]
      return String(decoding: letters, as: UTF8.self)
    }

    /// A bracketed list of any contents.
    mutating func skipBrackets() -> Bool {
      guard isAt("[") else { return false }
      guard let end = rest.lastIndex(of: UInt8(ascii: "]")) else { return false }
      rest = rest[(end + 1)...]
      return true
    }

    /// Numbers in round brackets, as in `(7,)` or `(7, 3)`.
    mutating func tuple() -> [Int]? {
      guard skip("(") else { return nil }
      var numbers: [Int] = []
      while !skip(")") {
        _ = isAt(" ")
        let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        rest = rest[digits.endIndex...]
        numbers.append(number)
        guard skip(",") || isAt(")") else { return nil }
      }
      return numbers
    }
  }
}
