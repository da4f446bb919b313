extension Image {
  /// The picture with more bits per sample by bit replication, which preserves black and white.
  ///
  /// - Precondition: `bitDepth` is not less than now, and at most 16.
  package func widened(toBitDepth newDepth: Int) -> Image {
    precondition((bitDepth...16).contains(newDepth))
    guard newDepth > bitDepth else { return self }
    let table = (0...maximum).map { Self.repeatBits(of: UInt16($0), bitDepth, upTo: newDepth) }
    return Image(shape: shape, bitDepth: newDepth, samples: samples.map { table[Int($0)] })
  }

  /// The picture with samples of another depth, rounded.
  func scaled(toBitDepth depth: Int) -> Image {
    var samples = samples
    samples.scale(from: maximum, to: 1 << depth - 1)
    return Image(shape: shape, bitDepth: depth, samples: samples)
  }

  /// The inverse of `widened(toBitDepth:)`; `nil` if the picture is not one of its results.
  func narrowedIfExact(toBitDepth newDepth: Int) -> Image? {
    guard (1..<bitDepth).contains(newDepth) else { return nil }
    let shift = bitDepth - newDepth
    let isExact = samples.allSatisfy {
      Self.repeatBits(of: $0 >> shift, newDepth, upTo: bitDepth) == $0
    }
    guard isExact else { return nil }
    return Image(shape: shape, bitDepth: newDepth, samples: samples.map { $0 >> shift })
  }

  private static func repeatBits(of sample: UInt16, _ depth: Int, upTo newDepth: Int) -> UInt16 {
    var value = Int(sample)
    var width = depth
    while width < newDepth {
      value = value << depth | Int(sample)
      width += depth
    }
    return UInt16(truncatingIfNeeded: value >> (width - newDepth))
  }
}
