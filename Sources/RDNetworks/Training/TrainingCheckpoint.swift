import RDCore

/// The state of a training, and its serialised form.
///
/// The form, little-endian throughout:
///
/// | bytes | what |
/// |---|---|
/// | 8 | `RDTRAIN` and a line feed |
/// | 4 | format version |
/// | 8 | length of the whole in bytes |
/// | 4, then that many | length of the identity, and the identity in UTF-8 |
/// | 8, 8, 8 | epochs, batches of the next one, optimiser steps |
/// | 4, then 8 each | count of sums, and the sums over the epoch that has begun |
/// | 4, then 32 each | count of random streams, and their states |
/// | 8, then 4 each | count of numbers, and the numbers in single precision |
/// | 8 | checksum of all bytes before it |
struct TrainingCheckpoint {
  /// The identity of the training; a checkpoint of another one is rejected.
  var identity: String

  var epoch: Int
  var batch: Int

  /// Steps the optimiser has taken.
  package var stepCount: Int

  /// The sums over the epoch that has begun, finite.
  package var sums: [Double]

  var streams: [RandomStream]

  /// Parameters, then first moments, then second moments, without padding.
  package var numbers: [Float]

  static let version: UInt32 = 2
  static let signature: [UInt8] = Array("RDTRAIN\n".utf8)

  /// Bytes around the identity, the sums, the streams and the numbers.
  static let frameLength = 8 + 4 + 8 + 4 + 8 + 8 + 8 + 4 + 4 + 8 + 8

  package static func byteCount(
    identity: String, termCount: Int, streamCount: Int, numberCount: Int
  ) -> Int {
    frameLength + identity.utf8.count + 8 * termCount + 32 * streamCount + 4 * numberCount
  }

  var bytes: [UInt8] {
    let length = Self.byteCount(
      identity: identity, termCount: sums.count, streamCount: streams.count,
      numberCount: numbers.count)
    var writer = BinaryWriter(capacity: length)
    writer.append(Self.signature)
    writer.append(Self.version)
    writer.append(UInt64(length))
    writer.append(identity)
    writer.append(UInt64(epoch))
    writer.append(UInt64(batch))
    writer.append(UInt64(stepCount))
    writer.append(UInt32(sums.count))
    for sum in sums { writer.append(sum.bitPattern) }
    writer.append(UInt32(streams.count))
    for stream in streams {
      for word in [stream.state.0, stream.state.1, stream.state.2, stream.state.3] {
        writer.append(word)
      }
    }
    writer.append(UInt64(numbers.count))
    for number in numbers { writer.append(number.bitPattern) }
    writer.append(Fingerprint(of: writer.bytes).value)
    return writer.bytes
  }

  /// Reads a checkpoint of a training whose identity and counts are known: nothing that the bytes say decides how much
  /// memory is taken.
  ///
  /// - Throws: `CheckpointError`, the first of its cases that applies.
  static func read(
    _ bytes: [UInt8], identity: String, termCount: Int, streamCount: Int, numberCount: Int
  ) throws(CheckpointError) -> TrainingCheckpoint {
    guard bytes.starts(with: signature.prefix(bytes.count)), !bytes.isEmpty else {
      throw .notACheckpoint
    }
    let expected = byteCount(
      identity: identity, termCount: termCount, streamCount: streamCount, numberCount: numberCount)
    guard bytes.count >= frameLength else {
      throw .truncated(expected: expected, found: bytes.count)
    }
    var reader = BinaryReader(bytes, at: signature.count) { _ in CheckpointError.altered }
    let foundVersion = try reader.integer(UInt32.self)
    guard foundVersion == version else {
      throw .unsupportedVersion(found: foundVersion, supported: version)
    }
    let length = try reader.integer(UInt64.self)
    guard length >= UInt64(frameLength), length <= UInt64(Int.max) else { throw .altered }
    guard bytes.count >= length else {
      throw .truncated(expected: Int(length), found: bytes.count)
    }
    guard bytes.count <= length else { throw .oversize(expected: Int(length), found: bytes.count) }
    guard bytes.suffix(8) == Fingerprint(of: bytes.dropLast(8)).value.littleEndianBytes[...] else {
      throw .altered
    }

    let identityLength = Int(try reader.integer(UInt32.self))
    guard identityLength <= bytes.count - frameLength else { throw .altered }
    let foundIdentity = String(decoding: try reader.take(identityLength), as: UTF8.self)
    guard foundIdentity == identity else {
      throw .foreign(expected: identity, found: foundIdentity)
    }
    guard bytes.count == expected else { throw .altered }
    let epoch = try reader.integer(UInt64.self)
    let batch = try reader.integer(UInt64.self)
    let stepCount = try reader.integer(UInt64.self)
    guard epoch <= stepCount, batch <= stepCount, stepCount < 1 << 62,
      try reader.integer(UInt32.self) == termCount
    else {
      throw .altered
    }
    var sums: [Double] = []
    for _ in 0..<termCount { sums.append(Double(bitPattern: try reader.integer())) }
    guard sums.allSatisfy(\.isFinite), try reader.integer(UInt32.self) == streamCount else {
      throw .altered
    }
    var streams: [RandomStream] = []
    for _ in 0..<streamCount {
      let state = (
        try reader.integer(UInt64.self), try reader.integer(UInt64.self),
        try reader.integer(UInt64.self), try reader.integer(UInt64.self)
      )
      guard let stream = RandomStream(state: state) else { throw .altered }
      streams.append(stream)
    }
    guard try reader.integer(UInt64.self) == numberCount else { throw .altered }
    var numbers: [Float] = []
    numbers.reserveCapacity(numberCount)
    for _ in 0..<numberCount { numbers.append(Float(bitPattern: try reader.integer())) }
    return TrainingCheckpoint(
      identity: identity, epoch: Int(epoch), batch: Int(batch), stepCount: Int(stepCount),
      sums: sums, streams: streams, numbers: numbers)
  }
}
