internal import RDCore

extension AutoencoderTrainer {
  /// All that training goes on from: parameters, moments, step, epoch and random states.
  ///
  /// A trainer made with the same arguments that ``restore(_:)`` takes it goes on to the same bits. The bytes are guarded
  /// against accidents by a checksum.
  public func checkpoint() -> [UInt8] {
    let graph = model.network.graph
    let arrays = graph.trained
    var numbers: [Float] = []
    numbers.reserveCapacity(3 * model.architecture.parameterCount)
    for array in [arrays.parameters, arrays.firstMoments, arrays.secondMoments] {
      for parameter in graph.parameters {
        for row in 0..<parameter.rows {
          let start = array + parameter.offset + row * parameter.stride
          numbers.append(contentsOf: UnsafeBufferPointer(start: start, count: parameter.columns))
        }
      }
    }
    return TrainingCheckpoint(
      identity: identity, epoch: epoch, stepCount: optimiser.stepCount,
      streams: [shuffling] + graph.streams, numbers: numbers
    ).bytes
  }

  /// Goes on from a checkpoint; if it is refused, nothing has changed.
  ///
  /// - Throws: ``CheckpointError`` for bytes that are damaged or of another training.
  public func restore(_ bytes: [UInt8]) throws(CheckpointError) {
    let graph = model.network.graph
    let arrays = graph.trained
    let checkpoint = try TrainingCheckpoint.read(
      bytes, identity: identity, streamCount: 1 + graph.streamCount,
      numberCount: 3 * model.architecture.parameterCount)
    epoch = checkpoint.epoch
    optimiser.stepCount = checkpoint.stepCount
    shuffling = checkpoint.streams[0]
    for index in 0..<graph.streamCount { graph.streams[index] = checkpoint.streams[index + 1] }
    checkpoint.numbers.withUnsafeBufferPointer { numbers in
      var position = 0
      for array in [arrays.parameters, arrays.firstMoments, arrays.secondMoments] {
        for parameter in graph.parameters {
          for row in 0..<parameter.rows {
            let start = array + parameter.offset + row * parameter.stride
            for column in 0..<parameter.columns { start[column] = numbers[position + column] }
            position += parameter.columns
          }
        }
      }
    }
  }

  /// What this training is of, in one line: network, options, data and seed.
  private var identity: String {
    var data = Fingerprint()
    for element in training.elements { data.absorb(UInt64(element.bitPattern)) }
    return model.architecture.summary
      + ";batch=\(options.batchSize),learning-rate=\(options.learningRate)"
      + ";vectors=\(training.count),data=\(String(data.value, radix: 16))"
      + ";seed=\(String(seed.value, radix: 16))"
  }
}
