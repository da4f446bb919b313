import ArgumentParser
import Foundation
import RDCommands
import RDCore
import RDFiles
import RDImageCodecs
import RDImages
import RDResults
import RDStandardCodecs
import RDStreams

/// `rdtool decode`: the images or the numbers of a file.
struct DecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Decode the images or the numbers of a file.",
    discussion: """
      A file that a model coded needs that model: the file has the first bytes of the model's content hash. Several images go to \
      IMAGE-1, IMAGE-2 and so on, the number before the suffix. Files of other codecs, such as JPEG 2000, are recognised by \
      their contents.

      Latents come back exactly; samples are computed in floating point, and may differ by one of 255 from those of another \
      processor.

      Numbers need nothing but their file, and are the same everywhere. A .npy file gets the array's shape and kind of number; .f32, \
      .raw and .bin get numbers of 4 bytes, .csv a number a line.

      Examples:
        rdtool decode photo.rdi -o photo.png --model results/photo-codec/models/lambda-80.rdm
        rdtool decode weights.rds -o weights.npy
      """)

  @Argument(help: ArgumentHelp("The file.", valueName: "file"))
  var file: String

  @Option(
    name: [.short, .customLong("output")], parsing: .unconditional,
    help: ArgumentHelp(
      "The picture to write: .png, .ppm, .pgm or .pnm; or the array: .npy, .f32 or .csv.",
      valueName: "output"))
  var output: String

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "The model that the file was coded with; with several, the one that it asks for is taken.",
      valueName: "model"))
  var model: [String] = []

  func validate() throws {
    guard ArrayOutput(path: output) == nil else { return }
    try reading("--output") { try ImageFile.checkSuffix(of: output) }
  }

  func run() throws {
    try SameFile.refuse(output, among: [file])
    let arrayOutput = ArrayOutput(path: output)
    if try InputFile.begins(file, with: CodedArrayHeader.magic) ?? (arrayOutput != nil) {
      guard model.isEmpty else { throw DecodingMismatch.modelForArray(file: file) }
      guard let arrayOutput else {
        throw DecodingMismatch.pictureOfArray(file: file, output: output)
      }
      return try arrayOutput.decode(file)
    }
    guard arrayOutput == nil else {
      throw DecodingMismatch.arrayOfPicture(file: file, output: output)
    }
    let bytes = try InputFile.read(file)
    let images: [Image]
    do {
      images = try decoded(bytes)
    } catch let error as any DiagnosedError {
      throw error is UnusableFile ? error : UnusableFile(path: file, problem: error)
    }
    let encoded = try images.enumerated().map { index, image in
      let path = images.count == 1 ? output : numbered(index + 1)
      return (path, try ImageFile.encode(image, for: path))
    }
    for (path, bytes) in encoded {
      try reading("--output") { try AtomicFile.write(bytes, to: path) }
    }
  }

  private func decoded(_ bytes: [UInt8]) throws -> [Image] {
    guard bytes.starts(with: "RDIM".utf8) else {
      if let image = try StandardCodecCatalogue.decode(bytes) { return [image] }
      do throws(ImageFileError) {
        return [try ImageFile.decode(bytes, name: file)]
      } catch {
        guard case .unknownFormat(_, let known) = error else { throw error }
        throw NoCodedFile(known: known)
      }
    }
    let container = try ImageContainer(parsing: bytes)
    guard !model.isEmpty else { throw ModelMissing(hash: container.modelHash) }
    let models = try model.map { try LoadedModel($0) }
    let wanted =
      models.first { $0.hash.starts(with: container.modelHash) } ?? models[0]
    return try wanted.codec.decode(container, modelHash: wanted.hash)
  }

  private func numbered(_ number: Int) -> String {
    let path = output as NSString
    let suffix = path.pathExtension
    return suffix.isEmpty
      ? "\(output)-\(number)" : "\(path.deletingPathExtension)-\(number).\(suffix)"
  }
}

/// A coded file without its model.
struct ModelMissing: DiagnosedError {
  /// The first bytes of the model's content hash.
  let hash: [UInt8]

  var failureClass: FailureClass { .wrongUse }

  var description: String {
    let digits = hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    return
      "It was coded with the model \(digits)…, which is needed to decode it. Add --model with that model's file."
  }
}
