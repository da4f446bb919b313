/// The samples of a plane that are known so far, with margins so that every pixel has all its neighbours.
///
/// A margin has the value of the nearest sample that is known when it is first needed: left of a row the first one of the row above, right of it its own last one,
/// above the first row the last known one of that row.
final class PixelPlane {
  /// Columns and rows around the plane.
  static let margin = 6

  let width: Int
  let height: Int

  /// From a sample to the one below it.
  let stride: Int

  /// The sample of row 0 and column 0.
  let origin: UnsafeMutablePointer<Float>
  private let storage: UnsafeMutablePointer<Float>

  /// A plane of which nothing is known, whose samples are expected around a value.
  init(width: Int, height: Int, middle: Float) {
    self.width = width
    self.height = height
    stride = width + 2 * Self.margin
    let count = stride * (height + 2 * Self.margin)
    storage = .allocate(capacity: count)
    storage.initialize(repeating: middle, count: count)
    origin = storage + (Self.margin * stride + Self.margin)
  }

  deinit { storage.deallocate() }

  @inline(__always)
  func pointer(row: Int, column: Int) -> UnsafeMutablePointer<Float> {
    origin + (row &* stride &+ column)
  }

  /// Sets a sample, and what of the margins takes its value.
  @inline(__always)
  func set(_ value: Float, row: Int, column: Int) {
    let here = pointer(row: row, column: column)
    here[0] = value
    let margin = Self.margin
    if row == 0 {
      for above in 1...margin {
        for right in 0...min(margin, width &+ margin &- 1 &- column) {
          here[right &- above &* stride] = value
        }
      }
    }
    if column == 0 {
      for left in 1...margin {
        here[0 &- left] = value
        here[stride &- left] = value
      }
    }
    if column == width &- 1 {
      for right in 1...margin { here[right] = value }
    }
  }

  /// Repeats the last row below the plane, once that is complete.
  func close() {
    let last = pointer(row: height - 1, column: -Self.margin)
    for down in 1...Self.margin { (last + down * stride).update(from: last, count: stride) }
  }
}
