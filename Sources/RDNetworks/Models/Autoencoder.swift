import RDCore

/// A network that codes a vector into fewer numbers and back.
///
/// It belongs to one thread at a time; many may run at once.
package final class Autoencoder {
  /// Its shape.
  package let architecture: AutoencoderArchitecture

  let network: AutoencoderNetwork<Float>

  /// An autoencoder with its first weights, which follow from `seed`: Glorot uniform, biases zero.
  ///
  /// - Parameters:
  ///   - architecture: its shape.
  ///   - batchCapacity: the vectors it works on together, at least 1.
  ///   - seed: what the first weights and all random streams follow from.
  package init(_ architecture: AutoencoderArchitecture, batchCapacity: Int, seed: SeedPath) {
    self.architecture = architecture
    network = AutoencoderNetwork(architecture, batchCapacity: batchCapacity, seed: seed)
  }

  /// The codes of vectors, each of `latentDimension` components.
  ///
  /// A variational autoencoder gives the means.
  ///
  /// - Precondition: the vectors have `inputDimension` components.
  package func encode(_ vectors: VectorBlock) -> VectorBlock {
    transform(vectors, from: network.input, through: network.encoder, to: network.latents)
  }

  /// The vectors of codes, each of `inputDimension` components.
  ///
  /// - Precondition: the codes have `latentDimension` components.
  package func decode(_ latents: VectorBlock) -> VectorBlock {
    transform(
      latents, from: network.latents, through: network.decoder, to: network.reconstruction)
  }

  /// How well vectors survive coding and decoding, without dropout and sampling.
  ///
  /// - Precondition: the vectors have `inputDimension` components.
  package func evaluate(_ vectors: VectorBlock) -> AutoencoderEvaluation {
    precondition(vectors.dimension == architecture.inputDimension)
    var squaredErrors: [Double] = []
    squaredErrors.reserveCapacity(vectors.count)
    var divergenceNats = 0.0
    for first in stride(from: 0, to: vectors.count, by: network.graph.batchCapacity) {
      let pass = network.graph.pass(
        rowCount: min(network.graph.batchCapacity, vectors.count - first), mode: .evaluation)
      copy(vectors, from: first, into: pass.value(network.input))
      network.graph.forward(in: pass)
      let errors = pass.rows(of: network.squaredError)
      for row in 0..<pass.rowCount { squaredErrors.append(Double(errors[row])) }
      if let term = network.divergence { divergenceNats += network.graph.sum(of: term, in: pass) }
    }
    return AutoencoderEvaluation(
      dimension: vectors.dimension, squaredErrors: squaredErrors,
      latentDivergence: network.divergence.map { _ in
        .nats(divergenceNats / Double(max(1, vectors.count)))
      })
  }

  private func transform(
    _ vectors: VectorBlock, from source: Value, through nodes: Range<Int>, to target: Value
  ) -> VectorBlock {
    precondition(vectors.dimension == source.columns)
    let elements = [Float](unsafeUninitializedCapacity: vectors.count * target.columns) {
      elements, initializedCount in
      for first in stride(from: 0, to: vectors.count, by: network.graph.batchCapacity) {
        let pass = network.graph.pass(
          rowCount: min(network.graph.batchCapacity, vectors.count - first), mode: .evaluation)
        copy(vectors, from: first, into: pass.value(source))
        network.graph.forward(nodes, in: pass)
        let result = pass.value(target)
        for row in 0..<result.rows {
          let offset = (first + row) * result.columns
          for column in 0..<result.columns {
            elements.initializeElement(at: offset + column, to: result[row, column])
          }
        }
      }
      initializedCount = vectors.count * target.columns
    }
    return VectorBlock(count: vectors.count, dimension: target.columns, elements: elements)
  }

  private func copy(_ vectors: VectorBlock, from first: Int, into rows: Matrix<Float>) {
    vectors.elements.withUnsafeBufferPointer { elements in
      for row in 0..<rows.rows {
        rows.setRow(row, from: elements, at: (first + row) * vectors.dimension)
      }
    }
  }
}
