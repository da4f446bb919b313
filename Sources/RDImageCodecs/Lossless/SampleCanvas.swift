import RDCore

/// An image with black margins, so that every sample has all neighbours of a context.
struct SampleCanvas: Sendable, Equatable {
  /// Rows above and below, and pixels on either side.
  package static let margin = 3

  /// From a sample to the one of the same channel below it.
  let rowStride: Int

  /// From a sample to the one of the same channel right of it.
  let channels: Int
  private let height: Int
  private let width: Int

  /// The samples with the margins, shape `[height + 6, width + 6, channels]`.
  package private(set) var samples: [UInt8]

  init(_ shape: ImageShape) {
    (height, width, channels) = (shape.height, shape.width, shape.channels)
    rowStride = (width + 2 * Self.margin) * channels
    samples = Array(repeating: 0, count: (height + 2 * Self.margin) * rowStride)
  }

  /// The index of a pixel's first sample.
  @inline(__always)
  package func index(row: Int, column: Int) -> Int {
    (row + Self.margin) * rowStride + (column + Self.margin) * channels
  }

  subscript(index: Int) -> Int {
    @inline(__always) get { Int(samples[index]) }
    @inline(__always) set { samples[index] = UInt8(truncatingIfNeeded: newValue) }
  }

  mutating func paint(_ image: ArraySlice<UInt8>) {
    let length = width * channels
    for row in 0..<height {
      let source = image.startIndex + row * length
      samples.replaceSubrange(
        index(row: row, column: 0)..<index(row: row, column: width),
        with: image[source..<source + length])
    }
  }

  /// The image without the margins.
  var image: [UInt8] {
    (0..<height).flatMap { row in
      samples[index(row: row, column: 0)..<index(row: row, column: width)]
    }
  }
}
