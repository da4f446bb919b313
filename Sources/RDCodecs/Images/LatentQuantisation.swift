/// How latents become whole numbers and what a decoder puts in their place.
package struct LatentQuantisation: Sendable, Equatable {
  /// What a unit of squared error of each latent costs, in bits, shape `[channels]`.
  ///
  /// An encoder takes the number of least code length and cost together. All zero for rounding to the nearest.
  package var errorCosts: [Float]

  /// What is added to the magnitude of a number other than zero, by its magnitude 1, 2, or 3 and more, shape `[channels, 3]`.
  package var shifts: [Float]

  /// Rounding to the nearest, and whole numbers back.
  package static func plain(channels: Int) -> LatentQuantisation {
    LatentQuantisation(
      errorCosts: Array(repeating: 0, count: channels),
      shifts: Array(repeating: 0, count: 3 * channels))
  }

  /// Whether an encoder rounds to the nearest.
  package var isNearest: Bool { errorCosts.allSatisfy { $0 == 0 } }

  /// What stands for a number in the synthesis.
  @inline(__always)
  package func reconstruction(of number: Int32, channel: Int) -> Float {
    guard number != 0 else { return 0 }
    let shift = shifts[3 * channel + min(Int(abs(number)), 3) - 1]
    return Float(number) + (number > 0 ? shift : -shift)
  }
}
