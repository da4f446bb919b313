import RDNumerics

struct SimilarityWindow<Scalar: EngineScalar> {
  private let taps: (Scalar, Scalar, Scalar, Scalar, Scalar, Scalar)

  init() {
    let window = StructuralSimilarityDefinition.window.map { Scalar($0) }
    taps = (window[0], window[1], window[2], window[3], window[4], window[5])
  }

  /// The sums of eleven elements that are `distance` apart, weighted by the window, for as many first elements as there are lanes.
  @inline(__always)
  package func sum(from start: UnsafePointer<Scalar>, distance: Int) -> Scalar.Wide {
    @inline(__always)
    func pair(_ tap: Int) -> Scalar.Wide {
      start.vector(at: tap * distance) + start.vector(at: (10 - tap) * distance)
    }
    var sum = start.vector(at: 5 * distance) * Scalar.Wide(repeating: taps.5)
    sum = sum.addingProduct(pair(4), Scalar.Wide(repeating: taps.4))
    sum = sum.addingProduct(pair(3), Scalar.Wide(repeating: taps.3))
    sum = sum.addingProduct(pair(2), Scalar.Wide(repeating: taps.2))
    sum = sum.addingProduct(pair(1), Scalar.Wide(repeating: taps.1))
    return sum.addingProduct(pair(0), Scalar.Wide(repeating: taps.0))
  }

  /// Writes `count` weighted sums of elements that are `distance` apart, without writing beyond.
  @inline(__always)
  func filter(
    _ source: UnsafePointer<Scalar>, distance: Int, into sums: UnsafeMutablePointer<Scalar>,
    count: Int
  ) {
    for first in stride(from: 0, through: count - Scalar.lanes, by: Scalar.lanes) {
      sums.setVector(sum(from: source + first, distance: distance), at: first)
    }
    guard !count.isMultiple(of: Scalar.lanes) else { return }
    if count > Scalar.lanes {
      // The last vector overlaps the one before.
      let first = count - Scalar.lanes
      sums.setVector(sum(from: source + first, distance: distance), at: first)
    } else {
      for position in 0..<count { sums[position] = sum(at: source + position, distance: distance) }
    }
  }

  /// The sum for one first element.
  private func sum(at start: UnsafePointer<Scalar>, distance: Int) -> Scalar {
    @inline(__always)
    func pair(_ tap: Int) -> Scalar { start[tap * distance] + start[(10 - tap) * distance] }
    let outer = taps.0 * pair(0) + taps.1 * pair(1) + taps.2 * pair(2)
    return outer + taps.3 * pair(3) + taps.4 * pair(4) + taps.5 * start[5 * distance]
  }
}

extension UnsafePointer where Pointee: EngineScalar {
  /// The vector that begins at an element, on any boundary.
  @inline(__always)
  package func vector(at offset: Int) -> Pointee.Wide {
    UnsafeRawPointer(self + offset).loadUnaligned(as: Pointee.Wide.self)
  }
}

extension UnsafeMutablePointer where Pointee: EngineScalar {
  /// The vector that begins at an element, on any boundary.
  @inline(__always)
  package func vector(at offset: Int) -> Pointee.Wide { UnsafePointer(self).vector(at: offset) }

  /// Writes a vector from an element on, on any boundary.
  @inline(__always)
  func setVector(_ vector: Pointee.Wide, at offset: Int) {
    UnsafeMutableRawPointer(self + offset).storeBytes(of: vector, as: Pointee.Wide.self)
  }
}
