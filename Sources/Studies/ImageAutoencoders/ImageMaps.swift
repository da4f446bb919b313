import RDCore
import RDExperiments
import RDNetworks
import RDReport
import RDResults

/// Embeddings of images, their latents and their reconstructions in the plane, and nearest-neighbour accuracies of labels.
///
/// A visual impression of a map, such as "better clustered", is not a measurement. The measured number is the fraction of points
/// whose nearest neighbours in the space itself, and not on the map, have its label.
struct ImageMaps {
  /// The mapped spaces: one space by itself, or originals and reconstructions together.
  static let names = ["pixels", "latents", "quantised-latents", "reconstructions", "joint"]

  /// The columns of `maps.csv` behind experiment and trial.
  static let columns: [Table.Column] = [
    "model", "map", "set", "label", "x", "y",
  ]

  /// The columns of `clusters.csv` behind experiment and trial.
  ///
  /// The accuracy of the space `joint` is not that of labels: it tells how often neighbours tell an original from a reconstruction: 1/2 where the two
  /// lie among each other and 1 where they lie apart; also 1/2 where both have one kind as their neighbours, as smooth images may be. For this every image counts once, every other one as its reconstruction: beside its own
  /// twin, a point would find the other kind the nearer the better the reconstruction is. The interval is half the width of Wilson's.
  static let clusterColumns: [Table.Column] = [
    "model", "space", "dimension", "neighbours", "images", "accuracy", "accuracy_ci95", "kl",
  ]

  /// The maximum number of stored points of a set: more do not fit a figure.
  ///
  /// Neighbours are counted among all.
  static let pointLimit = 500

  /// Neighbours that vote for a label.
  static let neighbourCount = 10

  private let wanted: [String]

  /// Bits of each latent where they are quantised.
  private let shownBits: Int

  /// The images, from 0 to 1, shape `[count, samples of an image]`.
  private let pixels: VectorBlock

  /// The label of each, shape `[count]`; `nil` where there are none.
  private let labels: [UInt8]?

  /// The seed of the maps.
  private let seed: SeedPath

  private struct PointSet {
    let name: String
    let points: VectorBlock
  }

  /// Maps of the first test images.
  init(
    _ specification: ImageAutoencodersSpecification, _ test: ImageBlock, _ labels: [UInt8]?
  ) throws(Diagnosis) {
    let count = min(specification.mapCount, test.count)
    guard count > Self.neighbourCount else {
      throw tooFewImages(count, for: "a map", least: Self.neighbourCount + 1)
    }
    wanted = specification.maps
    shownBits = specification.shownBits
    pixels = test[0..<count].unitSamples
    self.labels = labels.map { Array($0.prefix(count)) }
    seed = SeedPath(root: UInt64(specification.seed))["maps", "t-sne"]
  }

  /// The map of the images themselves.
  func addPixels(to outcome: inout TrialOutcome, _ context: TrialContext) throws {
    guard wanted.contains("pixels") else { return }
    try add(
      "pixels", of: "original", [PointSet(name: "original", points: pixels)], to: &outcome, context)
  }

  /// The maps of a model.
  func addModel(
    _ measurement: ImageCodeMeasurement, latentCount: Int, model: String,
    to outcome: inout TrialOutcome, _ context: TrialContext
  ) throws {
    let codes = measurement.firstLatents(pixels.count)
    let latents = PointSet(name: "latent", points: codes.prefix(latentCount))
    let quantiser = try measurement.designed(bits: shownBits).quantiser
    let quantised = PointSet(
      name: "quantised", points: quantiser.quantise(codes).prefix(latentCount))
    let reconstructions = PointSet(
      name: "reconstruction", points: measurement.clippedImages(of: codes))
    let originals = PointSet(name: "original", points: pixels)
    for (map, sets) in [
      ("latents", [latents]), ("quantised-latents", [quantised]),
      ("reconstructions", [reconstructions]),
      ("joint", [originals, reconstructions]),
    ] where wanted.contains(map) {
      try add(map, of: model, sets, to: &outcome, context)
    }
  }

  private func add(
    _ map: String, of model: String, _ sets: [PointSet], to outcome: inout TrialOutcome,
    _ context: TrialContext
  ) throws {
    try context.checkInterruption()
    context.report(completed: 99, of: 100, note: "map of \(map)")
    let points = try VectorBlock(joining: sets.map(\.points))
    // Two-dimensional points need no embedding.
    let embedding = points.dimension == 2 ? nil : try embed(points, map: map, model: model)
    let positions = (embedding?.positions ?? points).elements
    var first = 0
    for set in sets {
      for image in thinned(Array(0..<set.points.count), to: Self.pointLimit) {
        let row = first + image
        outcome.tables["maps", default: []].append([
          .text(model), .text(map), .text(set.name),
          .optional(labels.map { Int($0[image]) }), coordinate(positions[2 * row]),
          coordinate(positions[2 * row + 1]),
        ])
      }
      first += set.points.count
    }
    let accuracy = try sets.count == 1 ? labelAccuracy(of: points) : kindAccuracy(of: sets)
    let interval = accuracy?.interval()
    outcome.tables["clusters", default: []].append([
      .text(model), .text(map), .integer(points.dimension), .integer(Self.neighbourCount),
      .integer(pixels.count), .optional(accuracy?.fraction),
      .optional(interval.map { ($0.upper - $0.lower) / 2 }), .optional(embedding?.divergence),
    ])
  }

  /// The nearest-neighbour accuracy of the labels of a set; `nil` without labels.
  private func labelAccuracy(of points: VectorBlock) throws(EmbeddingError) -> NeighbourAccuracy? {
    guard let labels else { return nil }
    return try NeighbourAccuracy(
      of: points, labels: labels.map { Int($0) }, neighbourCount: Self.neighbourCount)
  }

  /// The nearest-neighbour accuracy of the set of a point, every image being in one of them.
  private func kindAccuracy(of sets: [PointSet]) throws(EmbeddingError) -> NeighbourAccuracy {
    let dimension = sets[0].points.dimension
    let kinds = (0..<pixels.count).map { $0 % sets.count }
    let elements = kinds.enumerated().flatMap { image, kind in
      sets[kind].points.elements[(image * dimension)..<((image + 1) * dimension)]
    }
    return try NeighbourAccuracy(
      of: VectorBlock(count: pixels.count, dimension: dimension, elements: elements),
      labels: kinds, neighbourCount: Self.neighbourCount)
  }

  private func embed(_ points: VectorBlock, map: String, model: String) throws -> Embedding {
    var options = TSNEOptions()
    options.perplexity = min(
      options.perplexity, TSNE.largestPerplexity(ofPoints: points.count))
    return try TSNE(options, seed: seed["map", map]["model", model]).embed(points)
  }

  /// A coordinate to a thousandth, finer than a picture's resolution.
  private func coordinate(_ number: Float) -> Cell {
    .real((1000 * Double(number)).rounded() / 1000)
  }
}

extension VectorBlock {
  /// The first components of every vector.
  fileprivate func prefix(_ count: Int) -> VectorBlock {
    guard count < dimension else { return self }
    return VectorBlock(
      count: self.count, dimension: count,
      elements: (0..<self.count).flatMap {
        elements[($0 * dimension)..<($0 * dimension + count)]
      })
  }
}
