/// The magnitudes of the errors of several predictors, a lane each, at the pixels of the last rows.
final class ErrorMap<Vector: SIMD> where Vector.Scalar == Float {
  private let width: Int
  private let stride: Int

  /// Shape `[3, stride]`: a row of the plane is in one of three in turn.
  private let storage: UnsafeMutablePointer<Vector>
  private static var margin: Int { 2 }

  /// A map of errors that are all the same.
  init(width: Int, start: Float) {
    self.width = width
    stride = width + 2 * Self.margin
    storage = .allocate(capacity: 3 * stride)
    storage.initialize(repeating: Vector(repeating: start), count: 3 * stride)
  }

  deinit { storage.deallocate() }

  @inline(__always)
  private func line(_ row: Int) -> UnsafeMutablePointer<Vector> {
    storage + ((row % 3) &* stride &+ Self.margin)
  }

  /// Sets the errors of a pixel, and what of the margins takes their values.
  @inline(__always)
  func set(_ errors: Vector, row: Int, column: Int) {
    let here = line(row)
    here[column] = errors
    if column == 0 {
      let next = line(row &+ 1)
      for left in 1...Self.margin {
        here[0 &- left] = errors
        next[0 &- left] = errors
      }
    }
    if column == width &- 1 {
      for right in 1...Self.margin { here[column &+ right] = errors }
    }
    if row == 0 {
      for other in 1...2 {
        for right in 0...min(Self.margin, width &+ Self.margin &- 1 &- column) {
          line(other)[column &+ right] = errors
        }
      }
    }
  }

  /// The weighted mean of the errors of ten pixels around one.
  @inline(__always)
  func mean(row: Int, column: Int) -> Vector {
    let here = line(row) + column
    let north = line(row &+ 2) + column
    let far = line(row &+ 1) + column
    let near = (here[-1] + north[0]) * 4 + (north[-1] + north[1]) * 3
    let outer = (here[-2] + far[0]) * 2 + (far[-1] + far[1]) + (north[2] + north[-2])
    return (near + outer) * (1 / 22)
  }
}
