import RDCore
import RDSources

/// Independent normal vectors, each component with its own mean and standard deviation.
///
/// Each component has a stream of its own, so it is the same whatever stands beside it.
func normalVectors(
  count: Int, components: [(mean: Double, standardDeviation: Double)], seed: Int = 1
) -> VectorBlock {
  let columns = components.enumerated().map { index, moments -> [Float] in
    let source = Gaussian(mean: moments.mean, standardDeviation: moments.standardDeviation)
    var stream = RandomStream(seed: SeedPath(root: 2026)["latents", seed]["component", index])
    return (0..<count).map { _ in Float(source.sample(using: &stream)) }
  }
  return block(of: columns)
}

/// The block with these columns, each of the same length.
func block(of columns: [[Float]]) -> VectorBlock {
  VectorBlock(
    count: columns[0].count, dimension: columns.count,
    elements: columns[0].indices.flatMap { row in columns.map { $0[row] } })
}

/// Column `c` of a block.
func column(_ c: Int, of block: VectorBlock) -> [Float] {
  stride(from: c, to: block.elements.count, by: block.dimension).map { block.elements[$0] }
}

/// The samples, moved and stretched so that their own mean and standard deviation are exactly these.
func standardised(
  _ samples: [Float], mean: Double, standardDeviation: Double
) -> [Float] {
  let values = samples.map(Double.init)
  let centre = values.reduce(0, +) / Double(values.count)
  let variance = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count)
  return values.map { Float(mean + standardDeviation * ($0 - centre) / variance.squareRoot()) }
}
