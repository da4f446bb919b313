/// The context vectors of the pixels of the last rows: what predictors see of the neighbours, and the sample that came.
///
/// An input is the difference of a neighbour from the mean of the nearest four in its plane, so that brightness does not matter. After the inputs come
/// zeros; the last entry but one is the sample's own difference, once it is known.
final class ContextVectors {
  let inputCount: Int

  /// Vectors of 16 entries in each context vector.
  let chunkCount: Int

  /// The context vector of the current pixel, and the mean in its plane.
  private(set) var current: UnsafeMutablePointer<SIMD16<Float>>
  private(set) var reference: Float = 0
  private let planes: [PixelPlane]
  private let rowCount: Int

  /// Shape `[rowCount, width, chunkCount]`; a row of the plane is in one of them in turn.
  private let storage: UnsafeMutablePointer<SIMD16<Float>>

  /// The plane and the offset of each input.
  private let inputs: [(plane: Int, offset: Int)]

  /// - Parameters:
  ///   - planes: the plane, then those that are complete.
  ///   - neighbours: the inputs; their planes are indices of `planes`.
  ///   - rowCount: the number of rows that are kept, with the current one.
  init(_ planes: [PixelPlane], neighbours: [Neighbour], rowCount: Int) {
    self.planes = planes
    self.rowCount = rowCount
    inputCount = neighbours.count
    chunkCount = (neighbours.count + 2 + 15) / 16
    let count = rowCount * planes[0].width * chunkCount
    storage = .allocate(capacity: count)
    storage.initialize(repeating: .zero, count: count)
    current = storage
    let stride = planes[0].stride
    inputs = neighbours.map { ($0.plane, $0.row * stride + $0.column) }
  }

  deinit { storage.deallocate() }

  /// The index of a sample's entry.
  var targetIndex: Int {
    @inline(__always) get { 16 &* chunkCount &- 2 }
  }

  /// The context vector of a pixel of the rows that are kept.
  @inline(__always)
  func vector(row: Int, column: Int) -> UnsafeMutablePointer<SIMD16<Float>> {
    storage + ((row % rowCount) &* planes[0].width &+ column) &* chunkCount
  }

  /// The entries of the current vector.
  var entries: UnsafeMutablePointer<Float> {
    @inline(__always) get {
      UnsafeMutableRawPointer(current).assumingMemoryBound(to: Float.self)
    }
  }

  /// Computes the inputs of a pixel, which becomes the current one.
  func move(toRow row: Int, column: Int) {
    current = vector(row: row, column: column)
    let entries = entries
    for (index, plane) in planes.enumerated() {
      let here = plane.pointer(row: row, column: column)
      let stride = plane.stride
      let mean = ((here[-1] + here[0 &- stride]) * 3 + (here[-1 &- stride] + here[1 &- stride])) / 8
      if index == 0 { reference = mean }
      inputs.withUnsafeBufferPointer { inputs in
        for input in inputs.indices where inputs[input].plane == index {
          entries[input] = here[inputs[input].offset] - mean
        }
      }
    }
  }

  /// Completes the current vector with the sample.
  @inline(__always)
  func complete(with sample: Float) { entries[targetIndex] = sample - reference }
}
