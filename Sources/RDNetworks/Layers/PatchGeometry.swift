import RDCore

/// The windows of a convolution: for each pixel of a map, its patch of an image.
///
/// A convolution goes from the image to the map, a transposed convolution from the map to the image. A side of `n`
/// pixels is padded with the zeros for `ceil(n / stride)` windows, half of them before the image and an odd one after
/// it.
package struct PatchGeometry: Sendable, Equatable {
  /// The shape of the image.
  package let image: ImageShape

  /// Rows of the map: windows down the image.
  package let mapHeight: Int

  /// Columns of the map: windows across the image.
  package let mapWidth: Int

  /// Pixels along a side of a window.
  package let kernel: Int

  /// Pixels from one window to the next.
  package let stride: Int

  /// Rows of the first window above the image.
  let rowsAbove: Int

  /// Columns of the first window left of the image.
  let columnsLeft: Int

  /// The windows of a convolution over an image.
  ///
  /// - Precondition: `kernel` and `stride` are positive.
  package init(over image: ImageShape, kernel: Int, stride: Int) {
    precondition(kernel > 0 && stride > 0)
    func zeros(before count: Int, windows: Int) -> Int {
      max(0, (windows - 1) * stride + kernel - count) / 2
    }
    self.image = image
    self.kernel = kernel
    self.stride = stride
    mapHeight = (image.height + stride - 1) / stride
    mapWidth = (image.width + stride - 1) / stride
    rowsAbove = zeros(before: image.height, windows: mapHeight)
    columnsLeft = zeros(before: image.width, windows: mapWidth)
  }

  /// The windows of a transposed convolution from a map to an image of `channels` channels.
  ///
  /// The sides of the image are `n * stride`.
  ///
  /// - Precondition: `kernel` and `stride` are positive.
  package init(from map: ImageShape, channels: Int, kernel: Int, stride: Int) {
    self.init(
      over: ImageShape(
        height: map.height * stride, width: map.width * stride, channels: channels),
      kernel: kernel, stride: stride)
  }

  package var mapPixelCount: Int { mapHeight * mapWidth }

  /// Elements of a patch: rows of the window, its columns, channels.
  package var patchSize: Int { kernel * kernel * image.channels }
}

extension PatchGeometry {
  /// Copies the zero-padded patches of an image into the rows of a matrix (im2col).
  ///
  /// - `patches`: shape `[mapPixelCount, patchSize]`.
  @inline(__always)
  func gather<Scalar: EngineScalar>(_ image: UnsafePointer<Scalar>, into patches: Matrix<Scalar>) {
    forEachSegment { pixel, offset, segment in
      let position = patches.start + pixel * patches.stride + offset
      position.update(repeating: 0, count: segment.before)
      (position + segment.before).update(from: image + segment.start, count: segment.count)
      (position + segment.before + segment.count).update(repeating: 0, count: segment.after)
    }
  }

  /// Adds patches to the pixels of an image: the adjoint of `gather(_:into:)` (col2im).
  @inline(__always)
  func scatter<Scalar: EngineScalar>(
    _ patches: Matrix<Scalar>, addingTo image: UnsafeMutablePointer<Scalar>
  ) {
    forEachSegment { pixel, offset, segment in
      let source = patches.start + pixel * patches.stride + offset + segment.before
      let target = image + segment.start
      for i in 0..<segment.count { target[i] += source[i] }
    }
  }

  /// A row of a window: the number of elements left of the image, inside it from `start` on, and right of it.
  private struct Segment {
    let before: Int
    let start: Int
    let count: Int
    let after: Int
  }

  /// Calls for every row of every window with the pixel of the map and the offset of the row in the patch.
  @inline(__always)
  private func forEachSegment(_ body: (_ pixel: Int, _ offset: Int, _ segment: Segment) -> Void) {
    let length = kernel * image.channels
    for mapRow in 0..<mapHeight {
      let top = mapRow * stride - rowsAbove
      for mapColumn in 0..<mapWidth {
        let left = mapColumn * stride - columnsLeft
        let before = min(kernel, max(0, -left))
        let inside = max(0, min(kernel, image.width - left) - before)
        for row in 0..<kernel {
          let isInside = top + row >= 0 && top + row < image.height && inside > 0
          body(
            mapRow * mapWidth + mapColumn, row * length,
            isInside
              ? Segment(
                before: before * image.channels,
                start: ((top + row) * image.width + left + before) * image.channels,
                count: inside * image.channels, after: (kernel - before - inside) * image.channels)
              : Segment(before: length, start: 0, count: 0, after: 0))
        }
      }
    }
  }
}
