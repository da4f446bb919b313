import RDCore
import RDQuantisation
import RDScalarQuantisation
import RDSources

/// The ways to design a quantiser for latents from those of the training set.
package enum LatentQuantiserCatalogue {
  /// The designers by name, in the order of the tables.
  package static let all = Catalogue<any LatentQuantiserDesigner>(
    kind: "latent quantiser",
    [
      "lloyd-max-normal": StandardisedDesigner(method: "lloyd-max"),
      "lloyd-max-trained": TrainedLloydMaxDesigner(),
      "uniform-endpoints": StandardisedDesigner(method: "uniform-endpoints"),
      "uniform-midpoints": StandardisedDesigner(method: "uniform-midpoints"),
    ])
}

/// Designs the quantiser of latents at a given rate.
package protocol LatentQuantiserDesigner: Sendable {
  /// The quantiser for latents that look like those of the training set.
  ///
  /// - Parameters:
  ///   - latents: training latents, shape `[count, latentDimension]`.
  ///   - bits: bits for each component.
  /// - Returns: the quantiser.
  /// - Throws: a design error of the scalar quantiser.
  func design(for latents: VectorBlock, bits: Int) throws -> LatentQuantiser
}

/// A quantiser designed for N(0, 1), shifted and scaled to each component's mean and standard deviation.
struct StandardisedDesigner: LatentQuantiserDesigner {
  /// The scalar method, as the catalogue of quantisers names it.
  package let method: String

  package func design(for latents: VectorBlock, bits: Int) throws -> LatentQuantiser {
    let designer = try QuantiserCatalogue.designer(named: method, levelCount: 1 << bits)
    return LatentQuantiser(
      components: try (0..<latents.dimension).map { c in
        let moments = ComponentMoments(of: latents, component: c)
        guard !moments.isConstant else { return .constant(Float(moments.mean)) }
        let density = Gaussian(
          mean: moments.mean, standardDeviation: moments.standardDeviation)
        return .quantised(try designer.design(for: density).product)
      })
  }
}

/// The Lloyd–Max quantiser of each component's own training samples.
struct TrainedLloydMaxDesigner: LatentQuantiserDesigner {
  package func design(for latents: VectorBlock, bits: Int) throws -> LatentQuantiser {
    LatentQuantiser(
      components: try (0..<latents.dimension).map { c in
        let moments = ComponentMoments(of: latents, component: c)
        guard !moments.isConstant else { return .constant(Float(moments.mean)) }
        let positions = stride(from: c, to: latents.elements.count, by: latents.dimension)
        let samples = try EmpiricalDistribution(
          samples: positions.map { Double(latents.elements[$0]) })
        // A latent with fewer distinct values than levels gets one level per value.
        let levelCount = min(1 << bits, samples.distinctCount)
        return .quantised(try LloydMax(levelCount: levelCount).design(for: samples).product)
      })
  }
}
