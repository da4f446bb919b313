import Foundation
import RDCore
import RDFiles

/// Reads the results of experiments under a root folder, which has a folder per run.
public struct ResultsReader: Sendable {
  /// The folder that holds the folders of results.
  package let root: String

  /// A reader of the folders below a root, such as `results`.
  public init(root: String) {
    self.root = root
  }

  /// The names of the folders that hold operating points, in alphabetical order.
  ///
  /// - Throws: ``ResultsReadingError/noRoot(path:)``; ``ResultsReadingError/noResults(path:)``.
  public func names() throws(ResultsReadingError) -> [String] {
    let files = FileManager.default
    guard let entries = try? files.contentsOfDirectory(atPath: root) else {
      throw .noRoot(path: root)
    }
    let names = entries.filter { files.fileExists(atPath: "\(root)/\($0)/points.csv") }.sorted()
    guard !names.isEmpty else { throw .noResults(path: root) }
    return names
  }

  /// Reads every table of one folder.
  ///
  /// - Throws: ``ResultsReadingError``; ``CSVError`` for a damaged table.
  public func read(_ name: String) throws -> ResultSet {
    let path = "\(root)/\(name)"
    let known = try names()
    // A name must not be a path, so that nothing is written elsewhere.
    guard !name.contains("/"), !name.hasPrefix("."),
      let entries = try? FileManager.default.contentsOfDirectory(atPath: path)
    else {
      throw ResultsReadingError.unknownResults(
        UnknownName(kind: "folder of results", name: name, known: known), path: root)
    }
    var tables: [String: CSVDocument] = [:]
    for file in entries.sorted() where file.hasSuffix(".csv") {
      let origin = "\(path)/\(file)"
      tables[file] = try CSVDocument(parsing: try text(of: origin), origin: origin)
    }
    let provenance =
      entries.contains("provenance.json") ? try provenance("\(path)/provenance.json") : nil
    if entries.contains("specification.toml"), provenance == nil {
      throw ResultsReadingError.unfinished(path: path)
    }
    var hashes = provenance?.resultHashes ?? [:]
    hashes["timing.csv"] = provenance?.timingHash
    for (file, hash) in hashes.sorted(by: { $0.key < $1.key }) {
      guard let document = tables[file] else {
        throw ResultsReadingError.missingTable(path: path, file: file)
      }
      guard ContentHash(of: document.text).description == hash else {
        throw ResultsReadingError.altered(path: path, file: file)
      }
    }
    let specification =
      entries.contains("specification.toml")
      ? ResultSpecification(
        parsing: try text(of: "\(path)/specification.toml"),
        origin: "\(path)/specification.toml") : nil
    if let provenance {
      guard let specification else {
        throw ResultsReadingError.missingTable(path: path, file: "specification.toml")
      }
      guard ContentHash(of: specification.text).description == provenance.specificationHash else {
        throw ResultsReadingError.altered(path: path, file: "specification.toml")
      }
    }
    return try ResultSet(
      name: name, path: path, tables: tables, provenance: provenance, specification: specification)
  }

  private func text(of path: String) throws(ResultsReadingError) -> String {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw .unreadable(path: path, reason: plainReason(error))
    }
    guard let text = String(data: bytes, encoding: .utf8) else {
      throw .malformed(path: path, reason: "it is not UTF-8 text")
    }
    return text
  }

  private func provenance(_ path: String) throws(ResultsReadingError) -> Provenance {
    let text = try text(of: path)
    guard let provenance = try? JSONDecoder().decode(Provenance.self, from: Data(text.utf8)) else {
      throw .malformed(
        path: path, reason: "it does not say where results come from, as `rdtool sweep` would")
    }
    return provenance
  }
}
