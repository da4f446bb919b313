import RDCore

/// An entry of the catalogue of standard codecs.
package struct StandardCodec: Sendable {
  /// The library; `nil` for a codec of this toolkit's own.
  package let library: String?

  /// The version of the loaded library; `nil` if the program was built without it, or needs none.
  package let version: String?

  /// The parameters besides the quality, for listings: `chroma=420|444`.
  package let parameters: String

  /// Reads a descriptor's parameters, all but that of the quality.
  ///
  /// Throws `DescriptorError` for invalid parameters.
  let make: (@Sendable (Descriptor) throws -> any ImageCodec)?

  init(
    library: String, version: String, parameters: String = "",
    make: @escaping @Sendable (Descriptor) throws -> any ImageCodec
  ) {
    self.library = library
    self.version = version
    self.parameters = parameters
    self.make = make
  }

  /// A codec of this toolkit's own.
  init(make: @escaping @Sendable (Descriptor) throws -> any ImageCodec) {
    library = nil
    version = nil
    parameters = ""
    self.make = make
  }

  /// A codec whose library was absent at build time.
  init(absent library: String) {
    self.library = library
    version = nil
    parameters = ""
    make = nil
  }
}
