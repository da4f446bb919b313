import RDCore
import RDDataSets
import RDFiles
import RDImageCodecs
import RDModelFiles
import RDNetworks
import RDResults

/// The training of one model, from a specification file to a model file, by `rdtool train`.
package struct ModelTraining: Sendable {
  /// The canonical specification, as a TOML file.
  package let specificationText: String

  private let specification: ModelSpecification

  /// The model whose weights the training begins with, if any.
  package var startModel: String? { specification.from.isEmpty ? nil : specification.from }

  package static var keys: [(name: String, summary: String)] {
    ModelSpecification.keys.map { ($0.name, $0.summary) }
  }

  /// The kinds of models with their parameters.
  package static var models: [(name: String, summary: String)] {
    zip(ImageModelCatalogue.all.names, ImageModelCatalogue.all.entries).map { ($0, $1.summary) }
  }

  /// Resolves a requested training.
  package init(_ request: SpecificationRequest) throws(SpecificationError) {
    if let file = request.file, let value = file.values["experiment"], value != .text("train") {
      throw .badValue(
        location: file.location(of: "experiment"), key: "experiment", value: value.toml,
        kind: value.kind,
        expected: "\"train\" or left out. Other experiments are run by 'rdtool sweep'")
    }
    specification = try request.resolve()
    specificationText = specification.canonicalText(experiment: "train")
  }

  /// Trains the model, or resumes where an earlier run stopped, and writes it.
  ///
  /// Beside the model it writes `NAME.history.csv`, with a row per epoch, and `NAME.checkpoint`, from which the same command resumes after an
  /// interruption, and a command with more epochs after the end.
  ///
  /// - `jobs`: the number of threads; no result depends on it.
  /// - `checkpointSeconds`: seconds between two checkpoints; no result depends on it.
  /// - Returns: the history as a table, the SHA-256 by which streams identify the model, and what is to be said of its latents, if anything.
  /// - Throws: ``RunInterrupted`` if the user stopped the training; an error of the data, the model, the training or the files.
  package func run(
    to path: String, jobs: Int, checkpointSeconds: Double = 60,
    observer: (any ProgressObserver)?, interruption: Interruption
  ) throws -> (history: CSVDocument, modelHash: ContentHash, note: String?) {
    let model = try ImageModelCatalogue.model(specification.model)
    let rows = try ImageRows(
      loading: specification.data, crop: specification.crop, shift: specification.shift,
      isFlipped: specification.flip, rowsPerImage: specification.rowsPerImage)
    let validation = try validationRows(rows.shape)
    let seed = SeedPath(root: UInt64(specification.seed))["model", "train"]
    let options = try specification.options()
    let batch = min(options.batchSize, rows.count)
    let shards = min(specification.shards, batch)
    let network = try model.network(
      for: rows.shape, shardCapacity: (batch + shards - 1) / shards, shardCount: shards, seed: seed)
    let start = try startModel.map { try StartModel(at: $0) }
    try start?.load(into: network, of: model, for: rows.shape)
    let trainer = try Trainer(
      network, architecture: "\(model.descriptor)\(start.map { ";from=\($0.hash)" } ?? "")",
      options: options, rows: rows, seed: seed, jobs: jobs)
    let context = ModelTrainingContext(
      model: path, program: try ProgramIdentity().computation.hash, observer: observer,
      interruption: interruption)
    let epochs = try TrainingLoop(
      trainer, epochs: specification.epochs, validation: validation, isKept: true,
      checkpointSeconds: checkpointSeconds
    )
    .run(in: context)
    var file = try model.file(of: network, shape: rows.shape, rows: rows)
    try rows.check()
    if let start {
      file = file.adding(ModelFile.NamedSection(name: "from", bytes: start.hash.bytes))
    }
    let history = history(epochs, network, isValidated: validation != nil)
    try AtomicFile.write(history.text, to: path + ".history.csv")
    try AtomicFile.write(file.bytes, to: path)
    return (history, file.contentHash, try collapseNote(of: file))
  }

  /// What is said of a model with latents that are the same for every picture; `nil` if it has none.
  private func collapseNote(of file: ModelFile) throws -> String? {
    let (live, all) = try ImageModelCatalogue.codec(of: file).latents
    guard live < all else { return nil }
    guard live > 0 else {
      return
        "The model has collapsed: none of its \(all) latents depends on the picture, so every picture gets the same reconstruction. Use another seed, a lower learning rate, a smaller weight of the rate or the divergence, or an activation that does not die."
    }
    return
      "\(all - live) of \(all) latents are the same for every picture once they are quantised: they take no bits and add nothing."
  }

  private func validationRows(_ shape: ImageShape) throws -> ImageRows? {
    guard !specification.validation.isEmpty else { return nil }
    let rows = try ImageRows(
      DataSetCatalogue.load(Descriptor(parsing: specification.validation)),
      augmentation: ImageAugmentation(
        crop: specification.crop > 0 ? (shape.height, shape.width) : nil))
    guard rows.shape == shape else {
      throw Diagnosis.wrongUse(
        "The images of validation = \"\(specification.validation)\" are \(rows.shape), but those that are learned are \(shape). Give a data set of that shape, set crop, or leave validation out."
      )
    }
    return rows
  }

  private func history(
    _ epochs: [TrainingEpoch], _ network: any TrainableNetwork, isValidated: Bool
  ) -> CSVDocument {
    let terms = network.reportedTerms.map(\.name)
    let columns =
      ["epoch", "learning_rate", "objective"] + terms
      + (isValidated ? ["validation_objective"] + terms.map { "validation_\($0)" } : [])
    let rows = epochs.map { epoch -> [Cell] in
      [.integer(epoch.epoch), .real(epoch.learningRate), .real(epoch.objective)]
        + epoch.terms.map { .real($0) }
        + (isValidated
          ? [.optional(epoch.validationObjective)] + epoch.validationTerms.map { .real($0) } : [])
    }
    return CSVDocument(Table(columns: columns.map { Table.Column($0) }, rows: rows))
  }
}
