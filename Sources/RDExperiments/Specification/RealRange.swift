/// The valid real numbers of a key.
package struct RealRange: Sendable {
  let expected: String
  let contains: @Sendable (Double) -> Bool

  package static let positive = RealRange(expected: "a positive number") { $0 > 0 && $0.isFinite }
  package static let nonnegative = RealRange(expected: "a number of at least 0") { $0 >= 0 }

  package static func from(_ least: Int, to greatest: Int) -> RealRange {
    RealRange(expected: "a number from \(least) to \(greatest)") {
      Double(least) <= $0 && $0 <= Double(greatest)
    }
  }

  package static func from(_ least: Int, below limit: Int) -> RealRange {
    RealRange(expected: "a number from \(least) to below \(limit)") {
      Double(least) <= $0 && $0 < Double(limit)
    }
  }

  package static func above(_ limit: Int, to greatest: Int) -> RealRange {
    RealRange(expected: "a number above \(limit) and at most \(greatest)") {
      Double(limit) < $0 && $0 <= Double(greatest)
    }
  }

  package static func between(_ lower: Int, _ upper: Int) -> RealRange {
    RealRange(expected: "a number above \(lower) and below \(upper)") {
      Double(lower) < $0 && $0 < Double(upper)
    }
  }
}
