import RDCore

extension LatentQuantiser {
  /// The number of levels of each component, 1 for a constant one; shape `[latentDimension]`.
  package var levelCounts: [Int] {
    components.map { component in
      switch component {
      case .constant: 1
      case .quantised(let quantiser): quantiser.levelCount
      }
    }
  }

  /// The fixed rate of a latent vector: the sum of `log2 N` over the components.
  package var fixedRate: Information {
    components.reduce(.zero) { sum, component in
      switch component {
      case .constant: sum
      case .quantised(let quantiser): sum + quantiser.fixedRatePerSample
      }
    }
  }

  /// The index of the cell of each number.
  ///
  /// - Parameter latents: shape `[count, latentDimension]`.
  /// - Returns: shape `[count, latentDimension]`; 0 for a constant component.
  package func indices(of latents: VectorBlock) -> [UInt16] {
    precondition(latents.dimension == components.count)
    var indices = [UInt16](repeating: 0, count: latents.elements.count)
    for (c, component) in components.enumerated() {
      guard case .quantised(let quantiser) = component else { continue }
      for position in stride(from: c, to: indices.count, by: components.count) {
        indices[position] = UInt16(quantiser.index(of: Double(latents.elements[position])))
      }
    }
    return indices
  }

  /// The decoded latents of indices.
  ///
  /// - Parameter indices: shape `[count, latentDimension]`, each below the number of levels of its component.
  /// - Returns: the same shape.
  package func latents(at indices: [UInt16]) -> VectorBlock {
    precondition(indices.count.isMultiple(of: components.count))
    var elements = [Float](repeating: 0, count: indices.count)
    for (c, component) in components.enumerated() {
      for position in stride(from: c, to: indices.count, by: components.count) {
        switch component {
        case .constant(let value): elements[position] = value
        case .quantised(let quantiser):
          elements[position] = Float(quantiser.reconstruction(at: Int(indices[position])))
        }
      }
    }
    return VectorBlock(
      count: indices.count / components.count, dimension: components.count, elements: elements)
  }
}
