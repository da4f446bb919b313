/// Images of one shape with 8 bits per sample, in memory or read when they are asked for.
package protocol ImageSet: Sendable {
  /// Number of images.
  var count: Int { get }

  var shape: ImageShape { get }

  /// A digest of the samples of an image.
  func digest(ofImageAt index: Int) -> UInt64

  /// Calls a function with the samples of an image, shape `[height, width, channels]`.
  ///
  /// It may be called on several threads at once. An image that can no longer be read is black, and ``check()`` throws the reason.
  func withSamples(ofImageAt index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void)

  /// Checks that every image was what it is.
  ///
  /// - Throws: the first error of the reading of one.
  func check() throws
}

extension ImageSet {
  /// The first images, in memory.
  ///
  /// - Precondition: there are as many.
  package func first(_ count: Int) -> ImageBlock {
    var samples: [UInt8] = []
    samples.reserveCapacity(count * shape.elementCount)
    for index in 0..<count { withSamples(ofImageAt: index) { samples.append(contentsOf: $0) } }
    return ImageBlock(count: count, shape: shape, samples: samples)
  }
}

extension ImageBlock: ImageSet {
  package func digest(ofImageAt index: Int) -> UInt64 {
    var digest = Fingerprint()
    withSamples(ofImageAt: index) { digest.absorb(wordsOf: $0) }
    return digest.value
  }

  package func withSamples(ofImageAt index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let size = shape.elementCount
    samples.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[(index * size)..<((index + 1) * size)]))
    }
  }

  package func check() {}
}
