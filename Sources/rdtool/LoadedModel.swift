internal import RDCodecs
internal import RDCore

/// A trained transform codec from its file.
struct LoadedModel {
  /// The codec.
  let codec: TransformCodec

  /// The content hash of its file.
  let hash: [UInt8]

  /// - Throws: an error of the file, with its path.
  init(_ path: String) throws {
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
struct UnusableFile: DiagnosedError {
  /// Its path.
  let path: String

  /// What is wrong with it.
  let problem: any DiagnosedError

  var failureClass: FailureClass { problem.failureClass }

  var description: String { "\(path): \(problem.description)" }
}
