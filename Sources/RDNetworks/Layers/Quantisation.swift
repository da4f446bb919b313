import RDCore

/// Rounding to integers, with a surrogate gradient.
///
/// > Source: [theis2017], section 2.1.
package struct Quantisation<Scalar: EngineScalar>: Node {
  /// The input, shape `[batch, width]`.
  let input: Value

  /// The surrogate in training, the integers in evaluation, shape `[batch, width]`.
  let output: Value

  let surrogate: QuantisationSurrogate

  /// The layer's own random stream; rounding to the nearest needs none.
  let stream: StreamSlot?

  package var inputs: [Value] { [input] }

  package func forward(in pass: Pass<Scalar>) {
    let input = pass.value(input)
    let output = pass.value(output)
    let half = Scalar.Wide(repeating: 0.5)
    guard pass.mode == .training, let stream else {
      for row in 0..<input.rows {
        for vector in 0..<input.vectorsPerRow {
          output[row, vector: vector] = input[row, vector: vector].roundedToWhole()
        }
      }
      return
    }
    draw(output, from: pass.stream(stream))
    let isNoise = surrogate == .additiveNoise
    for row in 0..<input.rows {
      for vector in 0..<input.vectorsPerRow {
        let sum = input[row, vector: vector] + (output[row, vector: vector] - half)
        if isNoise {
          output[row, vector: vector] = sum
        } else {
          // The largest integer of at most y + u is the nearest to y + u - 1/2, but for ties, which have no probability
          // unless y is whole: u is never 0 or 1.
          output[row, vector: vector] = sum.roundedToWhole()
        }
      }
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let inputGradient = pass.gradient(input)
    let outputGradient = pass.gradient(output)
    let hasSlope = surrogate != .rounding
    let zero = Scalar.Wide(repeating: 0)
    for row in 0..<inputGradient.rows {
      for vector in 0..<inputGradient.vectorsPerRow {
        inputGradient[row, vector: vector] =
          hasSlope ? outputGradient[row, vector: vector] : zero
      }
    }
  }

  /// Draws uniform numbers from (0, 1), two from each 64 random bits and each row anew, so that a row's numbers do not depend on the
  /// padding: midpoints of 2^23 cells, which single precision holds exactly.
  private func draw(
    _ numbers: Matrix<Scalar>, from stream: UnsafeMutablePointer<RandomStream>
  ) {
    var source = stream.pointee
    for row in 0..<numbers.rows {
      for column in stride(from: 0, to: numbers.columns, by: 2) {
        let bits = source.next()
        numbers[row, column] = uniform(UInt32(truncatingIfNeeded: bits))
        if column + 1 < numbers.columns {
          numbers[row, column + 1] = uniform(UInt32(truncatingIfNeeded: bits >> 32))
        }
      }
    }
    stream.pointee = source
  }

  @inline(__always)
  private func uniform(_ bits: UInt32) -> Scalar {
    (Scalar(Int32(truncatingIfNeeded: bits >> 9)) + 0.5) * 0x1p-23
  }
}

extension GraphBuilder {
  /// Records rounding to integers: exactly in evaluation, by a surrogate in training.
  @_specialize(where Scalar == Float)
  package mutating func quantisationSurrogate(
    _ latents: Value, kind: QuantisationSurrogate, seed: SeedPath
  ) -> Value {
    let output = value(columns: latents.columns)
    record(
      Quantisation<Scalar>(
        input: latents, output: output, surrogate: kind,
        stream: kind.isRandom ? stream(seed: seed) : nil))
    return output
  }

  /// Records rounding of the features of a map to integers: exactly in evaluation, by a surrogate in training.
  @_specialize(where Scalar == Float)
  package mutating func quantisationSurrogate(
    _ latents: FeatureMap, kind: QuantisationSurrogate, seed: SeedPath
  ) -> FeatureMap {
    FeatureMap(
      quantisationSurrogate(latents.value, kind: kind, seed: seed), shape: latents.shape)
  }
}
