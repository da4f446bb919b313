import RDCore
import RDQuantisation
import RDScalarQuantisation
import RDSources

extension LatentQuantiser {
  /// The same quantiser of the density N(0, 1) for every component.
  ///
  /// - Parameters:
  ///   - method: a scalar method of a number of levels, as the catalogue of quantisers names it.
  ///   - bits: bits for each component.
  ///   - latentDimension: how many components.
  /// - Returns: the quantiser.
  /// - Throws: a design error of the scalar quantiser, or that of an unknown name.
  package static func ofUnitNormal(
    method: String, bits: Int, latentDimension: Int
  ) throws -> LatentQuantiser {
    let quantiser = try QuantiserCatalogue.designer(named: method, levelCount: 1 << bits)
      .design(for: Gaussian()).product
    return LatentQuantiser(
      components: Array(repeating: .quantised(quantiser), count: latentDimension))
  }

  /// Lloyd–Max quantisers of the normal density, with integer bits allocated to the components.
  ///
  /// Greedy allocation: each bit goes to the component whose expected error falls most: reverse water-filling for integer bits.
  /// It is optimal, as each bit lowers the error of a component by less than the bit before. A component without bits is
  /// reconstructed as its mean.
  ///
  /// - Parameters:
  ///   - rate: of a latent vector, rounded down to integer bits.
  ///   - latents: training latents, shape `[count, latentDimension]`.
  /// - Returns: the quantiser.
  /// - Throws: a design error of the scalar quantiser.
  ///
  /// > Source: [shoham1988]; [max1960].
  package static func allocated(
    _ rate: Information, for latents: VectorBlock
  ) throws -> LatentQuantiser {
    let moments = (0..<latents.dimension).map { ComponentMoments(of: latents, component: $0) }
    /// The expected error of a unit variance with 0, 1, … bits.
    var errors = [1.0]
    func decrease(_ component: Int, from bits: Int) throws -> Double {
      guard bits < mostBits, !moments[component].isConstant else { return 0 }
      while errors.count < bits + 2 {
        let quantiser = try LloydMax(levelCount: 1 << errors.count).design(for: Gaussian()).product
        errors.append(quantiser.meanSquaredError(under: Gaussian()))
      }
      let deviation = moments[component].standardDeviation
      return deviation * deviation * (errors[bits] - errors[bits + 1])
    }
    var bits = moments.map { _ in 0 }
    var decreases = try moments.indices.map { try decrease($0, from: 0) }
    for _ in 0..<Int(rate.bits) {
      guard let most = decreases.indices.max(by: { decreases[$0] < decreases[$1] }),
        decreases[most] > 0
      else { break }
      bits[most] += 1
      decreases[most] = try decrease(most, from: bits[most])
    }
    return LatentQuantiser(
      components: try zip(moments, bits).map { moments, bits in
        guard bits > 0 else { return .constant(Float(moments.mean)) }
        let density = Gaussian(mean: moments.mean, standardDeviation: moments.standardDeviation)
        return .quantised(try LloydMax(levelCount: 1 << bits).design(for: density).product)
      })
  }

  /// The maximum number of bits of a component.
  private static let mostBits = 16
}
