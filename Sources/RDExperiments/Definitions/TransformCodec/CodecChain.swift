internal import Foundation
internal import RDCodecs
internal import RDCore
internal import RDImaging
internal import RDLearning
internal import RDResults

/// Trainings of one transform codec, each for another trade of rate against error and each from where the one before ended; then the
/// measurement of all.
struct CodecChain: Sendable {
  /// What is asked.
  let specification: TransformCodecSpecification

  /// The name that its rows carry.
  var variant: String

  /// What stands for rounding in training.
  var surrogate: String

  /// Whether the models are among the results.
  var isPublished = false

  /// The trainings.
  var stages: [Stage] = []

  /// One training.
  struct Stage: Sendable {
    /// What a unit of squared error counts for, in bits.
    let lambda: Double
    let epochs: Int
    let learningRate: Double
  }

  /// The method of the codec with all it has.
  private static let method = "transform-codec"

  /// How the latents of a trained network are coded: with all there is, or with one thing left out.
  private struct Code {
    let method: String
    let options: TransformCodec.FittingOptions

    static let all = [
      Code(
        method: "\(CodecChain.method)-factorised", options: .init(usesContext: false)),
      Code(
        method: "\(CodecChain.method)-rounding", options: .init(isRateDistortionOptimised: false)),
      Code(method: CodecChain.method, options: .init()),
    ]
  }

  init(specification: TransformCodecSpecification) {
    self.specification = specification
    surrogate = specification.surrogate
    variant = specification.surrogate
  }

  var trial: Trial {
    var template = Point(source: specification.test, method: Self.method)
    template.own = TransformCodecExperiment.ownColumns.map { _ in .empty }
    return Trial(
      name: "transform-codec \(variant)", template: template,
      cost: Double(stages.reduce(0) { $0 + $1.epochs }), run: run)
  }

  private var seed: SeedPath {
    SeedPath(root: UInt64(specification.seed))["experiment", "transform-codec"]
  }

  @Sendable
  private func run(_ context: TrialContext) throws -> TrialOutcome {
    let rows = try trainingRows()
    let test = try CodecTestImages(specification)
    var outcome = TrialOutcome(points: [], tables: ["history": []])
    var networks: [TransformCodecNetwork<Float>] = []
    var title = ""
    for (index, stage) in stages.enumerated() {
      title +=
        "\(index == 0 ? "" : ",")lambda=\(stage.lambda)/\(stage.epochs)/\(stage.learningRate)"
      let network = network(stage, rows.shape)
      if let last = networks.last { network.graph.copyParameters(from: last.graph) }
      let options = TrainingOptions(
        batchSize: min(specification.batch, rows.count), learningRate: stage.learningRate,
        schedule: try LearningRateSchedule(
          parsing: "warm-up:steps=100,cosine", epochs: stage.epochs),
        gradientLimit: 2000)
      let trainer = try Trainer(
        network,
        architecture: "\(specification.architecture.summary);\(surrogate);\(title)",
        options: options, rows: rows, seed: seed["training", variant]["stage", index])
      let history = try TrainingLoop(trainer, epochs: stage.epochs, isKept: true)
        .run(
          in: CodecStageContext(
            trial: context, stage: index, earlierEpochs: stages[..<index].map(\.epochs),
            allEpochs: stages.map(\.epochs)))
      let measured = try test.smallRows(rows.shape).map { trainer.evaluate($0).means }
      for epoch in history {
        let isLast = epoch.epoch == stage.epochs
        outcome.tables["history"]?.append([
          .text(variant), .real(stage.lambda), .integer(epoch.epoch), .real(epoch.learningRate),
          .real(epoch.objective), .real(epoch.terms[0]), .real(epoch.terms[1]),
          .optional(isLast ? measured?[0] : nil), .optional(isLast ? measured?[1] : nil),
        ])
      }
      networks.append(network)
    }
    for (stage, network) in zip(stages, networks) {
      try context.checkInterruption()
      for code in Code.all {
        let codec = try TransformCodec(
          fitting: network, architecture: specification.architecture, lambda: stage.lambda,
          to: TransformCodec.fittingImages(of: rows.blocks),
          options: code.options,
          seed: seed["fitting", variant])
        let file = codec.modelFile
        outcome.points.append(try point(stage, codec, file, test, method: code.method))
        guard code.method == Self.method, isPublished else { continue }
        let kept = TrialFile(
          path: "models/lambda-\(Cell.real(stage.lambda).machineText).rdm", bytes: file.bytes)
        outcome.files.append(kept)
        outcome.tables["models", default: []].append([
          .real(stage.lambda), .text(kept.path), .integer(kept.bytes.count),
          .text("\(ContentHash(of: kept.bytes))"),
        ])
      }
    }
    return outcome
  }

  /// The network of one training, in a single shard: a trial has one core.
  private func network(_ stage: Stage, _ shape: ImageShape) -> TransformCodecNetwork<Float> {
    TransformCodecNetwork<Float>(
      specification.architecture, height: shape.height, width: shape.width,
      batchCapacity: specification.batch,
      surrogate: TransformCodecArchitecture.Surrogate(rawValue: surrogate) ?? .mixed,
      // The objective is of a row, whatever its size: bits and squared error grow alike.
      lambda: stage.lambda, seed: seed["network", "first"])
  }

  private func trainingRows() throws -> ImageRows {
    let crop = specification.crop
    return try ImageRows(
      DataSetCatalogue.load(Descriptor(parsing: specification.data)),
      augmentation: ImageAugmentation(
        crop: crop > 0 ? (crop, crop) : nil, isFlipped: true),
      rowsPerImage: specification.rowsPerImage)
  }

  /// What one codec does to the test images, in real files.
  private func point(
    _ stage: Stage, _ codec: TransformCodec, _ file: ModelFile, _ test: CodecTestImages,
    method: String
  ) throws -> Point {
    let measurement = try test.measure(codec, modelHash: file.hashBytes)
    var point = measurement.point(
      source: specification.test, method: method, variant: variant, setting: stage.lambda)
    point.seed = seed.value
    point.set("live_channels", .integer(codec.liveChannelCount))
    point.set("epochs", .integer(stage.epochs))
    return point
  }
}

/// The context of one training among several of a trial: checkpoints are those of the training that they belong to.
private struct CodecStageContext: TrainingContext {
  let trial: TrialContext
  let stage: Int
  let earlierEpochs: [Int]
  let allEpochs: [Int]

  func report(completed: Int, of total: Int, note: String) {
    // A stage reports its steps; the trial's share of them is that of its epochs.
    let all = allEpochs.reduce(0, +)
    let done =
      Double(earlierEpochs.reduce(0, +))
      + Double(completed) / Double(max(1, total)) * Double(allEpochs[stage])
    trial.report(
      completed: Int(done / Double(max(1, all)) * 10_000), of: 10_000,
      note: "training \(stage + 1) of \(allEpochs.count), \(note)")
  }

  var isInterrupted: Bool { trial.isInterrupted }

  func isCheckpointDue(after epochs: Int) -> Bool { trial.isCheckpointDue(after: epochs) }

  func goesOn(after seconds: Double) { trial.goesOn(after: seconds) }

  func checkpoint() throws -> [UInt8]? {
    guard let bytes = try trial.checkpoint(), bytes.first == UInt8(truncatingIfNeeded: stage) else {
      return nil
    }
    return Array(bytes.dropFirst())
  }

  func storeCheckpoint(_ bytes: [UInt8]) throws {
    try trial.storeCheckpoint([UInt8(truncatingIfNeeded: stage)] + bytes)
  }

  func unusableCheckpoint(_ reason: any Error) -> any Error { trial.unusableCheckpoint(reason) }

  func keptTraining(_ identity: String) throws -> [UInt8]? { try trial.keptTraining(identity) }

  func keepTraining(_ bytes: [UInt8], _ identity: String) throws {
    try trial.keepTraining(bytes, identity)
  }
}
