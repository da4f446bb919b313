/// BMP files: palettes and colours of 1 to 32 bits per pixel, bit fields and run lengths; the depth becomes 8 bits.
///
/// > Source: [microsoft2021bitmap].
enum BMPFile {
  static let format = ImageFileFormat(
    "BMP", suffixes: ["bmp", "dib"], signatures: [FileSignature("BM")],
    decoder: { input throws(ImageFileError) in
      try BMPReader(input).read()
    })
}
