import Foundation
import RDCore
import RDExperiments
import RDFiles
import RDImageCodecs
import RDModelFiles
import RDNetworks
import RDResults

/// Trainings of one transform codec, each for another trade of rate against error and each from where the one before ended; then the
/// measurement of all.
struct CodecChain: Sendable {
  let specification: TransformCodecSpecification

  /// The name that its rows carry.
  var variant: String

  /// The surrogate of rounding in training.
  var surrogate: TransformCodecArchitecture.Surrogate

  /// Which of several independent rounds of trainings this is, from 1.
  var repetition = 1

  /// Whether the models are among the results.
  var isPublished = false

  var stages: [Stage] = []

  struct Stage: Sendable {
    /// The Lagrangian weight of a unit of squared error, in bits.
    let lambda: Double
    let epochs: Int
    let learningRate: Double
  }

  private static let method = "transform-codec"

  /// The coding of a trained network's latents: complete, or with one feature disabled.
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
    variant = specification.surrogate.rawValue
  }

  var trial: Trial {
    var template = TransformCodecExperiment.emptyPoint(
      source: specification.test, method: Self.method)
    template.repetition = repetition
    let isOneOfMany = specification.repetitions > 1 || specification.surrogateLambdas.count > 1
    let lambdas = stages.map { "\(Cell.real($0.lambda).machineText)" }.joined(separator: ",")
    return Trial(
      name: "transform-codec \(variant)"
        + (isOneOfMany && !isPublished ? " lambda=\(lambdas) #\(repetition)" : ""),
      template: template,
      cost: Double(stages.reduce(0) { $0 + $1.epochs }), run: run)
  }

  private var seed: SeedPath {
    let seed = SeedPath(root: UInt64(specification.seed))["experiment", "transform-codec"]
    return repetition == 1 ? seed : seed["repetition", repetition]
  }

  @Sendable
  private func run(_ context: TrialContext) throws -> TrialOutcome {
    let rows = try ImageRows(
      loading: specification.data, crop: specification.crop, isFlipped: true,
      rowsPerImage: specification.rowsPerImage)
    let test = try CodecTestImages(specification)
    var outcome = TrialOutcome(points: [], tables: ["history": []])
    var networks: [TransformCodecNetwork<Float>] = []
    var title = ""
    for (index, stage) in stages.enumerated() {
      title +=
        "\(index == 0 ? "" : ",")lambda=\(stage.lambda)/\(stage.epochs)/\(stage.learningRate)"
      let network = try network(stage, rows.shape)
      if let last = networks.last { network.graph.copyParameters(from: last.graph) }
      let options = TrainingOptions(
        batchSize: min(specification.batch, rows.count), learningRate: stage.learningRate,
        schedule: try schedule(of: stage, rowCount: rows.count), gradientLimit: 2000,
        optimiser: try OptimiserCatalogue.optimiser(specification.optimiser))
      let trainer = try Trainer(
        network,
        architecture: "\(specification.architecture.summary);\(surrogate.rawValue);\(title)",
        options: options, rows: rows, seed: seed["training", variant]["stage", index])
      let history = try TrainingLoop(trainer, epochs: stage.epochs, isKept: true)
        .run(in: StageContext(context, stage: index, epochs: stages.map(\.epochs)))
      let measured = try test.smallRows(rows.shape).map { trainer.evaluate($0).means }
      for epoch in history {
        let isLast = epoch.epoch == stage.epochs
        outcome.tables["history"]?.append([
          .text(variant), .real(stage.lambda), .integer(repetition), .integer(epoch.epoch),
          .real(epoch.learningRate),
          .real(epoch.objective), .real(epoch.terms[0]), .real(epoch.terms[1]),
          .optional(isLast ? measured?[0] : nil), .optional(isLast ? measured?[1] : nil),
        ])
      }
      networks.append(network)
    }
    let fittingImages = TransformCodec.fittingImages(of: rows.sets)
    try rows.check()
    for (stage, network) in zip(stages, networks) {
      try context.checkInterruption()
      for code in Code.all {
        let codec = try TransformCodec(
          fitting: network, architecture: specification.architecture, lambda: stage.lambda,
          to: fittingImages,
          options: code.options,
          seed: seed["fitting", variant], check: { try context.checkInterruption() })
        guard codec.liveChannelCount > 0 else {
          outcome.points.append(
            failed(
              stage, code.method, .deadLatents(count: specification.architecture.latentChannels)))
          continue
        }
        let file = codec.modelFile
        let measurement = try test.measure(codec, modelHash: file.hashBytes) {
          try context.checkInterruption()
        }
        outcome.points.append(point(stage, codec, measurement, method: code.method))
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

  /// A hundred steps of warming up, or a tenth of the training if that is less, and a fall over its second half.
  private func schedule(of stage: Stage, rowCount: Int) throws -> LearningRateSchedule {
    let batch = min(specification.batch, rowCount)
    let steps = stage.epochs * ((rowCount + batch - 1) / batch)
    return try LearningRateSchedule(
      parsing: "warm-up:steps=\(min(100, max(1, steps / 10))),cosine", epochs: stage.epochs)
  }

  /// The network of one training, in a single shard: a trial has one core.
  private func network(_ stage: Stage, _ shape: ImageShape) throws -> TransformCodecNetwork<Float> {
    try specification.architecture.check(shape)
    return TransformCodecNetwork<Float>(
      specification.architecture, height: shape.height, width: shape.width,
      batchCapacity: specification.batch,
      surrogate: surrogate,
      // The objective is of a row, whatever its size: bits and squared error grow alike.
      lambda: stage.lambda, seed: seed["network", "first"])
  }

  /// The point of a codec that has nothing to code: what it loses would be measured as if it were a code.
  private func failed(_ stage: Stage, _ method: String, _ collapse: NetworkCollapse) -> Point {
    var point = TransformCodecExperiment.emptyPoint(source: specification.test, method: method)
    point.status = "failed: \(collapse)"
    point.seed = seed.value
    point.repetition = repetition
    point.set("variant", .text(variant))
    point.set("setting", .real(stage.lambda))
    point.set("epochs", .integer(stage.epochs))
    return point
  }

  /// The point of a codec, from its measurement on the test images in real files.
  private func point(
    _ stage: Stage, _ codec: TransformCodec, _ measurement: CodecMeasurement, method: String
  ) -> Point {
    var point = measurement.point(
      source: specification.test, method: method, variant: variant, setting: stage.lambda)
    point.seed = seed.value
    point.repetition = repetition
    point.set("cost", .real(measurement.cost(lambda: stage.lambda)))
    point.set("live_channels", .integer(codec.liveChannelCount))
    point.set("epochs", .integer(stage.epochs))
    return point
  }
}
