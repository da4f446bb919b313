import Foundation
import RDCore

package enum DataSetCatalogue {
  /// The entries of the data sets.
  package static let all = Catalogue<DataSetEntry>(
    kind: "data set",
    [
      "mnist": MNIST.entry,
      "cifar10": CIFAR10.entry,
      "kodak": PictureFolder.kodak,
      "bsds500": PictureFolder.bsds500,
      "folder": PictureFolder.entry,
      "dead-leaves": DeadLeaves.entry,
      "digits": StrokeDigits.entry,
    ])

  /// The images of the data set of a descriptor, as in `cifar10:split=test,count=1000`.
  ///
  /// - Throws: `UnknownName`, `DescriptorError`, ``DataSetError`` or ``ImageFileError``.
  package static func load(
    _ descriptor: Descriptor, from folder: DataFolder = .standard
  ) throws -> ImageDataSet {
    let entry = try entry(of: descriptor)
    try descriptor.checkKeys(entry.parameters.map(\.key))
    return try entry.load(descriptor, folder)
  }

  /// Checks the name and the keys of a data set's descriptor, not its files.
  ///
  /// - Throws: `UnknownName` or `DescriptorError`.
  @Sendable
  package static func check(_ text: String) throws {
    let descriptor = try Descriptor(parsing: text)
    try descriptor.checkKeys(entry(of: descriptor).parameters.map(\.key))
  }

  private static func entry(of descriptor: Descriptor) throws -> DataSetEntry {
    let name = descriptor.name
    var isFolder: ObjCBool = false
    if !all.names.contains(name),
      FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), isFolder.boolValue
    {
      throw Diagnosis.wrongUse(
        "There is no data set '\(name)', but a folder of that name. Write folder:path=\(name).")
    }
    return try all.entry(named: name)
  }

  package static var fetchable: [String] {
    zip(all.names, all.entries).filter { $0.1.distribution != nil }.map(\.0)
  }

  /// Where the files of a data set come from.
  ///
  /// - Throws: `UnknownName`, or ``DataSetError/nothingToFetch(name:known:)`` for one without files of its own.
  package static func distribution(named name: String) throws -> DataSetDistribution {
    guard let distribution = try all.entry(named: name).distribution else {
      throw DataSetError.nothingToFetch(name: name, known: fetchable)
    }
    return distribution
  }

  /// The version of the loaded zlib; `nil` if the build lacks it.
  package static var zlibVersion: String? { GzipFile.version }

  /// Whether a data set is available: its files are present and readable by this build, or not needed.
  package static func isUsable(_ name: String, in folder: DataFolder = .standard) -> Bool {
    guard let entry = try? all.entry(named: name) else { return false }
    return entry.isReadable && entry.isPresent(in: folder)
  }
}
