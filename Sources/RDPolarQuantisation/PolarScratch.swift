/// The buffers of a block while it is coded, reused from block to block.
final class PolarScratch {
  /// The soft bits of the nodes from the root to the current one: those of `2^e` indices from `2^e` on, shape `[2 length]`.
  let softBits: UnsafeMutablePointer<Float>

  /// The same for priors.
  let priors: UnsafeMutablePointer<Float>

  /// The signs of the first bits, shape `[length]`.
  package let first: UnsafeMutablePointer<Float>

  /// The signs of the second bits, shape `[length]`.
  package let second: UnsafeMutablePointer<Float>

  /// The positions of samples on the grid of a channel, shape `[length]`.
  package let positions: UnsafeMutablePointer<Float>

  private let memory: UnsafeMutablePointer<Float>

  /// Buffers for blocks of up to a length.
  init(length: Int) {
    // Nodes of 16 indices and more are aligned to cache lines if the whole is.
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: 7 * length * MemoryLayout<Float>.stride, alignment: 64)
    memory = raw.bindMemory(to: Float.self, capacity: 7 * length)
    softBits = memory
    priors = memory + 2 * length
    first = memory + 4 * length
    second = memory + 5 * length
    positions = memory + 6 * length
  }

  deinit { UnsafeMutableRawPointer(memory).deallocate() }
}
