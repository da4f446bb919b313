import RDImages

/// A picture and the name under which results list it: its file's name without the suffix.
package struct NamedImage: Sendable, Equatable {
  /// The name.
  package let name: String

  /// The picture.
  package let image: Image

  /// A picture with its name.
  package init(name: String, image: Image) {
    self.name = name
    self.image = image
  }
}
