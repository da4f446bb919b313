import RDCore
import RDDataSets
import RDImageCodecs
import RDImages
import RDModelFiles
import Synchronization

/// A trained model from its file.
package struct LoadedModel {
  /// The kind of model, a name of `ImageModelCatalogue`.
  let kind: String

  /// Its file, as it was named.
  let path: String

  /// The codec.
  package let codec: any LearnedImageCodec

  /// The content hash of its file.
  package let hash: [UInt8]

  /// - Throws: an error of the file, with its path.
  package init(_ path: String) throws {
    self.path = path
    let bytes = try InputFile.read(path)
    do {
      let file = try ModelFile(bytes)
      codec = try ImageModelCatalogue.codec(of: file)
      hash = file.hashBytes
      kind = file.kind
    } catch {
      throw UnusableFile(path: path, problem: error)
    }
  }

  /// The bytes of one file of several images.
  ///
  /// - Throws: an error of the coding.
  func encode(_ images: [Image]) throws -> [UInt8] {
    try codec.encode(images, modelHash: hash).bytes
  }

  /// The images of a file.
  ///
  /// - Throws: an error of the file.
  func decode(_ bytes: [UInt8]) throws -> [Image] {
    try codec.decode(ImageContainer(parsing: bytes), modelHash: hash)
  }
}

/// Models that are loaded when the first file needs them.
final class LoadedModels: Sendable {
  let paths: [String]
  private let loaded = Mutex<[LoadedModel]?>(nil)

  init(_ paths: [String]) { self.paths = paths }

  /// - Throws: an error of a file, with its path.
  func all() throws -> [LoadedModel] {
    try loaded.withLock { loaded in
      let models = try loaded ?? paths.map { try LoadedModel($0) }
      loaded = models
      return models
    }
  }
}

/// A damaged file or one of the wrong format.
package struct UnusableFile: PictureProblem {
  /// Its path.
  let path: String

  /// The reason.
  let problem: any DiagnosedError

  package var failureClass: FailureClass { problem.failureClass }

  package var description: String { "\(path): \(problem.description)" }
}
