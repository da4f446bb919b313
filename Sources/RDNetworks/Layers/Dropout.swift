import RDCore

/// Inverted dropout: in training each component is dropped with probability `rate` and the others are divided by
/// `1 - rate`; in evaluation nothing is changed.
///
/// > Source: [srivastava2014], section 10, for the scaling in training.
package struct Dropout<Scalar: EngineScalar>: Node {
  /// The input, shape `[batch, width]`.
  let input: Value

  /// The output, shape `[batch, width]`.
  let output: Value

  /// The factor of each component, 0 or `1 / (1 - rate)`, shape `[batch, width]`.
  let factors: Workspace

  /// The probability of being dropped, in `[0, 1)`, in units of 2^-32.
  let threshold: UInt32

  /// `1 / (1 - rate)`.
  package let scale: Scalar

  /// The layer's own random stream.
  let stream: StreamSlot

  package var inputs: [Value] { [input] }

  package func forward(in pass: Pass<Scalar>) {
    let input = pass.value(input)
    let output = pass.value(output)
    let factors = pass.workspace(factors)
    if pass.mode == .training { draw(factors, rows: input.rows, from: pass.stream(stream)) }
    for row in 0..<input.rows {
      for vector in 0..<input.vectorsPerRow {
        let x = input[row, vector: vector]
        output[row, vector: vector] =
          pass.mode == .training ? x * factors[row, vector: vector] : x
      }
    }
  }

  package func backward(in pass: Pass<Scalar>) {
    let inputGradient = pass.gradient(input)
    let outputGradient = pass.gradient(output)
    let factors = pass.workspace(factors)
    for row in 0..<inputGradient.rows {
      for vector in 0..<inputGradient.vectorsPerRow {
        inputGradient[row, vector: vector] =
          outputGradient[row, vector: vector] * factors[row, vector: vector]
      }
    }
  }

  /// Draws two factors per random number, each row anew, so that a row's factors do not depend on the padding.
  private func draw(
    _ factors: Matrix<Scalar>, rows: Int, from stream: UnsafeMutablePointer<RandomStream>
  ) {
    var source = stream.pointee
    for row in 0..<rows {
      for column in stride(from: 0, to: factors.columns, by: 2) {
        let bits = source.next()
        factors[row, column] = factor(UInt32(truncatingIfNeeded: bits))
        if column + 1 < factors.columns {
          factors[row, column + 1] = factor(UInt32(truncatingIfNeeded: bits >> 32))
        }
      }
    }
    stream.pointee = source
  }

  /// The factor from 32 random bits, without an unpredictable branch.
  @inline(__always)
  private func factor(_ bits: UInt32) -> Scalar {
    let isDropped = (UInt64(bits) &- UInt64(threshold)) >> 63
    return scale * Scalar(Int32(truncatingIfNeeded: 1 &- isDropped))
  }
}

extension GraphBuilder {
  /// Records inverted dropout; a rate of zero records nothing.
  ///
  /// - Precondition: `rate` is in `[0, 1)`.
  @_specialize(where Scalar == Float)
  package mutating func dropout(_ input: Value, rate: Double, seed: SeedPath) -> Value {
    precondition(rate >= 0 && rate < 1)
    guard rate > 0 else { return input }
    let output = value(columns: input.columns)
    record(
      Dropout(
        input: input, output: output,
        factors: workspace(rows: batchCapacity, columns: input.columns),
        threshold: UInt32(rate * 0x1p32), scale: Scalar(1 / (1 - rate)), stream: stream(seed: seed))
    )
    return output
  }
}
