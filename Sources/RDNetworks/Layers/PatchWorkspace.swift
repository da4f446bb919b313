/// A buffer for the patches of a group of images, and the passes over a batch by groups.
///
/// A group is just large enough for matrix products to run at full speed, so that its patches are still in
/// the cache when they are multiplied.
struct PatchWorkspace<Scalar: EngineScalar> {
  let geometry: PatchGeometry

  /// The patches of a group, shape `[groupSize * mapPixelCount, patchSize]`.
  let patches: Workspace

  package let groupSize: Int

  /// The minimum number of pixels of a group, if the batch has that many.
  static var leastPixelCount: Int { 256 }

  /// Calls for each group with its rows of the batch, and with a buffer for their patches.
  @inline(__always)
  func forEachGroup(
    in pass: Pass<Scalar>, _ body: (_ rows: Range<Int>, _ patches: Matrix<Scalar>) -> Void
  ) {
    let buffer = pass.workspace(patches)
    for first in stride(from: 0, to: pass.rowCount, by: groupSize) {
      let rows = first..<min(first + groupSize, pass.rowCount)
      body(rows, buffer.rows(0..<rows.count * geometry.mapPixelCount))
    }
  }

  /// Copies the patches of images, one in each row.
  @inline(__always)
  func gather(_ images: Matrix<Scalar>, into patches: Matrix<Scalar>) {
    let pixels = geometry.mapPixelCount
    for row in 0..<images.rows {
      geometry.gather(
        images.start + row * images.stride, into: patches.rows(row * pixels..<(row + 1) * pixels))
    }
  }

  /// Writes images, one in each row, as the sums of their patches.
  @inline(__always)
  func scatter(_ patches: Matrix<Scalar>, into images: Matrix<Scalar>) {
    let pixels = geometry.mapPixelCount
    for row in 0..<images.rows {
      let image = images.start + row * images.stride
      image.update(repeating: 0, count: images.columns)
      geometry.scatter(patches.rows(row * pixels..<(row + 1) * pixels), addingTo: image)
    }
  }
}

extension GraphBuilder {
  /// A buffer for the patches of a few images.
  mutating func patchWorkspace(_ geometry: PatchGeometry) -> PatchWorkspace<Scalar> {
    let pixels = geometry.mapPixelCount
    let groupSize = min(
      batchCapacity, (PatchWorkspace<Scalar>.leastPixelCount + pixels - 1) / pixels)
    return PatchWorkspace(
      geometry: geometry,
      patches: workspace(rows: groupSize * pixels, columns: geometry.patchSize),
      groupSize: groupSize)
  }
}

extension Matrix {
  /// The pixels of the maps in the rows of this matrix as matrices of shape `[pixels, channels]`, each with the index of its first pixel
  /// among all: one matrix if nothing stands between the maps, else one for each map.
  @inline(__always)
  func forEachPixelMatrix(
    channels: Int, _ body: (_ pixels: Matrix, _ positions: Range<Int>) -> Void
  ) {
    let isDense = columns == stride
    let pixelCount = (isDense ? rows : 1) * columns / channels
    for part in 0..<(isDense ? 1 : rows) {
      body(
        Matrix(
          start: start + part * stride, rows: pixelCount, columns: channels, stride: channels),
        part * pixelCount..<(part + 1) * pixelCount)
    }
  }
}
