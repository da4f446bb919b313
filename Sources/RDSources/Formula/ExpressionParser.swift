import RealModule

/// Reads an expression: numbers, `x`, `pi`, `e`, `+ - * / ^`, parentheses and functions.
///
/// `^` binds most tightly and to the right, then the sign, then `*` and `/`, then `+` and `-`: `-x^2` is `-(x^2)`.
struct ExpressionParser {
  /// Why a text is no expression.
  struct Failure: Error, Equatable {
    /// The character at which it is noticed, from 1.
    let position: Int

    /// In a sentence without its end.
    let reason: String
  }

  /// The most characters, and the most levels of operations within one another.
  static let lengthLimit = 4096
  static let depthLimit = 64

  private let characters: [Character]
  private var position = 0
  private var depth = 0
  private var instructions: [Expression.Instruction] = []

  /// The expression of a text.
  static func parse(_ text: String) throws(Failure) -> Expression {
    guard text.count <= lengthLimit else {
      throw Failure(
        position: lengthLimit + 1, reason: "it is longer than \(lengthLimit) characters")
    }
    var parser = ExpressionParser(characters: Array(text))
    try parser.readSum()
    if let next = parser.peek() {
      throw parser.failure(
        next == ")" ? "this ')' closes nothing" : "an operator is missing before '\(next)'")
    }
    return Expression(parser.instructions)
  }

  private init(characters: [Character]) { self.characters = characters }

  private func failure(_ reason: String) -> Failure {
    Failure(position: position + 1, reason: reason)
  }

  /// The next character that is no blank.
  private mutating func peek() -> Character? {
    while position < characters.count, characters[position] == " " { position += 1 }
    return position < characters.count ? characters[position] : nil
  }

  /// Takes the next character if it is one of some.
  private mutating func take(_ wanted: String) -> Character? {
    guard let next = peek(), wanted.contains(next) else { return nil }
    position += 1
    return next
  }

  private mutating func nested(
    _ read: (inout ExpressionParser) throws(Failure) -> Void
  ) throws(Failure) {
    depth += 1
    guard depth <= Self.depthLimit else {
      throw failure("more than \(Self.depthLimit) operations are inside one another")
    }
    try read(&self)
    depth -= 1
  }

  private mutating func readSum() throws(Failure) {
    try readProduct()
    while let sign = take("+-") {
      try readProduct()
      instructions.append(.binary(sign == "+" ? .add : .subtract))
    }
  }

  private mutating func readProduct() throws(Failure) {
    try readSigned()
    while let sign = take("*/") {
      try readSigned()
      instructions.append(.binary(sign == "*" ? .multiply : .divide))
    }
  }

  private mutating func readSigned() throws(Failure) {
    guard let sign = take("+-") else { return try readPower() }
    try nested { parser throws(Failure) in try parser.readSigned() }
    if sign == "-" { instructions.append(.negate) }
  }

  private mutating func readPower() throws(Failure) {
    try readOperand()
    guard take("^") != nil else { return }
    try nested { parser throws(Failure) in try parser.readSigned() }
    instructions.append(.binary(.pow))
  }

  private mutating func readOperand() throws(Failure) {
    guard let next = peek() else { throw failure("it ends where a number or 'x' is expected") }
    if take("(") != nil {
      try nested { parser throws(Failure) in try parser.readSum() }
      guard take(")") != nil else { throw failure("a ')' is missing") }
    } else if next.isLetter {
      try readName()
    } else if next.isNumber || next == "." {
      try readNumber()
    } else {
      throw failure("a number or 'x' is expected, but there is '\(next)'")
    }
  }

  private mutating func readNumber() throws(Failure) {
    let start = position
    func isDigit(_ index: Int) -> Bool {
      index < characters.count && ("0"..."9").contains(characters[index])
    }
    while isDigit(position) || position < characters.count && characters[position] == "." {
      position += 1
    }
    // An 'e' without digits after it is not part of the number.
    if position < characters.count, "eE".contains(characters[position]) {
      let isSigned = position + 1 < characters.count && "+-".contains(characters[position + 1])
      let digits = position + (isSigned ? 2 : 1)
      if isDigit(digits) {
        position = digits
        while isDigit(position) { position += 1 }
      }
    }
    let text = String(characters[start..<position])
    guard let number = Double(text), number.isFinite else {
      position = start
      throw failure("'\(text)' is no number")
    }
    instructions.append(.constant(number))
  }

  private mutating func readName() throws(Failure) {
    let start = position
    while position < characters.count,
      characters[position].isLetter || characters[position].isNumber
    {
      position += 1
    }
    let name = String(characters[start..<position])
    switch name {
    case "x": return instructions.append(.variable)
    case "pi": return instructions.append(.constant(.pi))
    case "e": return instructions.append(.constant(Double.exp(1)))
    default: break
    }
    let instruction: Expression.Instruction
    let operandCount: Int
    if let function = Expression.UnaryFunction(rawValue: name) {
      (instruction, operandCount) = (.unary(function), 1)
    } else if let function = Expression.BinaryFunction(rawValue: name) {
      (instruction, operandCount) = (.binary(function), 2)
    } else {
      position = start
      throw failure(
        "'\(name)' is not known; there are x, pi, e, \(Self.functionNames.joined(separator: ", "))")
    }
    guard take("(") != nil else { throw failure("a '(' is missing after '\(name)'") }
    for index in 0..<operandCount {
      if index > 0, take(",") == nil {
        throw failure("'\(name)' takes two operands, as in \(name)(x,2)")
      }
      try nested { parser throws(Failure) in try parser.readSum() }
    }
    guard take(")") != nil else {
      throw failure("a ')' is missing after the operands of '\(name)'")
    }
    instructions.append(instruction)
  }

  /// The names of all functions.
  static var functionNames: [String] {
    Expression.UnaryFunction.allCases.map(\.rawValue)
      + Expression.BinaryFunction.allCases.map(\.rawValue).filter { $0.first?.isLetter == true }
  }
}
