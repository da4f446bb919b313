import Foundation
import RDCore
import RDDataSets
import RDImageCodecs
import RDImages

/// Test images from data sets, files or folders.
package enum EvaluationImages {
  /// Grey and colour images of 8 bits per sample, a block for each shape.
  ///
  /// - Parameter names: each a data set's descriptor, a picture file, or a folder of such; a data set goes before a file of its name.
  /// - Returns: the blocks, in the order in which the shapes first appear.
  /// - Throws: `Diagnosis` for what is not there; ``UnusableFile`` for a picture that models do not take; an error of the
  ///   data set or the file.
  package static func blocks(_ names: [String]) throws -> [ImageBlock] {
    let sets = try names.map { try dataSet($0) }
    let whole =
      sets.count == 1
      ? sets[0]
      : ImageDataSet(
        descriptor: Descriptor(name: names.joined(separator: " ")),
        pictures: .images(sets.flatMap { $0.images() }))
    guard case .images(let pictures) = whole.pictures else { return try whole.blocks() }
    let simple = pictures.map { NamedImage(name: $0.name, image: $0.image.simplified) }
    for picture in simple {
      do throws(ImageContainerError) {
        try TransformCodec.check(picture.image)
      } catch {
        throw UnusableFile(path: picture.name, problem: error)
      }
    }
    return try ImageDataSet(descriptor: whole.descriptor, pictures: .images(simple)).blocks()
  }

  private static func dataSet(_ text: String) throws -> ImageDataSet {
    let name = String(text.prefix { $0 != ":" })
    guard !DataSetCatalogue.all.names.contains(name) else {
      return try DataSetCatalogue.load(Descriptor(parsing: text))
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: text, isDirectory: &isFolder) else {
      throw Diagnosis.missing(
        "There is no file, folder or data set '\(text)'. Name pictures, a folder of them, or one of \(DataSetCatalogue.all.names.joined(separator: ", ")), as in kodak:count=3."
      )
    }
    guard !isFolder.boolValue else {
      return try DataSetCatalogue.load(Descriptor(name: "folder", parameters: [("path", text)]))
    }
    return ImageDataSet(
      descriptor: Descriptor(name: text),
      pictures: .images([NamedImage(name: text, image: try ImageFile.read(text))]))
  }
}
