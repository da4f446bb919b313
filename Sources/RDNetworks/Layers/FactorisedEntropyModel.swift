import RealModule

/// A learned distribution for each channel of latents, all independent: a mixture of logistic distributions over the real line, whose
/// mass on the unit interval around a number is that number's probability.
///
/// A mixture of three is as good as a network for a cumulative distribution function, and costs four exponentials per number.
///
/// > Source: the factorised model and its learning with the transforms, [balle2017] and [balle2018]; mixtures of logistic
/// > distributions on unit intervals, [salimans2017], section 2.1.
package struct FactorisedEntropyModel: Sendable {
  /// The scale of a component is `leastScale + exp(p)` for its parameter `p`, in quantiser steps.
  ///
  /// With it all mass but 3e-7 lies within one unit interval, and numbers of single precision hold what the rate is computed from.
  package static let leastScale = 1.0 / 32

  /// The logarithms of the weights up to a common term, shape `[K, channels]`.
  let logits: Parameter

  /// The means, in quantiser steps, shape `[K, channels]`.
  let means: Parameter

  /// The parameters of the scales, shape `[K, channels]`.
  let scales: Parameter

  package var channelCount: Int { logits.columns }
  package var componentCount: Int { logits.rows }

  /// The current distributions, shape `[channels]`.
  package func distributions<Scalar: EngineScalar>(in graph: Graph<Scalar>) -> [LogisticMixture] {
    let pass = graph.pass(rowCount: 1, mode: .evaluation)
    let (logits, means, scales) = (pass.value(logits), pass.value(means), pass.value(scales))
    return (0..<channelCount).map { channel in
      let components = 0..<componentCount
      let largest = components.map { Double(logits[$0, channel]) }.max() ?? 0
      let weights = components.map { Double.exp(Double(logits[$0, channel]) - largest) }
      let sum = weights.reduce(0, +)
      return LogisticMixture(
        weights: weights.map { $0 / sum }, means: components.map { Double(means[$0, channel]) },
        scales: components.map { Self.leastScale + Double.exp(Double(scales[$0, channel])) })
    }
  }
}

extension FactorisedEntropyModel {
  /// The initial means: equally spaced about zero.
  struct FirstMeans<Scalar: EngineScalar>: ParameterInitialiser {
    let distance: Double

    func fill(_ parameter: Matrix<Scalar>) {
      for component in 0..<parameter.rows {
        let position = Double(component) - Double(parameter.rows - 1) / 2
        for channel in 0..<parameter.columns {
          parameter[component, channel] = Scalar(distance * position)
        }
      }
    }
  }

  struct FirstScales<Scalar: EngineScalar>: ParameterInitialiser {
    let scale: Double

    func fill(_ parameter: Matrix<Scalar>) {
      let value = Scalar(Double.log(scale - FactorisedEntropyModel.leastScale))
      for component in 0..<parameter.rows {
        for channel in 0..<parameter.columns { parameter[component, channel] = value }
      }
    }
  }
}
