import RDCore
import RDScalarQuantisation

/// Quantises the components of latent vectors, each by a scalar quantiser of its own, at one rate for all.
package struct LatentQuantiser: Sendable {
  /// The quantiser of each component, shape `[latentDimension]`.
  package let components: [Component]

  /// The coding of one component.
  package enum Component: Sendable {
    /// It is quantised, in its own units.
    case quantised(ScalarQuantiser)

    /// It was constant in training, and takes no bits.
    case constant(Float)
  }

  /// The quantised latents.
  ///
  /// - Parameter latents: shape `[count, latentDimension]`.
  /// - Returns: the same shape, each component replaced by its reconstruction level.
  package func quantise(_ latents: VectorBlock) -> VectorBlock {
    precondition(latents.dimension == components.count)
    var result = latents
    for (c, component) in components.enumerated() {
      for position in stride(from: c, to: result.elements.count, by: components.count) {
        switch component {
        case .constant(let value):
          result.elements[position] = value
        case .quantised(let quantiser):
          let index = quantiser.index(of: Double(result.elements[position]))
          result.elements[position] = Float(quantiser.reconstruction(at: index))
        }
      }
    }
    return result
  }
}

/// The first two moments of a component of latents over a training set.
struct ComponentMoments {
  package let mean: Double
  let standardDeviation: Double

  /// The moments of component `c`, by two passes in double precision.
  init(of latents: VectorBlock, component c: Int) {
    let positions = stride(from: c, to: latents.elements.count, by: latents.dimension)
    let count = Double(max(latents.count, 1))
    var sum = 0.0
    for p in positions { sum += Double(latents.elements[p]) }
    let mean = sum / count
    var squares = 0.0
    for p in positions {
      let deviation = Double(latents.elements[p]) - mean
      squares += deviation * deviation
    }
    self.mean = mean
    standardDeviation = (squares / count).squareRoot()
  }

  /// Whether the component is constant to single precision.
  var isConstant: Bool {
    standardDeviation <= 1e-6 * max(abs(mean), 1e-6)
  }
}
