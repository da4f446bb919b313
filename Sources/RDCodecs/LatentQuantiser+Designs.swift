public import RDCore
internal import RDQuantisation
internal import RDSources

extension LatentQuantiser {
  /// The same quantiser of the density N(0, 1) for every component, whatever its latents look like.
  ///
  /// - Parameters:
  ///   - method: a scalar method of a number of levels, as the catalogue of quantisers names it.
  ///   - bits: bits for each component.
  ///   - latentDimension: how many components.
  /// - Returns: the quantiser.
  /// - Throws: a design error of the scalar quantiser, or that of an unknown name.
  public static func ofUnitNormal(
    method: String, bits: Int, latentDimension: Int
  ) throws -> LatentQuantiser {
    let quantiser = try QuantiserCatalogue.designer(named: method, levelCount: 1 << bits)
      .design(for: Gaussian()).product
    return LatentQuantiser(
      components: Array(repeating: .quantised(quantiser), count: latentDimension))
  }

  /// Lloyd–Max quantisers of the normal density, a whole number of bits for each component by reverse water-filling.
  ///
  /// Component `i` of variance `v` gets the whole number nearest to `max(0, log2(v / w) / 2)`, with the level `w` at which the sum comes
  /// nearest to the rate asked for. A component without bits comes back as its mean.
  ///
  /// - Parameters:
  ///   - rate: of a latent vector.
  ///   - latents: training latents, shape `[count, latentDimension]`.
  /// - Returns: the quantiser.
  /// - Throws: a design error of the scalar quantiser.
  ///
  /// > Source: [cover2006], theorem 10.3.3; [max1960].
  public static func allocated(
    _ rate: Information, for latents: VectorBlock
  ) throws -> LatentQuantiser {
    let moments = (0..<latents.dimension).map { ComponentMoments(of: latents, component: $0) }
    let allocation = RateAllocation(
      meanRate: rate.bits / Double(latents.dimension),
      variances: moments.map {
        $0.isConstant ? 0 : $0.standardDeviation * $0.standardDeviation
      }, menu: .wholeBits)
    return LatentQuantiser(
      components: try zip(moments, allocation.rates).map { moments, bits in
        guard bits > 0 else { return .constant(Float(moments.mean)) }
        let density = Gaussian(mean: moments.mean, standardDeviation: moments.standardDeviation)
        return .quantised(try LloydMax(levelCount: 1 << Int(bits)).design(for: density).product)
      })
  }
}
