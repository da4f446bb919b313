/// A format of picture files: how it is recognised, read and written.
package struct ImageFileFormat: Sendable {
  /// The suffixes of its files, without the dot; the first is the usual one.
  package let suffixes: [String]

  /// The signatures of its files.
  package let signatures: [[UInt8]]

  /// Whether this build has the library that the format needs.
  package let isBuilt: Bool

  /// Decodes a file of at most `sampleLimit` samples; the text is the file's name, for messages.
  package let decode:
    @Sendable ([UInt8], String, _ sampleLimit: Int) throws(ImageFileError) -> Image

  /// Encodes a picture; `nil` for a read-only format.
  package let encode: (@Sendable (Image, String) throws(ImageFileError) -> [UInt8])?
}
