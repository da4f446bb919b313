import Foundation
import RDCore

/// Where the files are that come with the program: in the current folder, in the installation, or in the checkout that the program
/// was built in.
package enum Installation {
  /// The folder of the specification files, which is `experiments` where none is found.
  package static var experiments: String {
    find("experiments", isThere: { !specifications(in: $0).isEmpty }) ?? "experiments"
  }

  /// The folder that holds `published/`, beside the results of other places.
  package static var publishedResults: String? {
    find("results", isThere: { FileManager.default.fileExists(atPath: "\($0)/published") })
  }

  /// The names of the specification files of a folder, without `.toml`, in alphabetical order.
  package static func specifications(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// The error of a folder without specification files.
  static func noSpecifications(in folder: String) -> Diagnosis {
    .missing(
      "There is no specification file in '\(folder)'. Name the folder experiments/ of the project with --experiments."
    )
  }

  private static func find(_ folder: String, isThere: (String) -> Bool) -> String? {
    ([folder] + roots.map { "\($0)/\(folder)" }).first(where: isThere)
  }

  /// `PREFIX/share/rdtool` of a program in `PREFIX/bin`, then the folders around the program that are a checkout.
  private static let roots: [String] = {
    guard let program = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return [] }
    var folder = program.deletingLastPathComponent()
    var roots = [folder.deletingLastPathComponent().appending(path: "share/rdtool").path]
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let package = folder.appending(path: "Package.swift").path
      if FileManager.default.fileExists(atPath: package) { roots.append(folder.path) }
    }
    return roots
  }()
}
