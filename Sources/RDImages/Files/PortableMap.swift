import RDCore

/// Portable grey and pixel maps: PGM and PPM, in text (P2, P3) and in bytes (P5, P6), 1 to 16 bits per sample.
///
/// A maximum of `2^b - 1` gives a picture of `b` bits; for any other maximum, samples are scaled to the next such value,
/// which is injective.
///
/// > Source: [netpbm].
enum PortableMap {
  package static let format = ImageFileFormat(
    suffixes: ["ppm", "pgm", "pnm"], signatures: ["P2", "P3", "P5", "P6"].map { Array($0.utf8) },
    isBuilt: true,
    decode: { bytes, path, limit throws(ImageFileError) in
      var reader = PortableMapReader(bytes: bytes, path: path)
      return try reader.read(sampleLimit: limit)
    },
    encode: { image, path throws(ImageFileError) in try encode(image, path: path) })

  private static func encode(_ image: Image, path: String) throws(ImageFileError) -> [UInt8] {
    guard image.shape.channels % 2 == 1 else {
      throw .unsupported(
        path: path, format: "PGM or PPM",
        reason: "the picture has alpha, which the format cannot hold; write a PNG file")
    }
    let isColour = image.shape.channels == 3
    let suffix = path.split(separator: ".").last?.lowercased()
    guard suffix == "pnm" || isColour == (suffix == "ppm") else {
      throw .unsupported(
        path: path, format: "PGM or PPM",
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
