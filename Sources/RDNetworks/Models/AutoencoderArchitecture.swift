/// The shape of an autoencoder `n -> hidden -> d -> hidden mirrored -> n`.
///
/// The activation follows every layer, including the latent one, except the last, which is linear. A variational autoencoder has a
/// linear mean and log-variance in place of the latent layer. Without hidden widths there is one layer on each side.
public struct AutoencoderArchitecture: Sendable, Equatable {
  /// Components `n` of a vector.
  public let inputDimension: Int

  /// Components `d` of its code, from 1 to `n`.
  public let latentDimension: Int

  /// Widths of the encoder's hidden layers from the input on; the decoder has them in reverse.
  package let hiddenWidths: [Int]

  /// The activation of all layers but the last.
  package let activation: Activation

  /// The probability, in `[0, 1)`, that a component of a hidden layer is dropped in training.
  package let dropoutRate: Double

  /// The weight `beta` of the divergence of a variational autoencoder; `nil` for a plain one.
  ///
  /// The objective of a vector is `(||x - y||^2 + 2 beta D) / n` with the divergence `D` in nats: with `beta = 1` it is
  /// `2/n` times the negative evidence lower bound of a Gaussian likelihood of unit variance, up to a constant.
  ///
  /// > Source: [kingma2014vae]; the weight [higgins2017].
  package let divergenceWeight: Double?

  /// The maximum number of parameters; training takes 16 bytes for each.
  package static let parameterLimit = 1 << 28

  /// A checked shape.
  ///
  /// - Throws: ``ArchitectureError`` for whatever is out of range.
  public init(
    inputDimension: Int, latentDimension: Int, hiddenWidths: [Int] = [128],
    activation: Activation = .tanh, dropoutRate: Double = 0, divergenceWeight: Double? = nil
  ) throws(ArchitectureError) {
    guard inputDimension >= 1 else { throw .badInputDimension(inputDimension) }
    guard latentDimension >= 1, latentDimension <= inputDimension else {
      throw .badLatentDimension(latentDimension, inputDimension: inputDimension)
    }
    if let width = hiddenWidths.first(where: { $0 < 1 }) { throw .badHiddenWidth(width) }
    guard dropoutRate >= 0, dropoutRate < 1 else { throw .badDropoutRate(dropoutRate) }
    if let weight = divergenceWeight {
      guard weight >= 0, weight.isFinite else { throw .badDivergenceWeight(weight) }
    }
    self.inputDimension = inputDimension
    self.latentDimension = latentDimension
    self.hiddenWidths = hiddenWidths
    self.activation = activation
    self.dropoutRate = dropoutRate
    self.divergenceWeight = divergenceWeight
    guard let count = checkedParameterCount, count <= Self.parameterLimit else {
      throw .tooManyParameters(limit: Self.parameterLimit)
    }
  }

  /// The number of weights and biases.
  public var parameterCount: Int { checkedParameterCount ?? Int.max }

  /// The shape in one line that tells any two architectures apart.
  package var summary: String {
    let hidden = hiddenWidths.map(String.init).joined(separator: "/")
    let weight = divergenceWeight.map { "\($0)" } ?? "none"
    return "autoencoder:input=\(inputDimension),latent=\(latentDimension),hidden=\(hidden),"
      + "activation=\(activation.name),dropout=\(dropoutRate),variational=\(weight)"
  }

  /// The number of parameters, or `nil` if it exceeds the range of `Int`.
  private var checkedParameterCount: Int? {
    let statistics = divergenceWeight == nil ? latentDimension : 2 * latentDimension
    let encoder = [inputDimension] + hiddenWidths + [statistics]
    let decoder = [latentDimension] + hiddenWidths.reversed() + [inputDimension]
    var count = 0
    for widths in [encoder, decoder] {
      for (inputs, outputs) in zip(widths, widths.dropFirst()) {
        let (weights, overflowed) = (inputs + 1).multipliedReportingOverflow(by: outputs)
        guard !overflowed, count <= Int.max - weights else { return nil }
        count += weights
      }
    }
    return count
  }
}
