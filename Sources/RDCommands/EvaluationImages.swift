import Foundation
import RDCore
import RDDataSets
import RDImageCodecs
import RDImages

/// Test images from data sets, files or folders.
package enum EvaluationImages {
  /// Grey and colour images of 8 bits per sample.
  ///
  /// Pictures that cannot be read, or that models do not take, are skipped.
  ///
  /// - Parameters:
  ///   - names: each a data set's descriptor, a picture file, a folder of such or a pattern; a data set goes before a file of its name.
  ///   - codecs: what shall code them all.
  /// - Returns: the images, in their order.
  /// - Throws: `Diagnosis` for what is not there; an error of the data set; that of the first picture if no picture is left.
  package static func images(
    _ names: [String], for codecs: [any LearnedImageCodec] = []
  ) throws -> ImageDataSet {
    let names = try names.flatMap { isDataSet($0) ? [$0] : try PicturePaths.matches($0) }
    try names.forEach(check)
    let sets = try PictureJournal.standard.usable(names, at: { $0 }) { try dataSet($0).inMemory() }
    let whole =
      sets.count == 1
      ? sets[0]
      : ImageDataSet(
        descriptor: Descriptor(name: names.joined(separator: " ")),
        pictures: .images(try sets.flatMap { try $0.images() }))
    if case .block = whole.pictures { return whole }
    return ImageDataSet(
      descriptor: whole.descriptor, pictures: .images(try usable(whole.images(), for: codecs)))
  }

  /// The pictures in a form that models take.
  private static func usable(
    _ pictures: [NamedImage], for codecs: [any LearnedImageCodec]
  ) throws -> [NamedImage] {
    try PictureJournal.standard.usable(pictures, at: \.path) { picture in
      let simple = picture.image.simplified
      do throws(ImageContainerError) {
        try ImageContainer.check(simple)
        for codec in codecs { try codec.check(count: 1, of: simple.shape) }
      } catch {
        throw UnusableFile(path: picture.path, problem: error)
      }
      return NamedImage(name: picture.name, path: picture.path, image: simple)
    }
  }

  private static func isDataSet(_ text: String) -> Bool {
    DataSetCatalogue.all.names.contains(String(text.prefix { $0 != ":" }))
  }

  private static func check(_ text: String) throws {
    guard isDataSet(text) || FileManager.default.fileExists(atPath: text) else {
      throw Diagnosis.missing(
        "There is no file, folder or data set '\(text)'. Name pictures, a folder of them, or one of \(DataSetCatalogue.all.names.joined(separator: ", ")), as in kodak:count=3."
      )
    }
  }

  private static func dataSet(_ text: String) throws -> ImageDataSet {
    guard !isDataSet(text) else { return try DataSetCatalogue.load(Descriptor(parsing: text)) }
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: text, isDirectory: &isFolder)
    guard !isFolder.boolValue else {
      return try DataSetCatalogue.load(Descriptor(name: "folder", parameters: [("path", text)]))
    }
    return ImageDataSet(
      descriptor: Descriptor(name: text),
      pictures: .images([NamedImage(name: text, image: try PictureJournal.standard.read(text))]))
  }
}
