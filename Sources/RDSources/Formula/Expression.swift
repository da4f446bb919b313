import RealModule

/// An arithmetic expression in one variable `x`, as a program for a stack of numbers.
///
/// Every expression has a value at every number, which may be infinite or no number, in time proportional to its length.
struct Expression: Sendable, Equatable {
  /// A step, which takes its operands from the stack and puts its result there.
  enum Instruction: Sendable, Equatable {
    case constant(Double)
    case variable
    case negate
    case unary(UnaryFunction)
    case binary(BinaryFunction)
  }

  /// The functions of one operand; the raw values are their names.
  enum UnaryFunction: String, Sendable, CaseIterable {
    case exp, log, sqrt, abs, sin, cos, tanh
  }

  /// The operations on two operands; the raw values of the last three are their names.
  enum BinaryFunction: String, Sendable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case pow, min, max
  }

  /// The steps in their order.
  let instructions: [Instruction]

  /// The numbers on the stack at most.
  private let depth: Int

  /// - Precondition: the steps leave one number on the stack.
  init(_ instructions: [Instruction]) {
    var (height, depth) = (0, 0)
    for instruction in instructions {
      switch instruction {
      case .constant, .variable: height += 1
      case .negate, .unary: break
      case .binary: height -= 1
      }
      depth = Swift.max(depth, height)
    }
    precondition(height == 1)
    self.instructions = instructions
    self.depth = depth
  }

  /// The value at a number.
  func callAsFunction(_ x: Double) -> Double { evaluate(at: x) { _ in } }

  /// What decides at a number which smooth branch the functions take, in their order.
  ///
  /// It is the operand of an absolute value, a root or a logarithm, the base of a power, the difference of a minimum's or maximum's
  /// operands. The expression is smooth where none is 0.
  func switches(at x: Double) -> [Double] {
    var values: [Double] = []
    _ = evaluate(at: x) { values.append($0) }
    return values
  }

  @inline(__always)
  private func evaluate(at x: Double, onSwitch: (Double) -> Void) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: depth) { stack in
      var top = -1
      for instruction in instructions {
        switch instruction {
        case .constant(let value):
          top += 1
          stack.initializeElement(at: top, to: value)
        case .variable:
          top += 1
          stack.initializeElement(at: top, to: x)
        case .negate: stack[top] = -stack[top]
        case .unary(let function):
          switch function {
          case .abs, .sqrt, .log: onSwitch(stack[top])
          case .exp, .sin, .cos, .tanh: break
          }
          stack[top] = Self.value(function, stack[top])
        case .binary(let function):
          let right = stack[top]
          top -= 1
          switch function {
          case .min, .max: onSwitch(stack[top] - right)
          // A power is smooth at 0 for exponents that are natural numbers.
          case .pow: onSwitch(right >= 0 && right == right.rounded() ? 1 : stack[top])
          default: break
          }
          stack[top] = Self.value(function, stack[top], right)
        }
      }
      return stack[0]
    }
  }

  @inline(__always)
  private static func value(_ function: UnaryFunction, _ x: Double) -> Double {
    switch function {
    case .exp: Double.exp(x)
    case .log: Double.log(x)
    case .sqrt: x.squareRoot()
    case .abs: Swift.abs(x)
    case .sin: Double.sin(x)
    case .cos: Double.cos(x)
    case .tanh: Double.tanh(x)
    }
  }

  @inline(__always)
  private static func value(_ function: BinaryFunction, _ a: Double, _ b: Double) -> Double {
    switch function {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide: return a / b
    case .min: return Swift.min(a, b)
    case .max: return Swift.max(a, b)
    case .pow:
      if b == 2 { return a * a }
      if a >= 0 || a.isNaN { return Double.pow(a, b) }
      // Of a negative base only integer powers are real.
      guard b == b.rounded() else { return .nan }
      let power = Double.pow(-a, b)
      return b.truncatingRemainder(dividingBy: 2) == 0 ? power : -power
    }
  }
}
