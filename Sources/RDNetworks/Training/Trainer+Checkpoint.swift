extension Trainer {
  /// A checkpoint: parameters, moments, steps, the position in the epoch and random states.
  ///
  /// A trainer made with the same arguments that `restore(_:)` takes it continues bit for bit, also in the middle of an epoch. The
  /// bytes are guarded against accidents by a checksum.
  package func checkpoint() -> [UInt8] {
    let arrays = graph.trained
    var numbers: [Float] = []
    numbers.reserveCapacity(3 * graph.parameterCount)
    for array in [arrays.parameters, arrays.firstMoments, arrays.secondMoments] {
      graph.append(array, to: &numbers)
    }
    return TrainingCheckpoint(
      identity: identity, epoch: epoch, batch: batch, stepCount: stepCount,
      sums: batch > 0 ? sums : sums.map { _ in 0 },
      streams: [shuffling] + rowStreams + graph.streams, numbers: numbers
    ).bytes
  }

  /// Resumes from a checkpoint; if it is refused, nothing has changed.
  ///
  /// - Throws: `CheckpointError` for bytes that are damaged or of another training.
  package func restore(_ bytes: [UInt8]) throws(CheckpointError) {
    let arrays = graph.trained
    let checkpoint = try TrainingCheckpoint.read(
      bytes, identity: identity, termCount: sums.count,
      streamCount: 1 + rowStreams.count + graph.streams.count,
      numberCount: 3 * graph.parameterCount)
    guard checkpoint.batch < stepsPerEpoch else { throw .altered }
    epoch = checkpoint.epoch
    batch = checkpoint.batch
    stepCount = checkpoint.stepCount
    shuffling = checkpoint.streams[0]
    for index in rowStreams.indices { rowStreams[index] = checkpoint.streams[1 + index] }
    let streams = graph.streams
    for index in streams.indices {
      streams[index] = checkpoint.streams[1 + rowStreams.count + index]
    }
    var numbers = checkpoint.numbers[...]
    for array in [arrays.parameters, arrays.firstMoments, arrays.secondMoments] {
      numbers = graph.setNumbers(of: array, from: numbers)
    }
    if batch > 0 { resumeEpoch(sums: checkpoint.sums) }
  }
}
