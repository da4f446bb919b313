internal import RDCore

extension ImageAutoencoderArchitecture {
  /// Multiplications and additions of the matrix products of a training step, for each image: forwards, for the gradients of the weights,
  /// and for those of all inputs but the images.
  package var trainingOperationsPerImage: Int {
    let statistics = (divergenceWeight == nil ? 1 : 2) * latentDimension
    var shape = image
    var forward = 0
    var first = 0

    /// A convolution of stride 2, there and, but for the width of the latents, back.
    func addConvolution(to channels: Int, back: Int) {
      let pixels = shape.pixelCount / 4
      let products = 2 * kernel * kernel * shape.channels * pixels
      if first == 0 { first = products * channels }
      forward += products * (channels + back)
      shape = ImageShape(height: shape.height / 2, width: shape.width / 2, channels: channels)
    }

    for width in widths { addConvolution(to: width, back: width) }
    switch bottleneck {
    case .dense: forward += 2 * shape.elementCount * (statistics + latentDimension)
    case .convolution:
      let pixels = shape.pixelCount / 4
      addConvolution(to: statistics / pixels, back: latentDimension / pixels)
    }
    return 3 * forward - first
  }
}
