import RDCore

extension Image {
  /// The same picture in a form that more codecs support: without an alpha channel that is opaque everywhere, common in
  /// screenshots, and with 8 bits per sample if it has fewer.
  package var simplified: Image {
    withoutOpaqueAlpha.widened(toBitDepth: max(bitDepth, 8))
  }

  private var withoutOpaqueAlpha: Image {
    let channels = shape.channels
    guard hasAlpha,
      stride(from: channels - 1, to: samples.count, by: channels)
        .allSatisfy({ Int(samples[$0]) == maximum })
    else { return self }
    var opaque: [UInt16] = []
    opaque.reserveCapacity(shape.pixelCount * (channels - 1))
    for first in stride(from: 0, to: samples.count, by: channels) {
      opaque += samples[first..<(first + channels - 1)]
    }
    return Image(
      shape: ImageShape(height: shape.height, width: shape.width, channels: channels - 1),
      bitDepth: bitDepth, samples: opaque)
  }
}
