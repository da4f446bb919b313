import RDCore

/// A picture that is covered by opaque discs from the front to the back.
///
/// A covered point keeps its colour. A pixel has 4 by 4 points, stored as the bits of a mask, and sums the colours of
/// the covered ones.
struct LeafCanvas {
  private let shape: ImageShape
  /// The covered points of each pixel, shape `[height * width]`.
  private var masks: [UInt16]
  /// The sums of the colours of the covered points, shape `[height * width * 3]`.
  private var sums: [Double]
  /// Pixels with a point that is not covered, in each row, shape `[height]`.
  private var openPixels: [Int]
  private var openCount: Int

  init(shape: ImageShape) {
    self.shape = shape
    masks = [UInt16](repeating: 0, count: shape.pixelCount)
    sums = [Double](repeating: 0, count: 3 * shape.pixelCount)
    openPixels = [Int](repeating: shape.width, count: shape.height)
    openCount = shape.pixelCount
  }

  var isCovered: Bool { openCount == 0 }

  /// Places a disc behind all others; the position is in pixels, from the corner of the first.
  mutating func lay(x: Double, y: Double, radius: Double, colour: (Double, Double, Double)) {
    let firstRow = max(0, Int((y - radius).rounded(.down)))
    let lastRow = min(shape.height - 1, Int((y + radius).rounded(.down)))
    guard firstRow <= lastRow else { return }
    for row in firstRow...lastRow where openPixels[row] > 0 {
      // The row's line nearest to the centre bounds the pixels that the disc can reach.
      let nearest = min(max(y, Double(row)), Double(row + 1)) - y
      let reach = radius * radius - nearest * nearest
      guard reach >= 0 else { continue }
      let half = reach.squareRoot()
      let first = max(0, Int((x - half).rounded(.down)))
      let last = min(shape.width - 1, Int((x + half).rounded(.down)))
      guard first <= last else { continue }
      for column in first...last {
        let pixel = row * shape.width + column
        let covered = masks[pixel]
        if covered == .max { continue }
        let fresh = points(row: row, column: column, x: x, y: y, radius: radius) & ~covered
        if fresh == 0 { continue }
        let count = Double(fresh.nonzeroBitCount)
        sums[3 * pixel] += count * colour.0
        sums[3 * pixel + 1] += count * colour.1
        sums[3 * pixel + 2] += count * colour.2
        masks[pixel] = covered | fresh
        if masks[pixel] == .max {
          openPixels[row] -= 1
          openCount -= 1
        }
      }
    }
  }

  /// The samples of the picture, shape `[height, width, 3]`.
  package func samples() -> [UInt8] {
    sums.map { UInt8(min(max($0 / 16, 0), 255).rounded()) }
  }

  /// The points of a pixel that a disc covers.
  private func points(row: Int, column: Int, x: Double, y: Double, radius: Double) -> UInt16 {
    let dx = Double(column) + 0.5 - x
    let dy = Double(row) + 0.5 - y
    let distance = (dx * dx + dy * dy).squareRoot()
    // No point of a pixel is further from its middle than 0.54.
    if distance + 0.54 < radius { return .max }
    if distance - 0.54 > radius { return 0 }
    var mask: UInt16 = 0
    for j in 0..<4 {
      let py = dy + (Double(j) - 1.5) / 4
      for i in 0..<4 {
        let px = dx + (Double(i) - 1.5) / 4
        if px * px + py * py <= radius * radius { mask |= 1 << UInt16(4 * j + i) }
      }
    }
    return mask
  }
}
