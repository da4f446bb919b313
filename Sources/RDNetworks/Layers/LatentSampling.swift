import RDCore
import RealModule

/// The latent layer of a variational autoencoder: in training `z = mean + exp(logVariance / 2) * noise` with standard
/// normal noise, in evaluation `z = mean`.
///
/// Its loss term is, for each vector, the Kullback–Leibler divergence of N(mean, variance) from N(0, I) in nats:
/// `1/2 sum(mean^2 + variance - 1 - logVariance)`.
///
/// > Source: [kingma2014vae], section 2.4 and appendix B.
package struct LatentSampling<Scalar: EngineScalar>: Node {
  /// Means, then log-variances, shape `[batch, 2 d]`.
  let statistics: Value

  /// The latents `z`, shape `[batch, d]`.
  let output: Value

  /// The standard deviations, shape `[batch, d]`.
  let deviations: Workspace

  /// The noise times its standard deviation, shape `[batch, d]`.
  let perturbations: Workspace

  /// The divergence of each vector, in nats.
  package let divergence: LossTerm

  /// The layer's own random stream.
  let stream: StreamSlot

  package var inputs: [Value] { [statistics] }

  package func forward(in pass: Pass<Scalar>) {
    let statistics = pass.value(statistics)
    let output = pass.value(output)
    let deviations = pass.workspace(deviations)
    let perturbations = pass.workspace(perturbations)
    let divergences = pass.rows(of: divergence)
    let latentCount = output.columns
    if pass.mode == .training {
      drawNoise(perturbations, rows: output.rows, from: pass.stream(stream))
    }
    for row in 0..<output.rows {
      var sum: Scalar = 0
      for column in 0..<latentCount {
        let mean = statistics[row, column]
        let logVariance = statistics[row, column + latentCount]
        let deviation = Scalar.exp(logVariance / 2)
        deviations[row, column] = deviation
        sum += mean * mean + deviation * deviation - 1 - logVariance
        if pass.mode == .training {
          perturbations[row, column] *= deviation
          output[row, column] = mean + perturbations[row, column]
        } else {
          output[row, column] = mean
        }
      }
      divergences[row] = sum / 2
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let statistics = pass.value(statistics)
    let gradient = pass.gradient(self.statistics)
    let outputGradient = pass.gradient(output)
    let deviations = pass.workspace(deviations)
    let perturbations = pass.workspace(perturbations)
    let weight = Scalar(divergence.weight) / Scalar(pass.batchRowCount)
    let latentCount = outputGradient.columns
    for row in 0..<outputGradient.rows {
      for column in 0..<latentCount {
        let slope = outputGradient[row, column]
        let variance = deviations[row, column] * deviations[row, column]
        gradient[row, column] = slope + weight * statistics[row, column]
        gradient[row, column + latentCount] =
          (slope * perturbations[row, column] + weight * (variance - 1)) / 2
      }
    }
  }

  /// Fills `noise` with independent standard normal numbers, two from each pair of uniform ones.
  ///
  /// > Source: [box1958].
  private func drawNoise(
    _ noise: Matrix<Scalar>, rows: Int, from stream: UnsafeMutablePointer<RandomStream>
  ) {
    var source = stream.pointee
    for row in 0..<rows {
      for column in Swift.stride(from: 0, to: noise.columns, by: 2) {
        let radius = (-2 * Double.log(source.nextUniform())).squareRoot()
        let angle = 2 * Double.pi * source.nextUniform()
        noise[row, column] = Scalar(radius * Double.cos(angle))
        if column + 1 < noise.columns {
          noise[row, column + 1] = Scalar(radius * Double.sin(angle))
        }
      }
    }
    stream.pointee = source
  }
}

extension GraphBuilder {
  /// Records the sampling of latents.
  ///
  /// - `statistics`: means, then log-variances, shape `[batch, 2 d]`.
  /// - `divergenceWeight`: what a nat of divergence counts for in the objective.
  /// - Returns: the latents, shape `[batch, d]`, and the divergence of each vector.
  @_specialize(where Scalar == Float)
  package mutating func latentSampling(
    _ statistics: Value, divergenceWeight: Double, seed: SeedPath
  ) -> (latents: Value, divergence: LossTerm) {
    precondition(statistics.columns.isMultiple(of: 2))
    let latentCount = statistics.columns / 2
    let output = value(columns: latentCount)
    let term = lossTerm(weight: divergenceWeight)
    record(
      LatentSampling(
        statistics: statistics, output: output,
        deviations: workspace(rows: batchCapacity, columns: latentCount),
        perturbations: workspace(rows: batchCapacity, columns: latentCount),
        divergence: term, stream: stream(seed: seed)))
    return (output, term)
  }
}
