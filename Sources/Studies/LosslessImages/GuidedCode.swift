import RDCore
import RDExperiments
import RDImageCodecs
import RDLatentCodes
import RDResults

/// A lossy code whose reconstruction guides the contexts, at several qualities of its latents.
struct GuidedCode {
  let code: any ImageLatentCode

  /// What a training was for, where there was one.
  var objective: String?

  /// The points of all qualities and layouts.
  ///
  /// Latents have quantisers of their training values' least squared error, and an entropy coder whose tables come from the same values.
  func points(
    _ images: LosslessImages, _ specification: LosslessImagesSpecification, _ template: Point,
    _ context: TrialContext
  ) throws -> [Point] {
    let training = code.encode(images.taught)
    let latents = code.encode(images.test)
    return try specification.bits.flatMap { bits in
      try context.checkInterruption()
      context.report(completed: 0, of: 1, note: "\(bits) bits per latent")
      let quantiser = try CodedLatentQuantiser(
        LatentQuantiserCatalogue.all.entry(named: "lloyd-max-trained")
          .design(for: training, bits: bits),
        training: training)
      let codec = LosslessImageCodec(
        shape: images.test.shape, lossy: (code, quantiser), training: images.taught,
        slotBits: specification.slotBits)
      let latentBits = quantiser.estimatedRate(of: latents).bits / Double(latents.count)
      return try codec.sizes(of: images.test, single: images.single, context).map { size in
        LosslessPoint.measured(
          size,
          .init(
            objective: objective, latentDimension: latents.dimension, bits: bits,
            latentBitsPerImage: latentBits),
          template)
      }
    }
  }
}
