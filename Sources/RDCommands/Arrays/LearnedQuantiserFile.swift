import RDLatentCodes
import RDModelFiles
import RDStreams

/// Learned quantisers of numbers from their model files.
package enum LearnedQuantiserFile {
  /// What a quantiser is trained on.
  private static let source = "gaussian"

  /// The quantiser of a file.
  ///
  /// - Throws: ``UnusableFile``; an error of the file.
  static func read(_ path: String) throws -> LearnedBlockQuantiser {
    let bytes = try InputFile.read(path)
    do throws(ModelFileError) {
      return try LearnedBlockQuantiser(of: ModelFile(bytes))
    } catch {
      throw UnusableFile(path: path, problem: error)
    }
  }

  /// A codec of arrays by a quantiser.
  ///
  /// - Parameters:
  ///   - path: its file.
  ///   - scale: the mean and the standard deviation of arrays, where they are not measured.
  /// - Returns: the codec.
  /// - Throws: ``UnusableFile``; an error of the file.
  package static func codec(_ path: String, scale: ArrayScale?) throws -> any ArrayCoder {
    let quantiser = try read(path)
    return FixedArrayCodec(
      quantiser.rated, label: quantiser.label, methodName: quantiser.label, source: source,
      scale: scale)
  }
}
