/// A vector in the plane for each point of an embedding: positions, forces or gradients; on 64-byte boundaries.
package final class PlanePoints<Scalar: EngineScalar> {
  /// Points.
  package let count: Int

  /// The first components, shape `[count]`.
  package let x: UnsafeMutablePointer<Scalar>

  /// The second components, shape `[count]`.
  package let y: UnsafeMutablePointer<Scalar>

  /// Zeros.
  package init(count: Int) {
    self.count = count
    x = Self.zeros(count)
    y = Self.zeros(count)
  }

  deinit {
    x.deallocate()
    y.deallocate()
  }

  /// Zeros on a 64-byte boundary, padded to whole vectors.
  package static func zeros(_ count: Int) -> UnsafeMutablePointer<Scalar> {
    let size = Scalar.padded(count)
    return UnsafeMutableRawPointer.allocate(
      byteCount: max(size, Scalar.lanes) * MemoryLayout<Scalar>.stride, alignment: 64
    ).initializeMemory(as: Scalar.self, repeating: 0, count: size)
  }
}
