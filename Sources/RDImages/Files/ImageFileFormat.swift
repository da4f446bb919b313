/// A format of picture files: how it is recognised, read and written.
package struct ImageFileFormat: Sendable {
  /// The suffixes of its files, without the dot; the first is the usual one.
  package let suffixes: [String]

  /// The bytes with which its files begin: one of these.
  package let signatures: [[UInt8]]

  /// Whether this build has the library that the format needs.
  package let isBuilt: Bool

  /// The picture, of at most `sampleLimit` samples, that the bytes of a file are; the text is the file's name, for messages.
  package let decode:
    @Sendable ([UInt8], String, _ sampleLimit: Int) throws(ImageFileError) -> Image

  /// The bytes of a file with the picture; `nil` for a format that is only read.
  package let encode: (@Sendable (Image, String) throws(ImageFileError) -> [UInt8])?
}
