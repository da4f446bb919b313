import RDCore

/// The formats of picture files that are read and written.
package enum ImageFileFormatCatalogue {
  /// All formats, including those whose library this build lacks.
  package static let all = Catalogue<ImageFileFormat>(
    kind: "picture format",
    [
      PNGFile.format.name: PNGFile.format,
      // Before JPEG, whose signature its own begins with.
      JPEGLSFile.format.name: JPEGLSFile.format,
      JPEGFile.format.name: JPEGFile.format,
      PortableMap.format.name: PortableMap.format,
      PortableArbitraryMap.format.name: PortableArbitraryMap.format,
      WebPFile.format.name: WebPFile.format,
      AVIFFile.format.name: AVIFFile.format,
      JPEGXLFile.format.name: JPEGXLFile.format,
      JPEG2000File.format.name: JPEG2000File.format,
      TIFFFile.format.name: TIFFFile.format,
      BMPFile.format.name: BMPFile.format,
      GIFFile.format.name: GIFFile.format,
      PixelMixerFile.format.name: PixelMixerFile.format,
    ])

  package static func format(of bytes: [UInt8]) -> ImageFileFormat? {
    all.entries.first { $0.recognises(bytes) }
  }

  /// The format that a path's suffix names, whatever the case of its letters.
  static func writableFormat(suffixOf path: String) -> ImageFileFormat? {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let suffix = name[name.index(after: dot)...].lowercased()
    return all.entries.first { $0.encode != nil && $0.suffixes.contains(suffix) }
  }

  /// The suffixes that can be written to, with their dots.
  static var writableSuffixes: [String] {
    all.entries.filter { $0.encode != nil }.flatMap(\.suffixes).map { "." + $0 }
  }

  /// Whether a file of a folder counts as a picture, by its name.
  package static func isPictureName(_ name: String) -> Bool {
    let lowercased = name.lowercased()
    return !name.hasPrefix(".")
      && all.entries.contains { $0.suffixes.contains { lowercased.hasSuffix("." + $0) } }
  }
}
