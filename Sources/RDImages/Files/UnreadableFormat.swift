/// A format of pictures that is known, but not read.
struct UnreadableFormat {
  let name: String

  /// What to do, as a sentence without its full stop.
  let remedy: String

  private let signatures: [FileSignature]

  private init(_ name: String, _ signatures: [FileSignature], remedy: String? = nil) {
    self.name = name
    self.signatures = signatures
    self.remedy = remedy ?? "Convert it to PNG, as with 'magick IN OUT.png'"
  }

  func recognises(_ bytes: [UInt8]) -> Bool {
    signatures.contains { $0.isIn(bytes) }
  }

  private static let samplesOfFloatingPoint =
    "Its samples are floating-point numbers, which have no white: choose one, and convert it to 16 bits, as with 'magick IN -depth 16 OUT.png'"

  static let all = [
    UnreadableFormat(
      "HEIF (HEIC)",
      ["heic", "heix", "heim", "heis", "hevc", "hevx", "msf1"].map {
        FileSignature("ftyp\($0)", at: 4)
      }, remedy: "Convert it to PNG, as with 'heif-convert IN OUT.png'"),
    UnreadableFormat(
      "PFM", ["PF", "Pf", "PH", "Ph"].map { FileSignature($0 + "\n") },
      remedy: samplesOfFloatingPoint),
    UnreadableFormat(
      "OpenEXR", [FileSignature([0x76, 0x2f, 0x31, 0x01])], remedy: samplesOfFloatingPoint),
    UnreadableFormat(
      "Radiance HDR", [FileSignature("#?RADIANCE"), FileSignature("#?RGBE")],
      remedy: samplesOfFloatingPoint),
    UnreadableFormat("Photoshop", [FileSignature("8BPS")]),
    UnreadableFormat(
      "JPEG XR", [FileSignature([0x49, 0x49, 0xbc])],
      remedy: "Convert it to TIFF, as with 'JxrDecApp -i IN -o OUT.tif'"),
    UnreadableFormat("QOI", [FileSignature("qoif")]),
    UnreadableFormat("DPX", [FileSignature("SDPX"), FileSignature("XPDS")]),
    UnreadableFormat("DDS", [FileSignature("DDS ")]),
    // No signature, but the kind of picture and its palette, of 256 colours or none.
    UnreadableFormat(
      "TGA",
      [2, 3, 10, 11].map { FileSignature([0, 0, $0, 0, 0, 0, 0, 0]) }
        + [1, 9].map { FileSignature([0, 1, $0, 0, 0, 0, 1]) }),
    UnreadableFormat("ICO", [FileSignature([0, 0, 1, 0]), FileSignature([0, 0, 2, 0])]),
    UnreadableFormat("FITS", [FileSignature("SIMPLE  =")]),
    UnreadableFormat(
      "PDF", [FileSignature("%PDF-")],
      remedy: "Draw it as a picture, as with 'pdftoppm -r 150 -png IN OUT'"),
  ]
}
