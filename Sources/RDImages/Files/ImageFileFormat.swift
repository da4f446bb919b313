/// A format of picture files: how it is recognised, read and written.
package struct ImageFileFormat: Sendable {
  /// Decodes a file.
  typealias Decoder = @Sendable (ImageFileInput) throws(ImageFileError) -> DecodedPicture

  package let name: String

  /// The suffixes of its files, without the dot; the first is the usual one.
  package let suffixes: [String]

  /// The signatures of its files.
  package let signatures: [FileSignature]

  /// The library that it needs; `nil` for a format of this module's own.
  package let library: String?

  /// The library's version, if no codec of this toolkit names it.
  package let libraryVersion: String?

  /// Whether this build has the library.
  package var isBuilt: Bool { decoder != nil }

  /// Encodes a picture; `nil` for a read-only format.
  package let encode: (@Sendable (Image, String) throws(ImageFileError) -> [UInt8])?

  private let decoder: Decoder?

  init(
    _ name: String, suffixes: [String], signatures: [FileSignature], library: String? = nil,
    libraryVersion: String? = nil, decoder: Decoder?,
    encode: (@Sendable (Image, String) throws(ImageFileError) -> [UInt8])? = nil
  ) {
    self.name = name
    self.suffixes = suffixes
    self.signatures = signatures
    self.library = library
    self.libraryVersion = libraryVersion
    self.decoder = decoder
    self.encode = encode
  }

  package func recognises(_ bytes: [UInt8]) -> Bool {
    signatures.contains { $0.isIn(bytes) }
  }

  /// Decodes a file of at most `sampleLimit` samples; the path is for messages.
  package func decode(
    _ bytes: [UInt8], path: String, sampleLimit: Int
  ) throws(ImageFileError) -> DecodedPicture {
    guard let decoder else {
      throw .libraryAbsent(path: path, format: name, library: library ?? "a library")
    }
    return try decoder(
      ImageFileInput(bytes: bytes, path: path, format: name, sampleLimit: sampleLimit))
  }
}
