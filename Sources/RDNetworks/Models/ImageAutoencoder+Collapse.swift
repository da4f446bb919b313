import RDCore

extension ImageAutoencoder {
  /// The fraction of the images' variance below which reconstructions count as all the same: a hundredth in amplitude.
  private static var leastFraction: Double { 1e-4 }

  /// The divergence in nats of a posterior from N(0, 1) below which a latent counts as dead.
  private static var leastDivergence: Double { 0.01 }

  /// The standard deviation, in parts of its mean, below which a latent counts as constant: a few roundings.
  private static var leastDeviation: Double { 1e-6 }

  /// The maximum number of examined images.
  private static var mostImages: Int { 1000 }

  /// The collapse of a trained network; `nil` if it has not collapsed, or if the images cannot tell.
  ///
  /// A network that has merely learnt little passes: this finds dead units and collapsed posteriors, not bad results.
  ///
  /// - `images`: images that it was not trained on, of `imageShape`; the first 1000 are looked at.
  package func collapse(on images: ImageBlock) -> NetworkCollapse? {
    let images = images[0..<min(images.count, Self.mostImages)]
    guard images.count > 1 else { return nil }
    let truth = VectorBlock(
      count: images.count, dimension: images.shape.elementCount,
      elements: images.samples.map { Float($0) / 255 })
    let variance = truth.componentMoments.reduce(0) { $0 + $1.variance }
    guard variance > 0 else { return nil }
    let reconstructions = reconstruct(images)
    let codes = encode(images)
    guard reconstructions.elements.allSatisfy(\.isFinite), codes.elements.allSatisfy(\.isFinite)
    else { return .notFinite }
    let isDead =
      if let divergences = divergences(of: images) {
        divergences.allSatisfy { $0.nats < Self.leastDivergence }
      } else {
        codes.componentMoments.prefix(architecture.latentDimension).allSatisfy {
          $0.variance.squareRoot() <= Self.leastDeviation * max(abs($0.mean), 1e-6)
        }
      }
    guard !isDead else { return .deadLatents(count: architecture.latentDimension) }
    let share = reconstructions.componentMoments.reduce(0) { $0 + $1.variance } / variance
    return share < Self.leastFraction ? .constantOutput(share: share) : nil
  }
}

extension VectorBlock {
  fileprivate var componentMoments: [(mean: Double, variance: Double)] {
    var moments = Array(repeating: (mean: 0.0, variance: 0.0), count: dimension)
    for (index, element) in elements.enumerated() {
      moments[index % dimension].mean += Double(element) / Double(count)
    }
    for (index, element) in elements.enumerated() {
      let distance = Double(element) - moments[index % dimension].mean
      moments[index % dimension].variance += distance * distance / Double(count)
    }
    return moments
  }
}
