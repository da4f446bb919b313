import Foundation
import Testing

/// A table of the folder `Reference`, its fields by the names of its header.
enum ReferenceTable {
  static func rows(_ name: String, separator: Character = ",") throws -> [[String: String]] {
    let file = try #require(
      Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Reference"))
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let header = lines[0].split(separator: separator, omittingEmptySubsequences: false).map(
      String.init)
    return lines.dropFirst().map { line in
      let fields = line.split(separator: separator, omittingEmptySubsequences: false).map(
        String.init)
      return Dictionary(uniqueKeysWithValues: zip(header, fields))
    }
  }
}

extension [String: String] {
  /// The number of a field.
  func number(_ key: String) throws -> Double {
    try #require(self[key].flatMap { Double($0) }, "no number '\(key)'")
  }
}

/// Whether a number is as near to the expected one as that share of it.
func isClose(_ value: Double, _ expected: Double, relative: Double) -> Bool {
  abs(value - expected) <= relative * abs(expected)
}
