import RDCore
import RDImageCodecs
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
}

/// A file whose bytes are not what they should be.
package struct UnusableFile: DiagnosedError {
  /// Its path.
  package let path: String

  /// What is wrong with it.
  package let problem: any DiagnosedError

  package init(
    path: String, problem: any DiagnosedError
  ) {
    self.path = path
    self.problem = problem
  }

  package var failureClass: FailureClass { problem.failureClass }

  package var description: String { "\(path): \(problem.description)" }
}
