import RDCore
import RDDataSets
import RDImageCodecs
import RDImages
import RDModelFiles

/// A trained transform codec from its file.
package struct LoadedModel {
  /// The codec.
  package let codec: TransformCodec

  /// The content hash of its file.
  package let hash: [UInt8]

  /// - Throws: an error of the file, with its path.
  package init(_ path: String) throws {
    let bytes = try InputFile.read(path)
    do {
      let file = try ModelFile(bytes)
      codec = try TransformCodec(file)
      hash = file.hashBytes
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
