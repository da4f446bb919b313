import RDCore

/// An entry of the catalogue of standard codecs.
package struct StandardCodec: Sendable {
  package let library: String

  /// The version of the loaded library; `nil` if the program was built without it.
  package let version: String?

  /// The parameters besides the quality, for listings: `chroma=420|444`.
  package let parameters: String

  /// Reads a descriptor's parameters, all but that of the quality.
  ///
  /// Throws `DescriptorError` for invalid parameters.
  let make: (@Sendable (Descriptor) throws -> any ImageCodec)?

  /// The signatures of its files; empty for a format that another entry, or a picture reader, recognises.
  package let signatures: [FileSignature]

  /// Whether its files are recognised by a signature.
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

  /// A codec whose library was absent at build time.
  init(absent library: String, signatures: [FileSignature] = []) {
    self.library = library
    version = nil
    parameters = ""
    self.signatures = signatures
    make = nil
  }
}
