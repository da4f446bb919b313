/// The unit of a curve's rates, as far as the name of their column says it.
package enum RateUnit: String, Sendable, CaseIterable {
  case bitsPerPixel = "bits per pixel"
  case bitsPerSample = "bits per sample"
  case kilobitsPerSecond = "kilobits per second"
  case unknown = "a unit that its column does not name"

  /// The keys of columns in the unit, the usual ones first; see ``CurveMetric/key(of:)``.
  var keys: [String] {
    switch self {
    case .bitsPerPixel:
      ["", "mean", "average", "avg", "rate", "bitrate"].flatMap { prefix in
        ["bpp", "bitsperpixel", "bitspixel", "bitperpixel"].map { prefix + $0 }
      }
    case .bitsPerSample: ["bitspersample", "ratebitspersample"]
    case .kilobitsPerSecond:
      ["", "rate", "bitrate"].flatMap { prefix in ["kbps", "kbits", "kbitss"].map { prefix + $0 } }
    case .unknown: ["rate", "ratebits", "bitrate"]
    }
  }
}
