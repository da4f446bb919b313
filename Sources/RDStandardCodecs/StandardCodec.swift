import RDCore

/// A standard codec, as the catalogue lists it.
package struct StandardCodec: Sendable {
  package let library: String

  /// The version of the library that is loaded, or `nil` where the program was built without it.
  package let version: String?

  /// The parameters that it takes beside its quality, for listings: `chroma=420|444`.
  package let parameters: String

  /// What reads a descriptor's parameters, all but that of the quality.
  ///
  /// Throws `DescriptorError` for parameters that make no sense.
  let make: (@Sendable (Descriptor) throws -> any ImageCodec)?

  /// What its files begin with: any of these; empty for a format that others of the catalogue, or the readers of pictures, know.
  package let signatures: [FileSignature]

  /// Whether its files are recognised by what they begin with.
  package var isRecognised: Bool { !signatures.isEmpty }

  init(
    library: String, version: String, parameters: String = "", signatures: [FileSignature] = [],
    make: @escaping @Sendable (Descriptor) throws -> any ImageCodec
  ) {
    self.library = library
    self.version = version
    self.parameters = parameters
    self.signatures = signatures
    self.make = make
  }

  /// A codec whose library was not there when the program was built.
  init(absent library: String, signatures: [FileSignature] = []) {
    self.library = library
    version = nil
    parameters = ""
    self.signatures = signatures
    make = nil
  }
}
