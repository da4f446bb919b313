/// Portable arbitrary maps: PAM (P7), of 1 to 4 channels.
///
/// > Source: [netpbm].
enum PortableArbitraryMap {
  static let format = ImageFileFormat(
    "PAM", suffixes: ["pam"], signatures: [FileSignature("P7\n"), FileSignature("P7\r\n")],
    decoder: { input throws(ImageFileError) in
      var reader = PortableMapReader(input)
      return try reader.readArbitrary()
    })
}
