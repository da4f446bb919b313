import RDCore
import RDNetworks
import RDSources

/// Rows of independent N(0, 1) numbers, drawn anew each time, so that overfitting is impossible.
struct GaussianRows: TrainingRows {
  /// Rows of an epoch: as many as the steps of a training take.
  let count: Int

  let dimension: Int

  var identity: String { "gaussian=\(count)x\(dimension)" }

  func fill(
    _ row: Int, of batch: Matrix<Float>, with index: Int, drawing stream: inout RandomStream
  ) {
    let source = Gaussian()
    for column in 0..<dimension { batch[row, column] = Float(source.sample(using: &stream)) }
  }
}
