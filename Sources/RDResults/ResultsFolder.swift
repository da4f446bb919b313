internal import Foundation

/// A results folder while an experiment writes to it: one process, one specification.
public final class ResultsFolder: Sendable {
  /// Where it is.
  public let path: String

  /// Its trials.
  public let trials: TrialStore

  private let lock: RunLock

  /// Takes a folder for an experiment, making it where it is missing.
  ///
  /// The specification is kept as `specification.toml`, and tells on the next run whether the results are its own.
  ///
  /// - Throws: ``OutputError`` if the folder cannot be made, is in use, holds other files, or results of another
  ///   specification.
  public init(at path: String, specification: String) throws(OutputError) {
    self.path = path
    let stored = path + "/specification.toml"
    let existing = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let text = try? String(contentsOfFile: stored, encoding: .utf8)
    if let text, text != specification {
      throw .otherSpecification(path: path, difference: firstDifference(text, specification))
    }
    let foreign = existing.filter { $0 != ".trials" && !$0.contains(".partial-") }
    if text == nil, !foreign.isEmpty { throw .notAResultsFolder(path: path) }
    trials = try TrialStore(in: path)
    lock = try RunLock(at: trials.folder + "/lock", for: path)
    AtomicFile.removeLeftovers(in: trials.folder)
    AtomicFile.removeLeftovers(in: path)
    if text == nil { try AtomicFile.write(specification, to: stored) }
  }

  /// Writes a table to `name.csv`.
  ///
  /// - Throws: ``OutputError/cannotWrite(path:reason:)``.
  public func write(_ document: CSVDocument, as name: String) throws(OutputError) {
    try AtomicFile.write(document.text, to: "\(path)/\(name).csv")
  }

  /// Writes `provenance.json`.
  ///
  /// - Throws: ``OutputError/cannotWrite(path:reason:)``.
  public func write(_ provenance: Provenance) throws(OutputError) {
    let target = path + "/provenance.json"
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let bytes: Data
    do {
      bytes = try encoder.encode(provenance)
    } catch {
      throw .cannotWrite(path: target, reason: String(describing: error))
    }
    try AtomicFile.write([UInt8](bytes) + [UInt8(ascii: "\n")], to: target)
  }
}

/// The first line in which two specifications differ, as it was and as it would be.
private func firstDifference(_ old: String, _ new: String) -> String {
  let oldLines = old.split(separator: "\n")
  let newLines = new.split(separator: "\n")
  for line in oldLines where !newLines.contains(line) {
    let key = line.prefix { $0 != " " }
    let other = newLines.first { $0.prefix { $0 != " " } == key } ?? "nothing"
    return "there: \(line); here: \(other)"
  }
  let added = newLines.first { !oldLines.contains($0) } ?? "another order"
  return "here also: \(added)"
}
