import RDCore

/// Portable bit, grey and pixel maps: PBM, PGM and PPM, in text (P1 to P3) and in bytes (P4 to P6), 1 to 16 bits per sample.
///
/// A maximum of `2^b - 1` gives a picture of `b` bits; for any other maximum, samples are scaled to the next such value,
/// which is injective.
///
/// > Source: [netpbm].
enum PortableMap {
  static let format = ImageFileFormat(
    "PNM", suffixes: ["ppm", "pgm", "pnm", "pbm"],
    signatures: (1...6).map { FileSignature("P\($0)") },
    decoder: { input throws(ImageFileError) in
      var reader = PortableMapReader(input)
      return try reader.read()
    },
    encode: { image, path throws(ImageFileError) in try encode(image, path: path) })

  private static func encode(_ image: Image, path: String) throws(ImageFileError) -> [UInt8] {
    guard image.shape.channels % 2 == 1 else {
      throw .unsupported(
        path: path, format: "PNM",
        reason: "the picture has alpha, which the format cannot hold; write a PNG file")
    }
    let isColour = image.shape.channels == 3
    let suffix = path.split(separator: ".").last?.lowercased()
    guard suffix == "pnm" || suffix == (isColour ? "ppm" : "pgm") else {
      throw .unsupported(
        path: path, format: "PNM",
        reason: isColour
          ? "the picture has colour; end the name with .ppm"
          : "the picture is grey; end the name with .pgm")
    }
    let header =
      "P\(isColour ? 6 : 5)\n\(image.shape.width) \(image.shape.height)\n\(image.maximum)\n"
    var bytes = Array(header.utf8)
    bytes.reserveCapacity(bytes.count + image.samples.count * (image.bitDepth > 8 ? 2 : 1))
    for sample in image.samples {
      if image.bitDepth > 8 { bytes.append(UInt8(sample >> 8)) }
      bytes.append(UInt8(truncatingIfNeeded: sample))
    }
    return bytes
  }
}
