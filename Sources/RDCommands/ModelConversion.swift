import RDCore
import RDFiles
import RDImageCodecs
import RDLatentCodes
import RDModelFiles

/// Models between their own files and those of safetensors.
package enum ModelConversion {
  /// Writes a model in the other of the two formats.
  ///
  /// - Throws: `Diagnosis` for a name of the other format; ``UnusableFile`` for a file that is no model, or one whose tensors its codec cannot use; an error of the files.
  package static func convert(_ path: String, to output: String) throws {
    try InputFile.refuse(output: output, among: [path])
    let bytes = try InputFile.read(path)
    let isModel = ModelFile.isModel(bytes)
    let model: ModelFile
    do throws(ModelFileError) {
      model = isModel ? try ModelFile(bytes) : try ModelFile(safetensors: bytes)
      // What no codec can use is refused now, not when it is needed.
      if model.kind == LearnedBlockQuantiser.modelKind {
        _ = try LearnedBlockQuantiser(of: model)
      } else {
        _ = try ImageModelCatalogue.codec(of: model)
      }
    } catch {
      throw UnusableFile(path: path, problem: error)
    }
    let (suffix, other) = isModel ? ("safetensors", "rdm") : ("rdm", "safetensors")
    guard output.split(separator: ".").last.map(String.init) != other else {
      throw Diagnosis.wrongUse(
        "--output: '\(output)' has the name of the kind of file that '\(path)' is, but the other is written. End it with .\(suffix)."
      )
    }
    let converted = isModel ? try model.safetensors() : model.bytes
    try reading("--output") { try AtomicFile.write(converted, to: output) }
  }
}
