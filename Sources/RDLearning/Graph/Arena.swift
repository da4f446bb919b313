/// One block of zeroed memory on a 64-byte boundary, freed with its owner.
final class Arena<Scalar: EngineScalar> {
  /// The first element.
  let start: UnsafeMutablePointer<Scalar>

  /// Takes memory for `count` numbers.
  init(count: Int) {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Scalar>.stride, alignment: 64)
    start = memory.initializeMemory(as: Scalar.self, repeating: 0, count: count)
  }

  deinit {
    UnsafeMutableRawPointer(start).deallocate()
  }
}
