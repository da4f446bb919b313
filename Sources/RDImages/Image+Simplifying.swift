extension Image {
  /// The same picture in a form that more codecs support: without an alpha channel that is opaque everywhere, common in
  /// screenshots, and with 8 bits per sample if it has fewer.
  package var simplified: Image {
    (isTransparent ? self : withoutAlpha).widened(toBitDepth: max(bitDepth, 8))
  }
}
