/// The numbers of ITU-T H.273 by which files name colour spaces.
enum CodingIndependentPoints {
  /// What to say of a picture with these numbers; nothing for BT.709 or unspecified primaries with its transfer function, one near it, or that of
  /// sRGB.
  static func warnings(primaries: Int, transfer: Int) -> [String] {
    let isStandard = [1, 2].contains(primaries) && [1, 2, 6, 13, 14, 15].contains(transfer)
    return isStandard
      ? []
      : [
        "its colours (primaries \(primaries), transfer \(transfer) of H.273) are not those of sRGB: \(ColourProfile.consequence)"
      ]
  }
}
