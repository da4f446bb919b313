/// A picture of a file, upright, with what its reader has to say.
package struct DecodedPicture: Sendable, Equatable {
  package let image: Image

  /// What the file has that the picture does not, and what was wrong with it; each a sentence without its full stop.
  package let warnings: [String]

  /// - Parameters:
  ///   - image: the samples as stored.
  ///   - orientation: how they are to be turned.
  ///   - profile: the bytes of an ICC profile.
  ///   - warnings: what else there is to say.
  init(
    _ image: Image, orientation: Orientation = .upright, profile: [UInt8]? = nil,
    warnings: [String] = []
  ) {
    self.image = image.turned(orientation)
    self.warnings = warnings + (profile.flatMap { ColourProfile($0).warning }.map { [$0] } ?? [])
  }
}
