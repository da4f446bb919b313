/// A small multilayer perceptron that learns from every sample: inputs, a hidden layer with the activation `x / (1 + |x|)`, one output.
///
/// It begins with an output of 0 and pseudo-random weights of the hidden layer, and descends the gradient of the squared error. What it computes decides
/// bits: additions, multiplications and divisions in a fixed order.
final class OnlinePerceptron {
  /// The inputs of the next prediction, shape `[inputChunks]`.
  let inputs: UnsafeMutablePointer<SIMD16<Float>>
  private let inputCount: Int
  private let hiddenChunks: Int
  private let rate: Float

  /// Weights of the hidden layer, shape `[inputCount, hiddenChunks]`, and of the output, shape `[hiddenChunks]`.
  private let hiddenWeights: UnsafeMutablePointer<SIMD16<Float>>
  private let outputWeights: UnsafeMutablePointer<SIMD16<Float>>

  /// Activations of the hidden layer, shape `[hiddenChunks]`.
  private let hidden: UnsafeMutablePointer<SIMD16<Float>>

  /// - Parameters:
  ///   - inputChunks: vectors of 16 inputs.
  ///   - hiddenChunks: vectors of 16 hidden units.
  ///   - rate: the step of the descent.
  init(inputChunks: Int, hiddenChunks: Int, rate: Float) {
    inputCount = 16 * inputChunks
    self.hiddenChunks = hiddenChunks
    self.rate = rate
    inputs = .allocate(capacity: inputChunks)
    inputs.initialize(repeating: .zero, count: inputChunks)
    hiddenWeights = .allocate(capacity: inputCount * hiddenChunks)
    // A linear congruential generator: the weights are part of the format.
    var state: UInt32 = 1
    for index in 0..<inputCount * hiddenChunks {
      var weights = SIMD16<Float>.zero
      for lane in weights.indices {
        state = state &* 1_664_525 &+ 1_013_904_223
        weights[lane] = (Float(state >> 8) / 16_777_216 - 0.5) / 2
      }
      hiddenWeights[index] = weights
    }
    outputWeights = .allocate(capacity: hiddenChunks)
    outputWeights.initialize(repeating: .zero, count: hiddenChunks)
    hidden = .allocate(capacity: hiddenChunks)
    hidden.initialize(repeating: .zero, count: hiddenChunks)
  }

  deinit {
    for pointer in [inputs, hiddenWeights, outputWeights, hidden] { pointer.deallocate() }
  }

  private var entries: UnsafePointer<Float> {
    @inline(__always) get { UnsafeRawPointer(inputs).assumingMemoryBound(to: Float.self) }
  }

  /// The output for the inputs.
  func prediction() -> Float {
    let entries = entries
    var total = SIMD16<Float>.zero
    for chunk in 0..<hiddenChunks {
      var sum = SIMD16<Float>.zero
      for input in 0..<inputCount {
        sum += hiddenWeights[input &* hiddenChunks &+ chunk] * entries[input]
      }
      hidden[chunk] = sum / (magnitudes(sum) + 1)
      total += hidden[chunk] * outputWeights[chunk]
    }
    return total.orderedSum
  }

  /// Learns how much the output was too small.
  func learn(error: Float) {
    let entries = entries
    let step = error * rate
    for chunk in 0..<hiddenChunks {
      let slopeRoot = SIMD16<Float>(repeating: 1) - magnitudes(hidden[chunk])
      let gradient = outputWeights[chunk] * slopeRoot * slopeRoot * step
      outputWeights[chunk] += hidden[chunk] * step
      for input in 0..<inputCount {
        hiddenWeights[input &* hiddenChunks &+ chunk] += gradient * entries[input]
      }
    }
  }
}
