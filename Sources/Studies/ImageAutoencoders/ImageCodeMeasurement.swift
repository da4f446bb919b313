import RDCore
import RDExperiments
import RDImageCodecs
import RDImages
import RDLatentCodes
import RDResults

/// Measures one code of images on held-out test images: with unquantised latents, and quantised in every requested way.
///
/// The mean-square error is that of reconstructions clipped to [0, 1] but not rounded to 8 bits, in units of the full scale, over
/// all test images; the structural similarity is the mean over the first 1000 of them.
struct ImageCodeMeasurement {
  let code: any ImageLatentCode

  /// Training latents of quantisers and tables.
  let design: VectorBlock

  let latents: VectorBlock
  private let reference: [Float]

  /// The number of images for structural similarity: enough for its mean to a thousandth, and all would dominate the run time.
  private static let similarityCount = 1000

  /// A measurement of a code.
  init(_ code: any ImageLatentCode, training: ImageBlock, test: ImageBlock) {
    self.code = code
    design = code.encode(training)
    latents = code.encode(test)
    reference = test.samples.map { Float($0) / 255 }
  }

  /// A quantiser of latents with what a point says of it.
  struct Quantised {
    let name: String

    /// Whether it takes latents as they are, standardised, or was designed for each.
    let scale: String

    /// Bits of each latent; `nil` where they differ.
    var bits: Int?

    /// The step of a uniform quantiser with an entropy coder.
    var step: Double?

    let quantiser: LatentQuantiser
  }

  /// The rate and distortion of a quantiser.
  struct Loss {
    let comparison: ImageComparison

    /// The mean structural similarity of the first images.
    let similarity: Double?

    let samplesPerImage: Int
    let fixedBitsPerImage: Double?
    let codedBitsPerImage: Double?
    let estimatedBitsPerImage: Double?
  }

  /// The designs that are compared at a number of bits for each latent.
  ///
  /// - `hasRaw`: whether latents are regularised towards N(0, 1), so that quantisers for it may be used unscaled.
  func designs(bits: Int, hasRaw: Bool) throws -> [Quantised] {
    var designs: [Quantised] = []
    if hasRaw {
      for method in ["lloyd-max", "uniform-midpoints", "uniform-endpoints"] {
        designs.append(
          Quantised(
            name: method, scale: "raw", bits: bits,
            quantiser: try .ofUnitNormal(
              method: method, bits: bits, latentDimension: code.latentDimension)))
      }
    }
    for (method, name) in [
      ("lloyd-max-normal", "lloyd-max"), ("uniform-midpoints", "uniform-midpoints"),
      ("uniform-endpoints", "uniform-endpoints"),
    ] {
      designs.append(
        Quantised(
          name: name, scale: "standardised", bits: bits,
          quantiser: try LatentQuantiserCatalogue.all.entry(named: method)
            .design(for: design, bits: bits)))
    }
    designs.append(try designed(bits: bits))
    return designs
  }

  /// The Lloyd–Max quantisers of each latent's own training samples.
  func designed(bits: Int) throws -> Quantised {
    Quantised(
      name: "lloyd-max", scale: "designed", bits: bits,
      quantiser: try LatentQuantiserCatalogue.all.entry(named: "lloyd-max-trained")
        .design(for: design, bits: bits))
  }

  /// Cells for an entropy coder, of one step for all latents.
  ///
  /// - `relativeStep`: the step in units of the root mean square of the latents' standard deviations.
  func entropyConstrained(relativeStep: Double) -> Quantised {
    let (quantiser, step) = LatentQuantiser.entropyConstrained(
      relativeStep: relativeStep, for: design)
    return Quantised(
      name: "entropy-constrained", scale: "designed", step: step,
      quantiser: quantiser)
  }

  /// The points of all designs at a number of bits for each latent, beside the uniform quantiser that loses less of those that see
  /// the latents in the same scale.
  func points(
    bits: Int, hasRaw: Bool, _ template: Point, _ context: TrialContext
  ) throws -> [(design: Quantised, loss: Loss, point: Point)] {
    let measured = try designs(bits: bits, hasRaw: hasRaw).map { design in
      try context.checkInterruption()
      return (design: design, loss: try loss(design))
    }
    return measured.map { design, loss in
      let uniform = measured.filter { other, _ in
        other.name.hasPrefix("uniform") && (other.scale == "raw") == (design.scale == "raw")
      }.map(\.loss.comparison).min { $0.pooledMeanSquaredError < $1.pooledMeanSquaredError }
      return (
        design, loss,
        ImagePoint.measured(
          loss, template, quantised: design, uniform: uniform?.meanSquaredErrors)
      )
    }
  }

  /// Codes the test images, and decodes them from the bytes.
  ///
  /// - `quantised`: the quantiser; `nil` for unquantised latents.
  func loss(_ quantised: Quantised?) throws -> Loss {
    guard let quantised else {
      let (comparison, similarity) = compare(latents)
      return Loss(
        comparison: comparison, similarity: similarity,
        samplesPerImage: code.imageShape.elementCount,
        fixedBitsPerImage: nil, codedBitsPerImage: nil,
        estimatedBitsPerImage: nil)
    }
    let coder = try CodedLatentQuantiser(quantised.quantiser, training: design)
    let file = ImageContainer(latents: latents, of: code.imageShape, by: coder).bytes
    let decoded = try ImageContainer(parsing: file).groups[0].latents(by: coder)
    let count = Double(latents.count)
    let (comparison, similarity) = compare(decoded)
    return Loss(
      comparison: comparison, similarity: similarity, samplesPerImage: code.imageShape.elementCount,
      fixedBitsPerImage: quantised.step == nil ? quantised.quantiser.fixedRate.bits : nil,
      codedBitsPerImage: Double(8 * file.count) / count,
      estimatedBitsPerImage: coder.estimatedRate(of: latents).bits / count)
  }

  func firstLatents(_ count: Int) -> VectorBlock {
    let count = min(count, latents.count)
    return VectorBlock(
      count: count, dimension: latents.dimension,
      elements: Array(latents.elements.prefix(count * latents.dimension)))
  }

  /// The reconstructions from latents, clipped to [0, 1], shape `[count, samples of an image]`.
  func clippedImages(of latents: VectorBlock) -> VectorBlock {
    var images = code.decode(latents)
    for index in images.elements.indices {
      images.elements[index] = max(0, min(1, images.elements[index]))
    }
    return images
  }

  /// The reconstructions from latents, with 8 bits per sample.
  func pictures(of latents: VectorBlock, _ quantised: Quantised?) -> [[UInt8]] {
    ImagePictures.bytes(of: code.decode(quantised?.quantiser.quantise(latents) ?? latents))
  }

  private func compare(_ latents: VectorBlock) -> (ImageComparison, similarity: Double?) {
    let images = clippedImages(of: latents).elements
    let first = min(latents.count, Self.similarityCount) * code.imageShape.elementCount
    let similarity = ImageComparison(
      of: Array(images.prefix(first)), with: Array(reference.prefix(first)),
      shape: code.imageShape, measures: .structuralSimilarity)
    return (
      ImageComparison(of: images, with: reference, shape: code.imageShape),
      similarity.meanStructuralSimilarity
    )
  }
}
