import RDCore

/// Subsampling, the "naive" code of the source: keep the first `d` of `n` components, reconstruct the others as zero.
///
/// On i.i.d. components of zero mean and unit variance its mean-square error is `1 - d/n`.
///
/// > Source: [gashgash], section 2.2.1.
package struct SubsamplingCode: VectorCode, Sendable {
  package let inputDimension: Int
  package let latentDimension: Int

  /// The code that keeps `latentDimension` of `inputDimension` components.
  ///
  /// - Precondition: `0 < latentDimension <= inputDimension`.
  package init(inputDimension: Int, latentDimension: Int) {
    precondition(0 < latentDimension && latentDimension <= inputDimension)
    self.inputDimension = inputDimension
    self.latentDimension = latentDimension
  }

  /// The first components of each vector.
  package func encode(_ block: VectorBlock) -> VectorBlock {
    precondition(block.dimension == inputDimension)
    return copyRows(block, to: latentDimension)
  }

  /// The kept components, then zeros.
  package func decode(_ latents: VectorBlock) -> VectorBlock {
    precondition(latents.dimension == latentDimension)
    return copyRows(latents, to: inputDimension)
  }

  /// The rows truncated or zero-padded to another width.
  private func copyRows(_ block: VectorBlock, to width: Int) -> VectorBlock {
    var result = VectorBlock(count: block.count, dimension: width)
    let kept = min(width, block.dimension)
    for row in 0..<block.count {
      let from = row * block.dimension
      let to = row * width
      result.elements.replaceSubrange(
        to..<(to + kept), with: block.elements[from..<(from + kept)])
    }
    return result
  }
}
