import Foundation
import RDCore
import RDImages

/// Data sets that are folders of picture files.
package enum PictureFolder {
  package static let entry = DataSetEntry(
    "the picture files of a folder, in the order of their names", folder: nil,
    parameters: [
      DataSetEntry.Parameter("path", default: nil, "the folder; needed"), countParameter,
      halvingsParameter,
    ]
  ) { descriptor, _ in
    let path = try descriptor.required("path", expected: "a folder of pictures")
    guard FileManager.default.fileExists(atPath: path) else {
      throw ImageFileError.cannotOpen(path: path, reason: "no such folder")
    }
    return try load(descriptor, from: path)
  }

  /// The usual test set of image compression.
  static let kodak = DataSetEntry(
    "24 photographs of 768x512 or 512x768: for testing only", folder: "kodak",
    isReadable: PNGFile.format.isBuilt,
    parameters: [countParameter, halvingsParameter], distribution: kodakDistribution
  ) { descriptor, data in
    try load(descriptor, from: data.path(of: "kodak"))
  }

  /// Training photographs.
  ///
  /// > Source: [arbelaez2011].
  static let bsds500 = DataSetEntry(
    "photographs of 481x321 or 321x481 from JPEG files, 200 for training and 100 for validation",
    folder: "bsds500", isReadable: JPEGFile.format.isBuilt,
    parameters: [
      DataSetEntry.Parameter("split", default: "train", "train or val"), countParameter,
      halvingsParameter,
    ], distribution: bsds500Distribution
  ) { descriptor, data in
    let split = try descriptor.split(default: "train", of: ["train", "val"])
    return try load(descriptor, from: data.path(of: "bsds500/" + split))
  }

  private static let countParameter = DataSetEntry.Parameter(
    "count", default: nil, "the first n pictures; all if not given")

  private static let halvingsParameter = DataSetEntry.Parameter(
    "halvings", default: "0",
    "how often width and height are halved, by means of 2x2 pixels: 0 to 4")

  /// The pictures of a folder, in the order of the bytes of their names; none is read yet.
  private static func load(_ descriptor: Descriptor, from path: String) throws -> ImageDataSet {
    guard FileManager.default.fileExists(atPath: path) else {
      throw DataSetError.absent(name: descriptor.name, path: path)
    }
    let halvings = try descriptor.integer("halvings", in: 0...4) ?? 0
    let names = try fileNames(in: path)
    guard !names.isEmpty else { throw DataSetError.empty(path: path) }
    let count = try descriptor.imageCount(of: names.count)
    return ImageDataSet(
      descriptor: descriptor,
      pictures: .files(
        names.prefix(count).map { PictureFile($0, in: path, halvings: halvings) }))
  }

  /// The names of the picture files of a folder, in the order of their bytes; what is no file, such as a folder or a pipe, is none whatever
  /// its name.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - suffixes: without their dots, of other files that count.
  /// - Returns: the names, without the folder.
  /// - Throws: `ImageFileError` if the folder cannot be read.
  package static func fileNames(in path: String, and suffixes: [String] = []) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path)
        .filter { name in
          let isOther = suffixes.contains { !name.hasPrefix(".") && name.hasSuffix(".\($0)") }
          return (isOther || ImageFileFormatCatalogue.isPictureName(name))
            && isFile("\(path)/\(name)")
        }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      throw ImageFileError.cannotOpen(path: path, reason: "it is no folder that can be read")
    }
  }

  /// Whether a path, or what it links to, is a regular file; a link to nothing counts, so that reading it says what is wrong.
  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }
}
