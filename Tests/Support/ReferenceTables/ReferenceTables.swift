public import Foundation

/// Reads tables of expected values: a header, then rows.
public struct ReferenceTables: Sendable {
  private let bundle: Bundle

  /// The tables in the folder `Reference` of a test target.
  public init(in bundle: Bundle) {
    self.bundle = bundle
  }

  /// Why a table is of no use.
  public enum Failure: Error {
    /// There is no such table.
    case noTable(String)

    /// A row has no number of that name.
    case noNumber(String)
  }

  /// The rows of a table, their fields by the names of its header.
  public func rows(_ name: String, separator: Character = ",") throws -> [[String: String]] {
    guard
      let file = bundle.url(forResource: name, withExtension: "csv", subdirectory: "Reference")
    else { throw Failure.noTable(name) }
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      line.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { fields in
      Dictionary(uniqueKeysWithValues: zip(lines[0], fields))
    }
  }
}

extension [String: String] {
  /// The number of a field.
  public func number(_ key: String) throws -> Double {
    guard let number = self[key].flatMap({ Double($0) }) else {
      throw ReferenceTables.Failure.noNumber(key)
    }
    return number
  }
}

/// Whether a number is as near to the expected one as that fraction of it.
public func isClose(_ value: Double, _ expected: Double, relative: Double) -> Bool {
  abs(value - expected) <= relative * abs(expected)
}
