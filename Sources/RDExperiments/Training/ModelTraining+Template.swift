import RDCore
import RDImageCodecs

extension ModelTraining {
  /// A specification of all keys, each with a comment, that trains a kind of model on pictures of one's own.
  ///
  /// It runs as it is once the name of the folder of pictures, `PICTURES`, has been replaced, with pictures of at least 64 pixels a side.
  ///
  /// - Throws: `UnknownName`.
  package static func template(of kind: String) throws -> String {
    var specification = ModelSpecification()
    specification.model = "\(try ImageModelCatalogue.model(kind).descriptor)"
    specification.data = "folder:path=PICTURES"
    // All kinds halve the sides of this crop as often as they need to.
    specification.crop = 64
    specification.rowsPerImage = 16
    specification.batch = 16
    specification.flip = true
    specification.epochs = 30
    specification.schedule = "cosine"
    specification.gradientLimit = 1000
    let keys = ModelSpecification.keys.map { key in
      let value = key.write(specification) ?? .text("adam")
      return "# \(key.summary)\n\(key.name) = \(value.toml)"
    }
    let isOfOneSize = try ImageModelCatalogue.model(kind).isOfOneShape
    let use =
      isOfOneSize
      ? "It codes pictures of the size that it was trained on, \(specification.crop) x \(specification.crop) pixels, and no others."
      : "It codes pictures of any size."
    return """
      # Trains a model of the kind \(kind) on pictures of your own, of at least 64 pixels a side.
      # Put the path of their folder in place of PICTURES; then
      #   rdtool train THIS-FILE.toml -o model.rdm
      # \(use)
      # 'rdtool help evaluate' says how to measure the model, and to look at what it makes of pictures.

      \(keys.joined(separator: "\n\n"))

      """
  }
}
