import RDCore
import RDSources

/// Stratified samples of a distribution: one from each of many slices of equal probability, in random order.
///
/// The fraction of them in any interval is nearly exact, so estimates on blocks of them have only the error of how samples
/// combine in the blocks.
///
/// > Source: [mckay1979], Latin hypercube sampling.
package enum StratifiedSample {
  /// Draws samples.
  ///
  /// - Parameters:
  ///   - density: the source of independent samples.
  ///   - sliceCount: the number of slices, and of evaluations of the quantile.
  ///   - roundCount: number of uses of each slice, in a new order each time.
  ///   - seed: of the random numbers.
  /// - Returns: shape `[roundCount * sliceCount]`.
  package static func draw(
    from density: some UnivariateDistribution, sliceCount: Int, roundCount: Int, seed: SeedPath
  ) -> [Double] {
    var stream = RandomStream(seed: seed)
    var values = (0..<sliceCount).map { slice in
      (Double(slice) + stream.nextUniform()) / Double(sliceCount)
    }
    values.withUnsafeMutableBufferPointer { buffer in
      // Each piece reads and writes its own elements.
      nonisolated(unsafe) let elements = buffer
      concurrentPieces(of: sliceCount, size: 1024) { range in
        for slice in range { elements[slice] = density.quantile(elements[slice]) }
      }
    }
    var order = (0..<Int32(sliceCount)).map(\.self)
    var samples: [Double] = []
    samples.reserveCapacity(sliceCount * roundCount)
    for _ in 0..<roundCount {
      order.withUnsafeMutableBufferPointer { stream.shuffle($0) }
      for index in order { samples.append(values[Int(index)]) }
    }
    return samples
  }
}
