import RDCore

/// What an image autoencoder costs, and what crosses from its encoder to its decoder.
extension ImageAutoencoderArchitecture {
  package var parameterCount: Int {
    (encoderLayers + decoderLayers).reduce(0) { $0 + $1.parameterCount(kernel: kernel) }
  }

  /// The number of inputs of the decoder per image: its latents, and all maps of skip connections.
  package var codeCount: Int {
    skippedShapes.reduce(latentDimension) { $0 + $1.elementCount }
  }

  /// Multiplications and additions of the matrix products of a training step, for each image: forwards, for the gradients of the weights,
  /// and for those of all inputs but the images.
  package var trainingOperationsPerImage: Int {
    let counts = (encoderLayers + decoderLayers).map { $0.operationCount(kernel: kernel) }
    return 3 * counts.reduce(0, +) - (counts.first ?? 0)
  }
}
