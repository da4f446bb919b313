import RDImages

/// A picture with its name in results: the file's name without the suffix.
package struct NamedImage: Sendable, Equatable {
  package let name: String
  package let image: Image

  package init(name: String, image: Image) {
    self.name = name
    self.image = image
  }
}
