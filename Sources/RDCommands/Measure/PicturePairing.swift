import Foundation
import RDCore

/// Files with the originals that they are compared with.
struct PicturePairing {
  /// A file with its original.
  struct Pair: Sendable {
    /// The original's name without folders and suffix.
    let image: String

    /// `nil` if no original has its name.
    let reference: String?
    let file: String
  }

  /// The files of one argument.
  struct Group {
    /// The folder whose pictures have a mean; `nil` for single files.
    let folder: String?
    let pairs: [Pair]
  }

  private(set) var groups: [Group] = []

  /// What has no counterpart.
  private(set) var notes: [String] = []

  /// Files, folders and patterns against an original or a folder of such, by their names without suffixes.
  ///
  /// - Throws: `Diagnosis` for an original that is not there, two originals of a name, or a folder without a file that has one; an error of
  ///   a folder.
  init(reference: String, files arguments: [String]) throws {
    let files = try arguments.flatMap { try PicturePaths.matches($0) }
    guard let originals = try Self.contents(of: reference) else {
      guard FileManager.default.fileExists(atPath: reference) else {
        throw Diagnosis.missing(
          "There is no file or folder '\(reference)'. Name a picture or a folder of them.")
      }
      for file in files {
        let folder = try Self.contents(of: file)
        groups.append(
          Group(
            folder: nil,
            pairs: (folder ?? [file]).map {
              Pair(image: Self.stem(reference), reference: reference, file: $0)
            }))
      }
      return
    }
    let byName = Dictionary(grouping: originals, by: Self.stem)
    if let twice = originals.map(Self.stem).first(where: { byName[$0, default: []].count > 1 }) {
      throw Diagnosis.badData(
        "'\(reference)' has two files named '\(twice)' but for their suffixes. Move one of them away."
      )
    }
    for file in files {
      let folder = try Self.contents(of: file)
      func pair(_ path: String) -> Pair {
        let image = Self.stem(path)
        return Pair(image: image, reference: byName[image]?[0], file: path)
      }
      let pairs = folder.map { $0.map(pair).filter { $0.reference != nil } } ?? [pair(file)]
      guard !pairs.isEmpty else {
        throw Diagnosis.badData(
          "No file of '\(file)' has the name of an original in '\(reference)', suffixes aside. Rename the files as their originals."
        )
      }
      let paired = Set(pairs.map(\.image))
      note(
        "without an original", (folder ?? []).filter { !paired.contains(Self.stem($0)) }, in: file)
      if folder != nil {
        note("in no file", originals.filter { !paired.contains(Self.stem($0)) }, in: file)
      }
      groups.append(Group(folder: folder == nil ? nil : file, pairs: pairs))
    }
  }

  private mutating func note(_ problem: String, _ paths: [String], in folder: String) {
    guard !paths.isEmpty else { return }
    notes.append("\(folder): \(problem): \(paths.joined(separator: ", ")).")
  }

  /// The pictures of a folder; `nil` for a file.
  private static func contents(of path: String) throws -> [String]? {
    PicturePaths.isFolder(path) ? try PicturePaths.pictures(in: path) : nil
  }

  private static func stem(_ path: String) -> String {
    ((path as NSString).lastPathComponent as NSString).deletingPathExtension
  }
}
