import RDCore
import RDImages

/// A target for a file: a maximum size, or a minimum quality.
package enum RateTarget: Sendable, Equatable {
  /// The best file of at most this many bits per pixel, with all headers.
  case bitsPerPixel(Double)

  /// The smallest file whose image has at least this peak signal-to-noise ratio, over the samples of the colours, in decibels.
  case peakSignalToNoiseDecibels(Double)
}

/// A file encoded for a target.
package struct TargetedFile: Sendable, Equatable {
  /// The setting of the codec that was found.
  package let setting: Double

  /// The file.
  package let bytes: [UInt8]

  package init(setting: Double, bytes: [UInt8]) {
    self.setting = setting
    self.bytes = bytes
  }
}

extension ImageCodec {
  /// The file of an image that comes closest to a target while meeting it.
  ///
  /// The setting is found by bisection: to the integer where settings are integers, else until the range has shrunk to a
  /// thousandth or 20 files have been encoded. File sizes grow with quality up to small ripples, which the search
  /// ignores: the result meets the target, and the neighbouring setting of the search does not.
  ///
  /// - Throws: `ImageCodecError/outOfReach(codec:asked:reached:)` if even the smallest, or best, file misses the target;
  ///   `ImageCodecError/noControl(codec:)`; and what coding throws.
  package func encode(_ image: Image, for target: RateTarget) throws -> TargetedFile {
    guard let control else { throw ImageCodecError.noControl(codec: name) }
    let (worst, best) =
      control.isRising
      ? (control.range.lowerBound, control.range.upperBound)
      : (control.range.upperBound, control.range.lowerBound)
    // `met` and `missed` bracket the target.
    var met = target.isOfSize ? worst : best
    var missed = target.isOfSize ? best : worst
    var (file, value) = try trial(image, at: met, for: target)
    guard target.isMet(by: value) else {
      throw ImageCodecError.outOfReach(
        codec: name, asked: target.text(target.wanted), reached: target.text(value))
    }
    let (other, otherValue) = try trial(image, at: missed, for: target)
    if target.isMet(by: otherValue) { return TargetedFile(setting: missed, bytes: other) }
    for _ in 0..<20 {
      var middle =
        control.range.lowerBound > 0 && !control.isWhole
        ? (met * missed).squareRoot() : (met + missed) / 2
      if control.isWhole { middle.round(.down) }
      guard middle != met, middle != missed, abs(met - missed) > 1e-3 * abs(met) else { break }
      let (candidate, candidateValue) = try trial(image, at: middle, for: target)
      if target.isMet(by: candidateValue) {
        (met, file, value) = (middle, candidate, candidateValue)
      } else {
        missed = middle
      }
    }
    return TargetedFile(setting: met, bytes: file)
  }

  /// The file at a setting, and the quantity that the target limits.
  private func trial(
    _ image: Image, at setting: Double, for target: RateTarget
  ) throws -> (file: [UInt8], value: Double) {
    let file = try encode(image, at: setting)
    switch target {
    case .bitsPerPixel:
      return (file, 8 * Double(file.count) / Double(image.shape.pixelCount))
    case .peakSignalToNoiseDecibels:
      return (file, try ComparedPictures(decode(file), of: image).comparison().meanPSNRDecibels)
    }
  }
}

extension RateTarget {
  /// Whether the target is a size, not a quality.
  fileprivate var isOfSize: Bool {
    if case .bitsPerPixel = self { true } else { false }
  }

  fileprivate var wanted: Double {
    switch self {
    case .bitsPerPixel(let number), .peakSignalToNoiseDecibels(let number): number
    }
  }

  /// Whether a size or quality meets the target.
  fileprivate func isMet(by value: Double) -> Bool {
    isOfSize ? value <= wanted : value >= wanted
  }

  fileprivate func text(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return isOfSize ? "\(rounded) bits per pixel" : "\(rounded) dB"
  }
}
