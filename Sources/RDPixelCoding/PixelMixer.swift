import RDCoding
import RDCore

/// A lossless code of pictures: 1 to 4 channels of 1 to 16 bits per sample, of any size.
///
/// Planes are coded one after the other, in colour green, red, blue. Each sample is predicted by least squares over the pixels around it, which are refitted at
/// every pixel, and by other predictors; their distributions are mixed, decision by decision, with what came in similar contexts. Nothing but the samples is
/// coded: the decoder learns what the encoder learnt. All that decides a bit is integers, or floating point by additions, subtractions, multiplications and
/// divisions in a fixed order, so that every machine decodes the same.
///
/// > Source: [ye2003] for the fits, [meyer1997] for blending predictors, [mahoney2005] for mixing.
package enum PixelMixer {
  package static let magic = Array("RDL".utf8)

  /// The file of a picture.
  ///
  /// - Parameters:
  ///   - samples: the channels of a pixel side by side, shape `[height, width, channels]`.
  ///   - shape: with 1 to 4 channels; sides are below `2^28`.
  ///   - bitDepth: 1 to 16; no sample is `2^bitDepth` or more.
  /// - Returns: the bytes.
  /// - Complexity: about 15 microseconds for each sample.
  package static func encode(_ samples: [UInt16], shape: ImageShape, bitDepth: Int) -> [UInt8] {
    precondition(samples.count == shape.elementCount && (1...16).contains(bitDepth))
    precondition((1...4).contains(shape.channels) && max(shape.width, shape.height) < 1 << 28)
    let header = PixelMixerHeader(shape: shape, bitDepth: bitDepth)
    var planes = order(of: shape.channels).map { channel in
      (0..<shape.pixelCount).map { samples[$0 * shape.channels + channel] }
    }
    var channel = EncodingBinaryChannel()
    code(&planes, of: header, in: &channel)
    return header.bytes + checksum(of: samples, header) + channel.finish()
  }

  /// The picture of a file.
  ///
  /// - Parameters:
  ///   - file: what ``encode(_:shape:bitDepth:)`` returned.
  ///   - sampleLimit: the maximum number of samples.
  /// - Returns: the samples, with their shape and the bits of each.
  /// - Throws: ``PixelMixerError``; no memory is taken that the length of the file does not justify.
  package static func decode(
    _ file: [UInt8], sampleLimit: Int
  ) throws(PixelMixerError) -> (samples: [UInt16], shape: ImageShape, bitDepth: Int) {
    var reader = BinaryReader<PixelMixerError>(file) { problem in
      switch problem {
      case .truncated: .damaged(reason: "it ends too early")
      case .impossibleNumber(let what, _, _): .damaged(reason: "its \(what) is impossible")
      case .notUTF8: .damaged(reason: "it is not UTF-8")
      }
    }
    let header = try PixelMixerHeader(from: &reader, sampleLimit: sampleLimit)
    let stored = try reader.take(Fingerprint.checksumLength)
    let shape = header.shape
    var planes = [[UInt16]](
      repeating: Array(repeating: 0, count: shape.pixelCount), count: shape.channels)
    var channel = DecodingBinaryChannel(Array(try reader.take(reader.remaining)))
    code(&planes, of: header, in: &channel)
    do throws(CodingError) {
      try channel.finish()
    } catch {
      throw .damaged(reason: "its samples do not end where it ends")
    }
    var samples = [UInt16](repeating: 0, count: shape.elementCount)
    for (plane, channel) in zip(planes, order(of: shape.channels)) {
      for (index, sample) in plane.enumerated() {
        samples[index * shape.channels + channel] = sample
      }
    }
    guard checksum(of: samples, header).elementsEqual(stored) else {
      throw .damaged(reason: "its samples have another checksum")
    }
    return (samples, shape, header.bitDepth)
  }

  /// The channels in the order of coding.
  private static func order(of channelCount: Int) -> [Int] {
    channelCount < 3 ? Array(0..<channelCount) : [1, 0] + (2..<channelCount)
  }

  private static func code<Channel: BinaryChannel>(
    _ planes: inout [[UInt16]], of header: PixelMixerHeader, in channel: inout Channel
  ) {
    PlaneSequence.code(
      &planes, width: header.shape.width, height: header.shape.height,
      maximum: 1 << header.bitDepth - 1, in: &channel)
  }

  private static func checksum(of samples: [UInt16], _ header: PixelMixerHeader) -> [UInt8] {
    var digest = Fingerprint(of: header.bytes)
    for sample in samples { digest.absorb(UInt64(sample)) }
    return digest.checksum
  }
}
