import Foundation
import RDCore
import RDDataSets
import RDExperiments
import RDFiles
import RDImageCodecs
import RDImages
import RDStandardCodecs

/// The coding of pictures into files, by a standard codec or trained models.
package struct ImageEncoding {
  /// What the pictures are coded by.
  private enum Coder {
    case codec(CodecRequest)
    case models([LoadedModel])
  }

  private let coder: Coder
  private let target: RateTarget?

  /// The coding by a standard codec.
  ///
  /// - Parameters:
  ///   - descriptor: the codec, with its setting if there is no target.
  ///   - target: the target of each file.
  /// - Throws: `Diagnosis` without a single setting; an error of the descriptor.
  package init(codec descriptor: String, target: RateTarget?) throws {
    let request = try reading("--codec") {
      try StandardCodecCatalogue.request(Descriptor(parsing: descriptor))
    }
    if let control = request.codec.control, target == nil, request.settings?.count != 1 {
      throw Diagnosis.wrongUse(
        "--codec: '\(descriptor)' names no single \(control.name). Add it, as in \(descriptor.prefix { $0 != ":" }):\(control.name)=…, or --bpp or --psnr."
      )
    }
    coder = .codec(request)
    self.target = target
  }

  /// The coding by one of several trained models.
  ///
  /// - Parameters:
  ///   - paths: the models.
  ///   - target: the criterion for choosing the model; without one the first is used.
  /// - Throws: an error of a model, with its path.
  /// - Precondition: there is a model.
  package init(models paths: [String], target: RateTarget?) throws {
    coder = .models(try paths.map { try LoadedModel($0) })
    self.target = target
  }

  /// The file of pictures; of several only by a model.
  ///
  /// - Throws: `Diagnosis` where a target is out of reach; an error of a picture, with its path.
  package func file(of paths: [String]) throws -> EncodedPictures {
    try file(of: paths, pictures: paths.map { try PictureJournal.standard.readMeasured($0) })
  }

  /// The files of pictures in a folder, each under its name with the suffix of its format; pictures that cannot be read or coded are skipped.
  ///
  /// - Parameters:
  ///   - paths: the pictures.
  ///   - folder: created if it is not there.
  ///   - jobs: the number of concurrent encodings.
  ///   - observer: receives the number of files that are written.
  /// - Returns: what was written, in the order of the pictures.
  /// - Throws: `Diagnosis` for two pictures of one name; the problem of the first picture if none can be coded; an error of the folder.
  package func write(
    _ paths: [String], to folder: String, jobs: Int, observer: (any ProgressObserver)? = nil
  ) throws -> [EncodedPictures] {
    try FolderOutput(folder).write(paths, jobs: jobs, observer: observer) { path, stem in
      let file = try file(of: [path])
      let output = "\(stem).\(file.suffix)"
      try InputFile.refuse(output: output, among: [path])
      try AtomicFile.write(file.bytes, to: output)
      return file.written(to: output)
    }
  }

  private func file(of paths: [String], pictures: [Image]) throws -> EncodedPictures {
    switch coder {
    case .codec(let request):
      return try naming(paths[0]) {
        let picture = pictures[0]
        let codec = request.codec.adapted(to: picture.shape)
        let file = try coded(picture, by: codec, settings: request.settings)
        return try EncodedPictures(
          paths: paths, coder: codec.name,
          setting: codec.control == nil ? nil : file.setting, bytes: file.bytes,
          pictures: [picture], decoded: [codec.decode(file.bytes)])
      }
    case .models(let models):
      return try chosen(among: files(of: paths, pictures: pictures.map(\.simplified), by: models))
    }
  }

  private func coded(
    _ picture: Image, by codec: any ImageCodec, settings: [Double]?
  ) throws -> TargetedFile {
    if let target, codec.control != nil { return try codec.encode(picture, for: target) }
    let setting = settings?.first ?? codec.defaultSettings[0]
    return TargetedFile(setting: setting, bytes: try codec.encode(picture, at: setting))
  }

  /// The files of the same pictures by the models: of the first alone where there is no choice.
  private func files(
    of paths: [String], pictures: [Image], by models: [LoadedModel]
  ) throws -> [EncodedPictures] {
    for (path, picture) in zip(paths, pictures) {
      try naming(path) {
        try ImageContainer.check(picture)
        for model in models { try model.codec.check(count: 1, of: picture.shape) }
      }
    }
    return try (target == nil ? models.prefix(1) : models[...]).map { model in
      let bytes = try model.encode(pictures)
      return try EncodedPictures(
        paths: paths, coder: model.path, setting: nil, bytes: bytes, pictures: pictures,
        decoded: try model.decode(bytes))
    }
  }

  private func chosen(among candidates: [EncodedPictures]) throws(Diagnosis) -> EncodedPictures {
    switch target {
    case nil:
      return candidates[0]
    case .bitsPerPixel(let limit):
      let small = candidates.filter { $0.bitsPerPixel <= limit }
      guard let best = small.max(by: { $0.psnrDecibels < $1.psnrDecibels }) else {
        let smallest = candidates.map(\.bitsPerPixel).min() ?? 0
        throw Diagnosis.wrongUse(
          "No model gives a file of at most \(limit) bits per pixel: the smallest has \(String(format: "%.4f", smallest)). Give a model of a lower rate, or a larger --bpp."
        )
      }
      return best
    case .peakSignalToNoiseDecibels(let limit):
      let good = candidates.filter { $0.psnrDecibels >= limit }
      guard let best = good.min(by: { $0.bitsPerPixel < $1.bitsPerPixel }) else {
        let best = candidates.map(\.psnrDecibels).max() ?? 0
        throw Diagnosis.wrongUse(
          "No model reaches \(limit) dB: the best reaches \(String(format: "%.2f", best)). Give a model of a higher rate, or a smaller --psnr."
        )
      }
      return best
    }
  }

  /// Errors of codecs with the path of the picture.
  private func naming<Product>(_ path: String, _ work: () throws -> Product) throws -> Product {
    do {
      return try work()
    } catch let error as ImageCodecError {
      throw UnusableFile(path: path, problem: error)
    } catch let error as ImageContainerError {
      throw UnusableFile(path: path, problem: error)
    }
  }
}
