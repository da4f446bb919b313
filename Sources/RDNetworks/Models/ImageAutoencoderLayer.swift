import RDCore

/// One step of an image autoencoder: what becomes of a map of features.
///
/// `ImageAutoencoderArchitecture` lists them once; recording a network, counting its parameters and counting its operations all read the list.
package struct ImageAutoencoderLayer: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// Every output sees the whole map; `fanOut` is what the range of its first weights is computed from.
    case dense(fanOut: Int)

    /// Windows on the map, `stride` pixels apart.
    case convolution(stride: Int)

    /// Windows of stride 2 on the map that comes out.
    case transposedConvolution

    /// The maxima of blocks of 2x2 pixels; those at the lower and right edge may be smaller.
    case maximumPooling

    /// The means of blocks of 2x2 pixels.
    case averagePooling

    /// Groups of channels are normalised, with a gain and a shift for each channel.
    case groupNormalisation(groups: Int)

    /// Each pixel becomes a block of 2x2 pixels, cut off at the lower and right edge of the map that comes out.
    case upsampling

    /// Numbers are dropped at random in training.
    case dropout

    /// The map is passed on, and once more past the latents to the decoder.
    case skip

    /// The map that was sent past the latents last, and has not arrived, is put behind the channels of this one.
    case concatenation
  }

  package let kind: Kind

  /// The shape of the map before; a vector has one pixel.
  package let input: ImageShape

  /// The shape of the map after.
  package let output: ImageShape

  /// What follows the linear map, of a layer that has one.
  package let activation: Activation

  /// The weights of each output, and outputs with weights of their own, of a layer that has weights, with windows of `kernel`
  /// pixels along a side.
  package func weights(kernel: Int) -> (inputs: Int, outputs: Int)? {
    switch kind {
    case .dense: (input.elementCount, output.elementCount)
    case .convolution, .transposedConvolution: (kernel * kernel * input.channels, output.channels)
    default: nil
    }
  }

  /// Weights and biases, or gains and shifts.
  package func parameterCount(kernel: Int) -> Int {
    if case .groupNormalisation = kind { return 2 * output.channels }
    return weights(kernel: kernel).map { ($0.inputs + 1) * $0.outputs } ?? 0
  }

  /// Multiplications and additions of its matrix product forwards, for each image.
  package func operationCount(kernel: Int) -> Int {
    guard let weights = weights(kernel: kernel) else { return 0 }
    let positions =
      switch kind {
      case .convolution: output.pixelCount
      case .transposedConvolution: input.pixelCount
      default: 1
      }
    return 2 * weights.inputs * weights.outputs * positions
  }
}
