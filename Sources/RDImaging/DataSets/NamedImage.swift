/// A picture and the name under which results list it: its file's name without the suffix.
public struct NamedImage: Sendable, Equatable {
  /// The name.
  public let name: String

  /// The picture.
  public let image: Image

  /// A picture with its name.
  public init(name: String, image: Image) {
    self.name = name
    self.image = image
  }
}
