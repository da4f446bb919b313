import RDImages

/// A picture and the name under which results list it: its file's name without the suffix.
package struct NamedImage: Sendable, Equatable {
  package let name: String
  package let image: Image

  package init(name: String, image: Image) {
    self.name = name
    self.image = image
  }
}
