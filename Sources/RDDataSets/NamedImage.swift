import RDImages

/// A picture with its name in results: the file's name without the suffix.
package struct NamedImage: Sendable, Equatable {
  package let name: String

  /// The file that it is from, for messages; the name if it is from none of its own.
  package let path: String
  package let image: Image

  package init(name: String, path: String? = nil, image: Image) {
    self.name = name
    self.path = path ?? name
    self.image = image
  }
}
