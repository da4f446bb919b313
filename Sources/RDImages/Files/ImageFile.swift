import RDCore

/// Pictures in files.
///
/// The format is recognised by the contents, never by the name.
public enum ImageFile {
  /// The maximum number of samples of a picture.
  ///
  /// Its size is checked before memory is allocated.
  public static let sampleLimit = 1 << 28
  package static let byteLimit = 1 << 30

  /// Reads a picture: upright, without its profile and other notes.
  ///
  /// - Throws: ``ImageFileError`` for a file that cannot be read, of no known format, damaged, or too large.
  public static func read(_ path: String) throws(ImageFileError) -> Image {
    try picture(path).image
  }

  /// Reads a picture with what its reader has to say.
  ///
  /// - Throws: ``ImageFileError`` for a file that cannot be read, of no known format, damaged, or too large.
  package static func picture(_ path: String) throws(ImageFileError) -> DecodedPicture {
    try picture(try FileBytes.read(path, limit: byteLimit), name: path)
  }

  /// Decodes the bytes of a file, as ``read(_:)`` does; the name is for messages.
  ///
  /// - Throws: ``ImageFileError`` for bytes of no known format, damaged, or of too large a picture.
  public static func decode(
    _ bytes: [UInt8], name: String, sampleLimit: Int = ImageFile.sampleLimit
  ) throws(ImageFileError) -> Image {
    try picture(bytes, name: name, sampleLimit: sampleLimit).image
  }

  /// Decodes the bytes of a file, with what its reader has to say.
  ///
  /// - Throws: ``ImageFileError`` for bytes of no known format, damaged, or of too large a picture.
  package static func picture(
    _ bytes: [UInt8], name: String, sampleLimit: Int = ImageFile.sampleLimit
  ) throws(ImageFileError) -> DecodedPicture {
    guard let format = ImageFileFormatCatalogue.format(of: bytes) else {
      if let format = UnreadableFormat.all.first(where: { $0.recognises(bytes) }) {
        throw .unreadableFormat(path: name, format: format.name, remedy: format.remedy)
      }
      throw .unknownFormat(path: name, known: ImageFileFormatCatalogue.all.names)
    }
    return try format.decode(bytes, path: name, sampleLimit: sampleLimit)
  }

  /// The suffix of a picture file that begins so, also of a format that is known but not read; `nil` for what is no picture.
  package static func suffix(ofStart bytes: [UInt8]) -> String? {
    if let format = ImageFileFormatCatalogue.format(of: bytes) { return format.suffixes.first }
    return UnreadableFormat.all.contains { $0.recognises(bytes) } ? "picture" : nil
  }

  /// Encodes a picture in the format of a path's suffix: `.png`, `.pgm`, `.ppm` or `.pnm`.
  ///
  /// - Throws: ``ImageFileError`` for a suffix of no writable format, or a picture that the format cannot represent.
  public static func encode(_ image: Image, for path: String) throws(ImageFileError) -> [UInt8] {
    try encoder(for: path)(image, path)
  }

  /// Rejects a path whose suffix is of no writable format.
  package static func checkSuffix(of path: String) throws(ImageFileError) {
    _ = try encoder(for: path)
  }

  private static func encoder(
    for path: String
  ) throws(ImageFileError) -> @Sendable (Image, String) throws(ImageFileError) -> [UInt8] {
    guard let encode = ImageFileFormatCatalogue.writableFormat(suffixOf: path)?.encode else {
      throw .unknownSuffix(path: path, known: ImageFileFormatCatalogue.writableSuffixes)
    }
    return encode
  }

  /// Whether this build can read a format of the catalogue; `false` for one that is not there.
  package static func canRead(_ name: String) -> Bool {
    (try? ImageFileFormatCatalogue.all.entry(named: name).isBuilt) ?? false
  }
}
