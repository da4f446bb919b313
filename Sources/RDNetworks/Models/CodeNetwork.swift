import RDCore

/// A network that encodes each row to a code and decodes the code to a reconstruction of the row.
package protocol CodeNetwork: TrainableNetwork {
  /// The nodes from the input to the code.
  var encoder: Range<Int> { get }

  /// The nodes from the code to the reconstruction.
  var decoder: Range<Int> { get }

  /// All that the decoder reads: the latents, then what goes past them.
  var code: [Value] { get }

  /// The decoded rows, shape `[batch, n]`.
  var reconstruction: Value { get }
}

extension CodeNetwork {
  /// Components of a code.
  package var codeCount: Int { code.reduce(0) { $0 + $1.columns } }

  /// The codes of images, shape `[count, codeCount]`; a variational autoencoder gives the means.
  ///
  /// - Precondition: the images have as many samples as the input has columns.
  package func encode(_ images: ImageBlock) -> VectorBlock {
    replay(images, through: encoder, to: code)
  }

  /// The codes of the first rows of a training, shape `[count, codeCount]`; the rows' random augmentations are drawn from `stream`.
  package func encode(
    _ rows: any TrainingRows, count: Int, drawing stream: inout RandomStream
  ) -> VectorBlock {
    graph.replay(encoder, count: count, to: code) { first, pass in
      let batch = pass.value(input)
      for row in 0..<batch.rows {
        rows.fill(row, of: batch, with: first + row, drawing: &stream)
      }
    }
  }

  /// The rows of codes, shape `[count, n]`; of images, 0 is black, 1 is white, and nothing is clipped.
  ///
  /// - Precondition: the codes have ``codeCount`` components.
  package func decode(_ codes: VectorBlock) -> VectorBlock {
    graph.replay(decoder, over: codes, from: code, to: [reconstruction])
  }

  /// Values of a replay of nodes over images.
  func replay(
    _ images: ImageBlock, through nodes: Range<Int>, to targets: [Value]
  ) -> VectorBlock {
    let size = images.shape.elementCount
    precondition(size == input.columns)
    return graph.replay(nodes, count: images.count, to: targets) { first, pass in
      let rows = pass.value(input)
      images.samples.withUnsafeBufferPointer { samples in
        for row in 0..<rows.rows {
          let target = rows.start + row * rows.stride
          let source = (first + row) * size
          for i in 0..<size { target[i] = Float(samples[source + i]) / 255 }
        }
      }
    }
  }
}
