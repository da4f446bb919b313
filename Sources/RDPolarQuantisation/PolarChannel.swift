import RealModule

/// The test channel as the encoder sees it: soft bits and residual indices of a sample, as tables over a fine grid.
///
/// The posterior of level `k` is proportional to `p[k] exp(-(x - y[k])^2 / (2 d))`. Where tails reach so far that a uniform grid
/// would have too many points, the grid is uniform in `x / (1 + |x| / c)`, so rare samples are looked up less finely.
package struct PolarChannel: Sendable {
  /// Grid points below the sample 0, and per standard unit.
  package let origin: Float
  package let density: Float

  /// `1 / c`, the curvature of the grid, in reciprocal standard units; 0 for a uniform grid.
  package let bend: Double

  /// The number of points less one.
  package let last: Float

  /// At each grid point, the soft bit of the first bit and its increment to the next point; shape `[points]`.
  package let first: [SIMD2<Float>]

  /// The same for the second bit after a first bit of 0, then after one of 1; shape `[points, 2]`.
  package let second: [SIMD2<Float>]

  /// At each grid point, the best residual index in each coset; shape `[points, 4]`.
  package let residualIndices: [Int16]

  /// The tables of an output distribution.
  ///
  /// - Parameters:
  ///   - levels: ascending, in standard units, shape `[M]`.
  ///   - probabilities: shape `[M]`.
  ///   - distortion: `d`, in squared standard units.
  init(levels: [Double], probabilities: [Double], distortion: Double) {
    let count = levels.count
    // Levels may thin out towards the tails: the spacing that counts is that of the middle.
    let spacing = levels[count / 2] - levels[count / 2 - 1]
    let ends = (levels[0] - spacing, levels[count - 1] + spacing)
    let isEven = ends.1 - ends.0 <= spacing / 64 * Self.evenPoints
    let bend = isEven ? 0 : 1 / Self.bentFrom
    let low = ends.0 / (1 + abs(ends.0) * bend)
    let high = ends.1 / (1 + abs(ends.1) * bend)
    let step = max(spacing / 64, (high - low) / Self.mostPoints)
    let pointCount = Int((high - low) / step) + 2
    let logarithms = probabilities.map { Double.log($0) }
    var softBits: [SIMD3<Double>] = []
    var residualIndices: [Int16] = []
    var nearest = 0
    for point in 0...pointCount {
      let bent = low + Double(point) * step
      let x = bent / max(1 - abs(bent) * bend, .leastNormalMagnitude)
      while nearest + 1 < count, abs(levels[nearest + 1] - x) <= abs(levels[nearest] - x) {
        nearest += 1
      }
      // Further levels have no weight: the prior pulls by less than half of the range.
      let range = max(0, nearest - 40)...min(count - 1, nearest + 40)
      var best = SIMD4<Double>(repeating: -.infinity)
      var rest = SIMD4<Int16>(repeating: 0)
      var exponents = [Double](repeating: 0, count: range.count)
      for level in range {
        let exponent =
          logarithms[level] - (x - levels[level]) * (x - levels[level]) / (2 * distortion)
        exponents[level - range.lowerBound] = exponent
        if exponent > best[level & 3] {
          best[level & 3] = exponent
          rest[level & 3] = Int16(level >> 2)
        }
      }
      // Sums over cosets, each pair that is compared scaled by its greatest term.
      func sums(_ members: [Int]) -> SIMD4<Double> {
        let greatest = members.map { best[$0] }.max() ?? 0
        var sums = SIMD4<Double>.zero
        for level in range where members.contains(level & 3) {
          sums[level & 3] += Double.exp(exponents[level - range.lowerBound] - greatest)
        }
        return sums
      }
      func bias(_ zero: Double, _ one: Double) -> Double {
        max(-Self.limit, min(Self.limit, (zero - one) / (zero + one)))
      }
      let all = sums([0, 1, 2, 3])
      let even = sums([0, 2])
      let odd = sums([1, 3])
      softBits.append(
        SIMD3(
          bias(all[0] + all[2], all[1] + all[3]), bias(even[0], even[2]), bias(odd[3], odd[1])))
      for coset in 0..<4 { residualIndices.append(rest[coset]) }
    }
    func entry(_ point: Int, _ column: Int) -> SIMD2<Float> {
      let before = softBits[max(0, point - 1)][column]
      let after = softBits[min(softBits.count - 1, point + 1)][column]
      return SIMD2(Float(softBits[point][column]), Float((after - before) / 2))
    }
    first = softBits.indices.map { entry($0, 0) }
    second = softBits.indices.flatMap { [entry($0, 1), entry($0, 2)] }
    self.residualIndices = residualIndices
    self.bend = bend
    origin = Float(-low / step)
    density = Float(1 / step)
    last = Float(pointCount - 1)
  }

  /// The position of a sample on the grid.
  @inline(__always)
  package func position(of sample: Double, location: Double, scale: Double) -> Float {
    let deviation = sample - location
    let bent = deviation / (1 + abs(deviation) * (bend / scale))
    let position = bent * (Double(density) / scale) + Double(origin)
    return Float(position < 0 ? 0 : position > Double(last) ? Double(last) : position)
  }

  /// The grid point nearest to a position: adding `2^23` leaves no fractional digits.
  @inline(__always)
  package static func point(at position: Float) -> Int {
    Int(truncatingIfNeeded: (position + 0x1p23).bitPattern & 0x7f_ffff)
  }

  /// The soft bit at a position near a grid point, clipped to ``PolarSoftBits/limit``.
  @inline(__always)
  static func bias(_ entry: SIMD2<Float>, at position: Float, near point: Int) -> Float {
    let bias = entry.x + entry.y * (position - Float(Int32(truncatingIfNeeded: point)))
    return bias > PolarSoftBits.limit
      ? PolarSoftBits.limit : bias < -PolarSoftBits.limit ? -PolarSoftBits.limit : bias
  }

  private static var limit: Double { 0.9999998 }

  /// Points up to which the grid is uniform.
  private static var evenPoints: Double { 16384 }

  /// The greatest number of grid points.
  private static var mostPoints: Double { 0x1p18 }

  /// Where a compressed grid has a quarter of its central density, in standard units.
  private static var bentFrom: Double { 6 }
}
