import RDCore
import RDNumerics

/// t-distributed stochastic neighbour embedding (t-SNE) in the plane.
///
/// It minimises the Kullback–Leibler divergence between two distributions over pairs: the affinities of the points, and
/// `1 / (1 + d^2)` over its sum for distances `d` in the plane. Neighbourhoods are preserved; distances between
/// clusters, and their sizes, have little meaning.
///
/// ```swift
/// let embedding = try TSNE(seed: SeedPath(root: 7)).embed(points)
/// ```
///
/// > Source: [vandermaaten2008]; [vandermaaten2014] for trees.
package struct TSNE: Sendable {
  /// The options.
  package let options: TSNEOptions

  private let seed: SeedPath

  /// An embedding with options.
  ///
  /// - Parameters:
  ///   - options: what differs from the defaults.
  ///   - seed: of the random initial positions.
  /// - Precondition: the perplexity is above 1, the exaggeration and a learning rate are positive, momenta are from 0 to below 1, no
  ///   count is negative and the opening ratio is from 0 to 1.
  package init(_ options: TSNEOptions = TSNEOptions(), seed: SeedPath) {
    precondition(options.perplexity > 1 && options.exaggeration > 0)
    precondition(options.learningRate.map { $0 > 0 } ?? true)
    precondition(0..<1 ~= options.exaggeratedMomentum && 0..<1 ~= options.plainMomentum)
    precondition(options.exaggeratedSteps >= 0 && options.plainSteps >= 0)
    precondition(0...1 ~= options.openingRatio && options.neighbourCount ?? 1 > 0)
    self.options = options
    self.seed = seed
  }

  /// The number of neighbours of each point.
  package var neighbourCount: Int {
    options.neighbourCount ?? Int((3 * options.perplexity).rounded(.down))
  }

  /// The largest perplexity that `count` points can have: a third of the others.
  package static func largestPerplexity(ofPoints count: Int) -> Double {
    Double((count - 1) / 3)
  }

  /// Embeds points.
  ///
  /// - Parameters:
  ///   - points: shape `[n, dimension]`, all finite; several sets in one embedding are one block, joined by `VectorBlock(joining:)`.
  ///   - known: the points' nearest neighbours, at least ``neighbourCount`` of each, if already computed.
  ///   - jobs: threads; the result does not depend on it.
  ///   - observer: receives the progress, as the part `tsne`.
  /// - Returns: a position for each point, and the divergence.
  /// - Throws: ``EmbeddingError``.
  /// - Complexity: `2 n^2 dimension` operations for the neighbours, then O(n log n) a step.
  package func embed(
    _ points: VectorBlock, neighbours known: NearestNeighbours? = nil, jobs: Int = 1,
    observer: (any ProgressObserver)? = nil
  ) throws(EmbeddingError) -> Embedding {
    try points.checkFinite()
    guard neighbourCount < points.count, Double(neighbourCount) >= options.perplexity else {
      throw .perplexityTooLarge(options.perplexity, points: points.count)
    }
    let team = WorkerTeam(size: jobs)
    let progress = EmbeddingProgress(
      stepCount: options.exaggeratedSteps + options.plainSteps, observer: observer)
    let neighbours: NearestNeighbours
    if let known {
      precondition(known.pointCount == points.count)
      neighbours = known.first(neighbourCount)
    } else {
      neighbours = try NearestNeighbours(
        of: points, count: neighbourCount, team: team, whenBlockEnds: progress.reportBlock)
    }
    let affinities = NeighbourAffinities(
      of: neighbours, perplexity: options.perplexity, team: team)
    let forces = EmbeddingForces<Float>(
      of: affinities, openingRatio: options.openingRatio, team: team)
    let descent = EmbeddingDescent(forces, from: try start(of: points))
    try descend(descent, reporting: progress)
    let divergence = forces.divergence(at: descent.positions)
    progress.reportEnd(divergence: divergence)
    return Embedding(
      positions: descent.positions.block, divergence: divergence,
      gradientNorm: descent.gradientNorm, stepCount: progress.stepCount)
  }

  private func descend(
    _ descent: EmbeddingDescent<Float>, reporting progress: EmbeddingProgress
  ) throws(EmbeddingError) {
    for step in 0..<progress.stepCount {
      let isExaggerated = step < options.exaggeratedSteps
      if step == options.exaggeratedSteps { descent.rest() }
      let exaggeration = isExaggerated ? options.exaggeration : 1
      let learningRate =
        options.learningRate ?? max(200, Double(descent.positions.count) / exaggeration)
      let isFinite = descent.step(
        exaggeration: Float(exaggeration), learningRate: Float(learningRate),
        momentum: Float(isExaggerated ? options.exaggeratedMomentum : options.plainMomentum))
      guard isFinite else { throw .diverged(step: step + 1) }
      progress.report(step: step + 1, gradientNorm: descent.gradientNorm)
    }
  }

  /// The initial positions.
  private func start(of points: VectorBlock) throws(EmbeddingError) -> PlanePoints<Float> {
    let deviation = 1e-4
    let positions = PlanePoints<Float>(count: points.count)
    var random = RandomStream(seed: seed["tsne", "start"])
    let isRandom = options.start == .random
    for point in 0..<points.count {
      let size = isRandom ? deviation : deviation / 100
      positions.x[point] = Float(size * StandardNormal.quantile(random.nextUniform()))
      positions.y[point] = Float(size * StandardNormal.quantile(random.nextUniform()))
    }
    guard !isRandom else { return positions }
    let plane = try PlaneProjection.principalComponents(of: points)
    let spread = plane.standardDeviation
    guard spread > 0 else { return positions }
    for point in 0..<points.count {
      positions.x[point] += Float(Double(plane.positions.elements[2 * point]) * deviation / spread)
      positions.y[point] += Float(
        Double(plane.positions.elements[2 * point + 1]) * deviation / spread)
    }
    return positions
  }
}
