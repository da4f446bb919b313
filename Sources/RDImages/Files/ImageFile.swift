/// Pictures in files: PNG, JPEG, and portable maps (PGM and PPM).
///
/// The format is recognised by the contents, never by the name.
public enum ImageFile {
  /// The maximum number of samples of a picture.
  ///
  /// Its size is checked before memory is allocated.
  public static let sampleLimit = 1 << 28
  package static let byteLimit = 1 << 30

  /// Reads a picture.
  ///
  /// - Throws: ``ImageFileError`` for a file that cannot be read, of no known format, damaged, or too large.
  public static func read(_ path: String) throws(ImageFileError) -> Image {
    try decode(try FileBytes.read(path, limit: byteLimit), name: path)
  }

  /// Decodes the bytes of a file; the name is for messages.
  ///
  /// - Throws: ``ImageFileError`` for bytes of no known format, damaged, or of too large a picture.
  public static func decode(
    _ bytes: [UInt8], name: String, sampleLimit: Int = ImageFile.sampleLimit
  ) throws(ImageFileError) -> Image {
    guard let format = ImageFileFormatCatalogue.format(of: bytes) else {
      throw .unknownFormat(path: name, known: ImageFileFormatCatalogue.all.names)
    }
    return try format.decode(bytes, name, sampleLimit)
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

  /// Rejects a picture with more samples than the limit, or with none.
  package static func check(
    height: Int, width: Int, channels: Int, path: String, format: String, sampleLimit: Int
  ) throws(ImageFileError) {
    guard height > 0, width > 0 else {
      throw .damaged(path: path, format: format, reason: "it has no pixel")
    }
    let (pixels, hasOverflown) = height.multipliedReportingOverflow(by: width)
    guard !hasOverflown, pixels <= sampleLimit / channels else {
      throw .tooLarge(path: path, height: height, width: width, channels: channels)
    }
  }
}
