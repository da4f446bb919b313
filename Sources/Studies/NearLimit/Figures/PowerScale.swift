import Foundation

/// What a logarithmic axis needs in a script: its range and its tics.
enum PowerScale {
  /// The range around some positive numbers, with a little room beyond the least and the greatest.
  package static func range(_ numbers: [Double]) -> String {
    "[\((numbers.min() ?? 1) / 1.5):\((numbers.max() ?? 1) * 1.5)]"
  }

  /// Tics at powers of 2, more than one apart where all would be crowded.
  static func powersOfTwo(_ numbers: [Int]) -> String {
    let powers = numbers.map { log2(Double($0)) }
    let (least, most) = (Int((powers.min() ?? 0).rounded()), Int((powers.max() ?? 0).rounded()))
    let step = 1 + (most - least) / 8
    let tics = stride(from: least, through: most, by: step).map { "\"2^{\($0)}\" 2**\($0)" }
    return "(\(tics.joined(separator: ", ")))"
  }

  /// Tics of a gap in decibels.
  static let decibels = "(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)"
}
