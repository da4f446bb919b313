import RDCore
import RDImages
import Synchronization

/// Pictures of one shape, of files: some stay in memory, the others are read whenever they are asked for.
///
/// Grey pictures of a set in colour have three equal channels.
final class PictureSet: ImageSet {
  /// A file whose picture has been read once.
  struct Entry: Sendable {
    let file: PictureFile
    let shape: ImageShape

    /// The digest of its samples, by which it is known again.
    let digest: UInt64

    /// Its samples, shape `[height, width, channels]`, if they stay in memory.
    let samples: [UInt8]?

    /// - Parameters:
    ///   - file: the file.
    ///   - image: its picture.
    ///   - isKept: whether the samples stay in memory.
    init(_ file: PictureFile, _ image: Image, isKept: Bool) {
      let bytes = image.bytes
      self.file = file
      shape = image.shape
      digest = Self.digest(bytes)
      samples = isKept ? bytes : nil
    }

    /// The samples, from memory or from the file.
    ///
    /// - Throws: an error of the file; ``UnusablePicture`` if it has become another picture.
    func read() throws -> [UInt8] {
      if let samples { return samples }
      let image = try file.readForTraining()
      let bytes = image.bytes
      guard image.shape == shape, Self.digest(bytes) == digest else {
        throw UnusablePicture(
          path: file.path, reason: "was changed during the training. Start the training again.")
      }
      return bytes
    }

    private static func digest(_ bytes: [UInt8]) -> UInt64 {
      var digest = Fingerprint()
      bytes.withUnsafeBufferPointer { digest.absorb(wordsOf: $0) }
      return digest.value
    }
  }

  let shape: ImageShape
  private let entries: [Entry]
  private let failure = Mutex<(any Error)?>(nil)

  /// - Precondition: all pictures have the height and width of the shape, and its channels or one.
  init(_ entries: [Entry], shape: ImageShape) {
    self.entries = entries
    self.shape = shape
  }

  var count: Int { entries.count }

  func digest(ofImageAt index: Int) -> UInt64 { entries[index].digest }

  func withSamples(ofImageAt index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var samples: [UInt8]
    do {
      samples = try entries[index].read()
    } catch {
      failure.withLock { $0 = $0 ?? error }
      samples = Array(repeating: 0, count: entries[index].shape.elementCount)
    }
    if samples.count < shape.elementCount {
      samples = samples.flatMap { repeatElement($0, count: shape.channels) }
    }
    samples.withUnsafeBufferPointer(body)
  }

  func check() throws {
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
