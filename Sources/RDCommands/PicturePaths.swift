import Foundation
import RDCore
import RDDataSets

/// What arguments that name pictures stand for, by one rule for all commands.
package enum PicturePaths {
  /// The files of arguments: of each a file, the pictures of a folder in the order of their names, or what fits a pattern such as `'photos/*.png'`
  /// that no file has as its name.
  ///
  /// - Parameters:
  ///   - arguments: what the user named.
  ///   - suffixes: of files in folders besides pictures.
  /// - Returns: the paths in the order of the arguments.
  /// - Throws: `Diagnosis` for a folder without pictures, or a pattern that nothing fits; an error of a folder that cannot be read.
  package static func files(
    _ arguments: [String], and suffixes: [String] = []
  ) throws -> [String] {
    try arguments.flatMap(matches)
      .flatMap { try isFolder($0) ? pictures(in: $0, and: suffixes) : [$0] }
  }

  /// Whether an argument names a folder.
  package static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// The pictures of a folder in the order of their names, by the suffixes of its files.
  ///
  /// - Throws: `Diagnosis` for a folder without one; an error of a folder that cannot be read.
  static func pictures(in folder: String, and suffixes: [String] = []) throws -> [String] {
    let names = try PictureFolder.fileNames(in: folder, and: suffixes)
    guard !names.isEmpty else {
      throw Diagnosis.badData(
        "The folder '\(folder)' has no \(suffixes.isEmpty ? "picture" : "coded file"), by the suffixes of its files. Name another."
      )
    }
    return names.map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
  }

  /// What fits an argument that is a pattern which no file has as its name; else the argument.
  ///
  /// - Throws: `Diagnosis` for a pattern that nothing fits.
  static func matches(_ argument: String) throws(Diagnosis) -> [String] {
    guard argument.contains(where: { "*?[".contains($0) }),
      !FileManager.default.fileExists(atPath: argument)
    else { return [argument] }
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(argument, 0, nil, &found) == 0 else {
      throw Diagnosis.missing("No file fits '\(argument)'. Check the pattern.")
    }
    return (0..<Int(found.gl_pathc)).compactMap { index in
      found.gl_pathv[index].map { String(cString: $0) }
    }
  }
}
