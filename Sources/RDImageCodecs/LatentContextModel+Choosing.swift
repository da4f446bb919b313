extension LatentContextModel {
  /// The integers for latents by greedy rate–distortion optimisation: each the better one, by code length and error, of the nearest integer and the next
  /// one towards its prediction, given the earlier choices.
  ///
  /// The effect of a choice on the code lengths of others is ignored.
  ///
  /// - Parameters:
  ///   - latents: shape `[height, width, channels]`.
  ///   - height: rows of the grid.
  ///   - width: columns of the grid.
  ///   - quantisation: the weights of errors.
  ///   - lengths: ``codeLengths``.
  /// - Returns: the grid of one image.
  ///
  /// > Source: [ortega1998], for choices by rate and distortion together.
  package func choose(
    _ latents: UnsafePointer<Float>, height: Int, width: Int, quantisation: LatentQuantisation,
    lengths: [[Double]]
  ) -> LatentGrid {
    var grid = LatentGrid(
      count: 1, height: height, width: width, channels: channels,
      values: Array(repeating: 0, count: height * width * channels))
    forEachPosition(count: 1, height: height, width: width) { contexts, first in
      for (index, channel) in liveChannels.enumerated() {
        let expectation = contexts.expectation(of: index)
        let latent = latents[first + channel]
        let nearest = Self.nearest(latent)
        var chosen = nearest
        if nearest != expectation.rounded {
          // A prediction may be outside of the decoder's range.
          let other = min(
            max(nearest + (expectation.rounded > nearest ? 1 : -1), -Self.latentLimit),
            Self.latentLimit)
          func cost(_ number: Int32) -> Double {
            let error = latent - Float(number)
            return bits(of: number, at: expectation, lengths)
              + Double(quantisation.distortionWeights[channel] * error * error)
          }
          if cost(other) < cost(nearest) { chosen = other }
        }
        contexts.accept(chosen, channel: index, expectation: expectation)
        grid.values[first + channel] = chosen
      }
    }
    return grid
  }

  /// The nearest integer that can be coded.
  @inline(__always)
  package static func nearest(_ latent: Float) -> Int32 {
    let limit = Float(latentLimit)
    guard latent == latent else { return 0 }
    return Int32(min(max(latent, -limit), limit).rounded())
  }
}
