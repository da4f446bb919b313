import Foundation
import RDArrayFiles
import RDCore
import RDDataSets
import RDExperiments
import RDFiles
import RDImageCodecs
import RDImages
import RDStreams

/// Coded files as pictures or arrays.
package enum FileDecoding {
  /// Decodes a file into others.
  ///
  /// - Parameters:
  ///   - file: what `rdtool encode` or a standard codec wrote.
  ///   - output: a picture or an array, or `-` for standard output, as PNG or NPY; several pictures have their number before the suffix.
  ///   - request: with the paths of models, among which the file's own is selected.
  ///   - observer: receives what is done of an array.
  /// - Throws: `Diagnosis` for names that do not fit; ``UnusableFile``; an error of the files.
  package static func decode(
    _ file: String, to output: String, _ request: ArrayOutput.Request = .init(),
    observer: (any ProgressObserver)? = nil
  ) throws {
    try InputFile.refuse(output: output, among: [file])
    let isStandard = output == StandardInput.name
    var arrayOutput = ArrayOutput(path: output)
    if try isStream(file) ?? (arrayOutput != nil) {
      if isStandard { arrayOutput = .standard(for: try start(of: file)) }
      guard let arrayOutput else {
        throw Diagnosis.wrongUse(
          "--output: '\(output)' is the name of a picture, but '\(file)' holds numbers. Name a .npy, .f32 or .csv file."
        )
      }
      return try arrayOutput.decode(file, request, observer: observer)
    }
    guard arrayOutput == nil else {
      guard try InputFile.size(file) > StreamHeader.magic.count else {
        throw UnusableFile(path: file, problem: StreamError.truncated)
      }
      throw Diagnosis.wrongUse(
        "--output: '\(output)' is the name of an array, but '\(file)' holds no coded numbers. Name a .png, .ppm or .pgm file if it holds a picture."
      )
    }
    guard request.rows == nil else {
      throw Diagnosis.wrongUse(
        "--range is for arrays, but '\(file)' is not one of coded numbers. Leave it out.")
    }
    let images = try images(of: file, models: LoadedModels(request.models))
    if isStandard {
      guard images.count == 1 else {
        throw Diagnosis.wrongUse(
          "--output: '-' takes one picture, but '\(file)' holds \(images.count). Name a file.")
      }
      let bytes = try ImageFile.encode(images[0], for: "picture.png")
      return try reading("--output") {
        try AtomicFile.write(bytes, to: StandardInput.output(output))
      }
    }
    for (path, bytes) in try encoded(images, for: output) {
      try reading("--output") { try AtomicFile.write(bytes, to: path) }
    }
  }

  /// Decodes files into a folder, each under its own name, pictures as PNG and numbers as NPY; those that cannot be decoded are skipped.
  ///
  /// - Parameters:
  ///   - files: what `rdtool encode` or a standard codec wrote.
  ///   - folder: created if it is not there.
  ///   - models: the paths of models, among which each file's own is selected.
  ///   - allowsAnySize: whether a stream may have more numbers than its length makes credible.
  ///   - jobs: the number of concurrent files.
  ///   - observer: receives the number of files that are decoded.
  /// - Throws: `Diagnosis` for two files of one name; the problem of the first file if none can be decoded; an error of the folder.
  package static func decode(
    _ files: [String], toFolder folder: String, models: [String], allowsAnySize: Bool, jobs: Int,
    observer: (any ProgressObserver)? = nil
  ) throws {
    let quantisers = models.filter { (try? LearnedQuantiserFile.read($0)) != nil }
    let models = LoadedModels(models.filter { !quantisers.contains($0) })
    _ = try FolderOutput(folder).write(files, jobs: jobs, observer: observer) { file, stem in
      let suffix = StreamHeader.hasSeveralArrays(try start(of: file)) ? ".npz" : ".npy"
      let output = stem + (try isStream(file) == true ? suffix : ".png")
      try InputFile.refuse(output: output, among: [file])
      if let array = ArrayOutput(path: output) {
        var request = ArrayOutput.Request()
        request.models = quantisers
        request.allowsAnySize = allowsAnySize
        return try array.decode(file, request)
      }
      for (path, bytes) in try encoded(images(of: file, models: models), for: output) {
        try AtomicFile.write(bytes, to: path)
      }
    }
  }

  /// - Throws: `ImageFileError`; ``UnusableFile``.
  private static func images(of file: String, models: LoadedModels) throws -> [Image] {
    let bytes = try InputFile.read(file)
    do {
      return try decoded(bytes, name: file, models: models)
    } catch let error as ImageFileError {
      throw error
    } catch let error as any DiagnosedError {
      throw error is UnusableFile ? error : UnusableFile(path: file, problem: error)
    }
  }

  /// The files of images; of several with their number before the suffix.
  private static func encoded(
    _ images: [Image], for output: String
  ) throws -> [(path: String, bytes: [UInt8])] {
    try images.enumerated().map { index, image in
      let path = images.count == 1 ? output : numbered(output, index + 1)
      return (path, try ImageFile.encode(image, for: path))
    }
  }

  /// What tells one array from several.
  private static func start(of file: String) throws -> [UInt8] {
    try FileBytes(path: file).read(0..<StreamHeader.startLength)
  }

  /// Whether a file begins as a stream of numbers does, of this version or the former; `nil` for what cannot be read twice.
  private static func isStream(_ file: String) throws -> Bool? {
    guard let isNow = try InputFile.begins(file, with: StreamHeader.magic) else { return nil }
    return try isNow || InputFile.begins(file, with: StreamHeader.formerMagic) == true
  }

  private static func decoded(
    _ bytes: [UInt8], name: String, models: LoadedModels
  ) throws -> [Image] {
    guard bytes.starts(with: "RDIM".utf8) else {
      do throws(ImageFileError) {
        let picture = try ImageFile.picture(bytes, name: name)
        PictureJournal.standard.warn(name, picture.warnings)
        return [picture.image]
      } catch {
        guard case .unknownFormat(_, let known) = error else { throw error }
        throw Diagnosis.badData(
          "It begins like no coded file that is known here. Give one that 'rdtool encode' wrote, or another of \(known.joined(separator: ", ")); if it was one of these, fetch it again."
        )
      }
    }
    let container = try ImageContainer(parsing: bytes)
    guard !models.paths.isEmpty else {
      let hash = container.modelHash.map { String(format: "%02x", $0) }.joined()
      throw Diagnosis.wrongUse(
        "It was coded with the model \(hash)…, which is needed to decode it. Add --model with that model's file."
      )
    }
    let loaded = try models.all()
    let wanted = loaded.first { $0.hash.starts(with: container.modelHash) } ?? loaded[0]
    return try wanted.codec.decode(container, modelHash: wanted.hash)
  }

  private static func numbered(_ output: String, _ number: Int) -> String {
    let path = output as NSString
    let suffix = path.pathExtension
    return suffix.isEmpty
      ? "\(output)-\(number)" : "\(path.deletingPathExtension)-\(number).\(suffix)"
  }
}
