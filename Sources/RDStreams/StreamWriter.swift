import RDCoding
import RDCore

/// Writes the bytes of a stream: the header, the symbols by a range coder, and a checksum of all.
struct StreamWriter {
  private let sink: ([UInt8]) throws -> Void
  private var digest = Fingerprint()
  private(set) var byteCount = 0
  var rangeEncoder = RangeEncoder()

  /// - Parameter sink: takes the next bytes of the stream.
  init(sink: @escaping ([UInt8]) throws -> Void) {
    self.sink = sink
  }

  mutating func write(_ bytes: [UInt8]) throws {
    digest.absorb(bytes)
    byteCount += bytes.count
    if !bytes.isEmpty { try sink(bytes) }
  }

  /// Writes what the next symbols cannot change any more.
  mutating func writeSettledBytes() throws {
    try write(rangeEncoder.takeSettledBytes())
  }

  /// Ends the stream, in which there were symbols or not.
  mutating func finish(hasSymbols: Bool) throws {
    if hasSymbols { try write(rangeEncoder.finish()) }
    try write(digest.checksum)
  }
}
