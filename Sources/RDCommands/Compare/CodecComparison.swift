import RDCore
import RDDataSets
import RDExperiments
import RDImages
import RDReport
import RDResults
import RDStandardCodecs

/// A comparison of codecs on images.
package struct CodecComparison {
  private let paths: [String]
  package let requests: [CodecRequest]

  /// The targets of each file; empty for the settings of the requests.
  private let targets: [RateTarget]

  private let jobs: Int

  /// Codecs and trained models on picture files.
  ///
  /// - Parameters:
  ///   - paths: the pictures.
  ///   - requests: codecs with their settings.
  ///   - models: the paths of trained models, those of a kind as one codec, after the others.
  ///   - targets: the targets of each file; empty for the settings of the requests.
  ///   - jobs: the number of concurrent encodings.
  /// - Throws: an error of a model.
  package init(
    paths: [String], requests: [CodecRequest], models: [String], targets: [RateTarget], jobs: Int
  ) throws {
    self.paths = paths
    let trained = try models.map { try LoadedModel($0) }
    self.requests =
      requests
      + distinct(trained.map(\.kind)).map { kind in
        CodecRequest(codec: TrainedCodec(trained.filter { $0.kind == kind }))
      }
    self.targets = targets
    self.jobs = jobs
  }

  /// What one file is made of: a codec at a setting or for a target, and a picture.
  private struct Job: Sendable {
    let codec: any ImageCodec
    let setting: Double
    let target: RateTarget?
    let picture: SharedPicture

    /// - Throws: an error that has no message for users.
    func run() throws -> Outcome {
      switch try picture.take() {
      case .problem(let problem): return .unreadable(problem)
      case .image(let image):
        let codec = codec.adapted(to: image.shape)
        do {
          let (coded, times) = try codec.timed(image, measures: .all) {
            try target.map { try codec.encode(image, for: $0) }
              ?? TargetedFile(setting: setting, bytes: codec.encode(image, at: setting))
          }
          return .coded(coded, times)
        } catch let error as any DiagnosedError {
          return .failed(reason: error.description)
        }
      }
    }
  }

  /// What came of a picture.
  private enum Outcome: Sendable {
    case coded(CodedImage, CodingTimes)
    case failed(reason: String)
    case unreadable(any PictureProblem)
  }

  /// Codes all pictures by every codec at every setting, recording failures; those that cannot be read are skipped.
  ///
  /// - Returns: the results.
  /// - Throws: the problem of the first picture if none can be read; an error that has no message for users.
  package func results(observer: (any ProgressObserver)? = nil) throws -> ComparedCodecs {
    let settings = requests.flatMap { request -> [(codec: any ImageCodec, Double, RateTarget?)] in
      let codec = request.codec
      guard targets.isEmpty || codec.control == nil else { return targets.map { (codec, 0, $0) } }
      return (request.settings ?? codec.defaultSettings).map { (codec, $0, nil) }
    }
    // Picture by picture, so that few are in memory at the same time.
    let jobs = paths.flatMap { path in
      let picture = SharedPicture(path, useCount: settings.count)
      return settings.map { Job(codec: $0.codec, setting: $0.1, target: $0.2, picture: picture) }
    }
    let outcomes = try concurrentMap(jobs, jobs: self.jobs, observer: observer) { try $0.run() }
    var readable: [Int] = []
    var problems: [(path: String, problem: any PictureProblem)] = []
    for (index, path) in paths.enumerated() {
      if case .unreadable(let problem) = outcomes[index * settings.count] {
        problems.append((path, problem))
      } else {
        readable.append(index)
      }
    }
    if readable.isEmpty, let first = problems.first { throw first.problem }
    for (path, problem) in problems { PictureJournal.standard.skip(path, because: problem) }
    return ComparedCodecs(
      images: readable.map { jobs[$0 * settings.count].picture.name },
      operations: settings.enumerated().map { number, setting in
        ComparedCodecs.Operation(
          codec: setting.codec, setting: setting.2 == nil ? setting.1 : nil,
          results: readable.map { index in
            switch outcomes[index * settings.count + number] {
            case .coded(let image, let times): .success((image, times))
            case .failed(let reason): .failure(ComparedCodecs.Failure(reason: reason))
            case .unreadable(let problem):
              .failure(ComparedCodecs.Failure(reason: problem.description))
            }
          })
      })
  }
}
