import RDCore

extension TransformCodec {
  /// The quantised latents of colour images.
  package func quantisedLatents(of images: ImageBlock) -> LatentGrid {
    let (rows, columns) = latentShape(height: images.shape.height, width: images.shape.width)
    return quantise(latents(of: images), count: images.count, height: rows, width: columns)
  }

  /// Latents as integers, shape `[count, height, width, channels]`.
  package func quantise(_ latents: [Float], count: Int, height: Int, width: Int) -> LatentGrid {
    let channels = architecture.latentChannels
    var grid = LatentGrid(
      count: count, height: height, width: width, channels: channels,
      values: [Int32](repeating: 0, count: latents.count))
    guard !quantisation.isNearest else {
      let isLive = (0..<channels).map { latentModel.liveChannels.contains($0) }
      for index in latents.indices where isLive[index % channels] {
        grid.values[index] = LatentContextModel.nearest(latents[index])
      }
      return grid
    }
    let lengths = latentModel.codeLengths
    let size = height * width * channels
    latents.withUnsafeBufferPointer { latents in
      guard let start = latents.baseAddress else { return }
      for image in 0..<count {
        let one = latentModel.choose(
          start + image * size, height: height, width: width, quantisation: quantisation,
          lengths: lengths)
        grid.values.replaceSubrange(image * size..<(image + 1) * size, with: one.values)
      }
    }
    return grid
  }
}
