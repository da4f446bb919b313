import Foundation
import RDCore
import RDDataSets
import RDExperiments
import RDStandardCodecs

/// Why a command failed, wholly or in part.
package enum CommandError: DiagnosedError {
  // MARK: Files

  /// An output that would overwrite an input, with its path.
  case outputIsInput(String)

  /// A name that is not a data set, a file or a folder.
  case noSuchImages(name: String)

  /// A file of unknown format, with the known picture formats.
  case unknownCodedFile(pictureFormats: [String])

  /// An array with a picture as output.
  case pictureOfArray(file: String, output: String)

  /// A picture with an array as output.
  case arrayOfPicture(file: String, output: String)

  /// A model for a file that needs none.
  case modelForArray(file: String)

  /// A coded file without its model, of whose content hash these are the first bytes.
  case modelMissing(hash: [UInt8])

  // MARK: Codecs

  /// A codec without a setting or a target.
  case noSetting(codec: String, control: String)

  /// No model's file is small enough, in bits per pixel.
  case sizeNotReached(target: Double, smallest: Double)

  /// No model's file is good enough, in decibels.
  case qualityNotReached(target: Double, best: Double)

  /// Some of the images were not coded; the others are in the table, without means.
  case imagesNotCoded(failures: [String], rowCount: Int)

  // MARK: Quantisers

  /// A half of the samples of a file, `design` or `held-out`, that is constant.
  case constantHalf(path: String, half: String, rowCount: Int)

  /// A method that designs for densities only, where samples were given.
  case methodNeedsDensity(method: String)

  /// A quantiser without thresholds and levels, where these were requested.
  case noListOfLevels(method: String)

  /// A method without numbers of levels, where only these were given.
  case sizedByRate(method: String)

  // MARK: Ledgers

  /// An excess probability for a process, the bound of whose blocks has none.
  case excessOfProcess(source: String)

  /// Rows of a ledger that could not be measured: the request, and the reason.
  case ledgerRowsFailed(failures: [String], rowCount: Int)

  // MARK: Experiments and training

  /// The user stopped the run, whose results are stored in a folder.
  case runInterrupted(folder: String)

  /// The user stopped the training of a model.
  case trainingInterrupted(model: String)

  /// Some trials failed; the table says which.
  case trialsFailed(failures: [RunReport.Failure], trialCount: Int, folder: String)

  /// The folder has no specification to run.
  case noExperiments(folder: String)

  /// Some experiments could not be run, or some of their trials failed; the others have run.
  case experimentsFailed(failures: [(name: String, reason: String)], count: Int)

  package var failureClass: FailureClass {
    switch self {
    case .outputIsInput, .pictureOfArray, .arrayOfPicture, .modelForArray, .modelMissing,
      .noSetting, .sizeNotReached, .qualityNotReached, .methodNeedsDensity, .noListOfLevels,
      .sizedByRate, .excessOfProcess:
      .wrongUse
    case .unknownCodedFile, .constantHalf: .badData
    case .noSuchImages, .noExperiments: .missing
    case .imagesNotCoded, .ledgerRowsFailed, .trialsFailed, .experimentsFailed: .trialFailed
    case .runInterrupted, .trainingInterrupted: .interrupted
    }
  }

  package var description: String {
    switch self {
    case .outputIsInput(let path):
      "--output: that is the file '\(path)' itself, which would be lost. Name another."
    case .noSuchImages(let name):
      "There is no file, folder or data set '\(name)'. Name pictures, a folder of them, or one of \(DataSetCatalogue.all.names.joined(separator: ", ")), as in kodak:count=3."
    case .unknownCodedFile(let pictureFormats):
      "It begins like no coded file that is known here. Give one that 'rdtool encode' wrote, or another of \((Self.recognisedCodecs + pictureFormats).joined(separator: ", ")); if it was one of these, fetch it again."
    case .pictureOfArray(let file, let output):
      "--output: '\(output)' is the name of a picture, but '\(file)' holds numbers. Name a .npy, .f32 or .csv file."
    case .arrayOfPicture(let file, let output):
      "--output: '\(output)' is the name of an array, but '\(file)' holds no coded numbers. Name a .png, .ppm or .pgm file if it holds a picture."
    case .modelForArray(let file):
      "--model is for files of images, but '\(file)' holds numbers, which need none. Leave it out."
    case .modelMissing(let hash):
      "It was coded with the model \(hash.map { String(format: "%02x", $0) }.joined())…, which is needed to decode it. Add --model with that model's file."
    case .noSetting(let codec, let control):
      "--codec: '\(codec)' names no single \(control). Add it, as in \(codec.prefix { $0 != ":" }):\(control)=…, or --bpp or --psnr."
    case .sizeNotReached(let target, let smallest):
      "No model gives a file of at most \(target) bits per pixel: the smallest has \(String(format: "%.4f", smallest)). Give a model of a lower rate, or a larger --bpp."
    case .qualityNotReached(let target, let best):
      "No model reaches \(target) dB: the best reaches \(String(format: "%.2f", best)). Give a model of a higher rate, or a smaller --psnr."
    case .imagesNotCoded(let failures, let rowCount):
      // A codec that cannot code an image cannot at each of its settings.
      Self.rowsFailed(failures.count, of: rowCount, reasons: distinct(failures))
    case .constantHalf(let path, let half, let rowCount):
      "The file '\(path)' is split into two halves, and the \(half) half (\(rowCount) row\(rowCount == 1 ? "" : "s")) holds only one number. Give more samples that differ."
    case .methodNeedsDensity(let method):
      "'\(method)' is designed for a density, not for the samples of a file. Give --source instead of --from, or another --method."
    case .noListOfLevels(let method):
      "'\(method)' is not a scalar quantiser, so it has no list of thresholds and levels. Leave --show design out, or name other methods."
    case .sizedByRate(let method):
      "--levels: '\(method)' is sized by its rate. Give --rates beside or instead of --levels."
    case .excessOfProcess(let source):
      "--excess: '\(source)' is a process, whose first part is what blocks lose on average, whatever may be exceeded. Leave --excess out."
    case .ledgerRowsFailed(let failures, let rowCount):
      Self.rowsFailed(failures.count, of: rowCount, reasons: failures)
    case .runInterrupted(let folder):
      "Interrupted. What has finished is kept in '\(folder)'; give the same command again to resume."
    case .trainingInterrupted(let model):
      "Interrupted. The training is kept in '\(model).checkpoint'; give the same command again to resume."
    case .trialsFailed(let failures, let trialCount, let folder):
      "\(failures.count) of \(trialCount) trials failed; '\(folder)/points.csv' has their status.\n"
        + Self.lines(failures.prefix(5).map { "\($0.trial): \($0.reason)" })
        + (failures.count > 5 ? "\n  and \(failures.count - 5) more" : "")
    case .noExperiments(let folder):
      "There is no specification file in '\(folder)'. Run the command where the folder experiments/ of the project is, or name the folder with --experiments."
    case .experimentsFailed(let failures, let count):
      "\(failures.count) of \(count) experiments failed:\n"
        + Self.lines(failures.map { "\($0.name): \($0.reason)" })
        + "\nThe others have run. 'rdtool doctor' describes data sets and libraries that are missing; give the same command again to resume."
    }
  }

  private static var recognisedCodecs: [String] {
    zip(StandardCodecCatalogue.all.names, StandardCodecCatalogue.all.entries)
      .filter { $0.1.isRecognised }.map(\.0)
  }

  private static func rowsFailed(_ count: Int, of rowCount: Int, reasons: [String]) -> String {
    "\(count) of \(rowCount) rows failed.\n" + lines(reasons)
  }

  private static func lines(_ texts: [String]) -> String {
    texts.map { "  \($0)" }.joined(separator: "\n")
  }
}

/// The distinct texts, in the order of first appearance.
private func distinct(_ texts: [String]) -> [String] {
  var seen: Set<String> = []
  return texts.filter { seen.insert($0).inserted }
}
