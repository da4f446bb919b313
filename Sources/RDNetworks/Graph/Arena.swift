import RDCore

/// All memory of a graph: one block of zeroed numbers on a 64-byte boundary, and the random streams.
final class Arena<Scalar: EngineScalar> {
  package let start: UnsafeMutablePointer<Scalar>
  let streams: UnsafeMutablePointer<RandomStream>

  /// Allocates memory for `count` numbers and for the streams.
  init(count: Int, streams initialStreams: [RandomStream]) {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Scalar>.stride, alignment: 64)
    start = memory.initializeMemory(as: Scalar.self, repeating: 0, count: count)
    streams = UnsafeMutablePointer<RandomStream>.allocate(capacity: initialStreams.count)
    for (index, stream) in initialStreams.enumerated() {
      (streams + index).initialize(to: stream)
    }
  }

  deinit {
    UnsafeMutableRawPointer(start).deallocate()
    streams.deallocate()
  }
}
