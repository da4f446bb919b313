import Foundation
import RDCore
import RDDataSets
import RDImageCodecs
import RDImages
import RDStandardCodecs

/// Pictures as the bytes of one file.
package enum ImageEncoding {
  /// The file of one picture by a standard codec.
  ///
  /// - Parameters:
  ///   - path: the picture.
  ///   - descriptor: the codec, with its setting if there is no target.
  ///   - target: the target of the file.
  /// - Returns: the bytes.
  /// - Throws: `Diagnosis` without a setting; an error of the picture or the codec, with its path.
  package static func encode(
    _ path: String, by descriptor: String, target: RateTarget?
  ) throws -> [UInt8] {
    let picture = try PictureJournal.standard.read(path)
    let request = try reading("--codec") {
      try StandardCodecCatalogue.request(Descriptor(parsing: descriptor))
    }
    return try naming(path) {
      if let target { return try request.codec.encode(picture, for: target).bytes }
      guard request.codec.control == nil || request.settings?.count == 1,
        let setting = request.settings?.first ?? request.codec.defaultSettings.first
      else {
        let control = request.codec.control?.name ?? ""
        throw Diagnosis.wrongUse(
          "--codec: '\(descriptor)' names no single \(control). Add it, as in \(descriptor.prefix { $0 != ":" }):\(control)=…, or --bpp or --psnr."
        )
      }
      return try request.codec.encode(picture, at: setting)
    }
  }

  /// The file of pictures by one of several trained models.
  ///
  /// - Parameters:
  ///   - paths: the pictures.
  ///   - models: the paths of the models.
  ///   - target: the criterion for choosing the model; without one the first is used.
  /// - Returns: the bytes.
  /// - Throws: `Diagnosis` where no model reaches the target; an error of a picture or a model, with its path.
  /// - Precondition: there is a model.
  package static func encode(
    _ paths: [String], byModels models: [String], target: RateTarget?
  ) throws -> [UInt8] {
    let pictures = try paths.map { try PictureJournal.standard.read($0).simplified }
    for (path, picture) in zip(paths, pictures) {
      try naming(path) { try ImageContainer.check(picture) }
    }
    let loaded = try models.map { try LoadedModel($0) }
    for model in loaded {
      for (path, picture) in zip(paths, pictures) {
        try naming(path) { try model.codec.check(count: 1, of: picture.shape) }
      }
    }
    guard let target else { return try loaded[0].encode(pictures) }
    let candidates = try loaded.map { try Candidate(pictures, $0) }
    switch target {
    case .bitsPerPixel(let limit):
      let small = candidates.filter { $0.bitsPerPixel <= limit }
      guard let best = small.max(by: { $0.decibels < $1.decibels }) else {
        let smallest = candidates.map(\.bitsPerPixel).min() ?? 0
        throw Diagnosis.wrongUse(
          "No model gives a file of at most \(limit) bits per pixel: the smallest has \(String(format: "%.4f", smallest)). Give a model of a lower rate, or a larger --bpp."
        )
      }
      return best.bytes
    case .peakSignalToNoiseDecibels(let limit):
      let good = candidates.filter { $0.decibels >= limit }
      guard let best = good.min(by: { $0.bitsPerPixel < $1.bitsPerPixel }) else {
        let best = candidates.map(\.decibels).max() ?? 0
        throw Diagnosis.wrongUse(
          "No model reaches \(limit) dB: the best reaches \(String(format: "%.2f", best)). Give a model of a higher rate, or a smaller --psnr."
        )
      }
      return best.bytes
    }
  }

  /// The file of a model, with its rate and quality.
  private struct Candidate {
    let bytes: [UInt8]
    let bitsPerPixel: Double

    /// The peak signal-to-noise ratio over all samples of 8-bit pictures; 100 for lossless ones.
    let decibels: Double

    init(_ pictures: [Image], _ model: LoadedModel) throws {
      bytes = try model.encode(pictures)
      let pixels = pictures.reduce(0) { $0 + $1.shape.pixelCount }
      bitsPerPixel = 8 * Double(bytes.count) / Double(pixels)
      let decoded = try model.decode(bytes)
      var sum = 0.0
      var count = 0
      for (one, other) in zip(decoded, pictures) {
        for (sample, original) in zip(one.samples, other.samples) {
          let error = Double(sample) - Double(original)
          sum += error * error
        }
        count += one.samples.count
      }
      decibels = sum == 0 ? 100 : -RDCore.decibels(ofPowerRatio: sum / Double(count) / 65025)
    }
  }

  /// Errors of codecs with the path of the picture.
  private static func naming<Product>(
    _ path: String, _ work: () throws -> Product
  ) throws -> Product {
    do {
      return try work()
    } catch let error as ImageCodecError {
      throw UnusableFile(path: path, problem: error)
    } catch let error as ImageContainerError {
      throw UnusableFile(path: path, problem: error)
    }
  }
}
