import RealModule

/// What integers cost, by classes of the magnitudes around them and unions, from the integers of an earlier pass.
struct RateTables {
  static let classCount = 32

  /// The greatest magnitude that tables have at most, and here.
  private static let limit = 2047
  private let limit: Int

  /// Bits of a magnitude and its sign, shape `[classes, 2, limit + 1]`.
  private let bits: Buffer<Float>

  /// Bits for each unit of magnitude beyond the limit, shape `[classes, 2]`.
  private let slopes: Buffer<Float>

  /// Tables of what was seen.
  ///
  /// - Parameters:
  ///   - integers: a path of the lattice, shape `[n]`.
  ///   - classes: of each.
  ///   - count: how many there are.
  ///   - lattice: that of the path.
  init(
    _ integers: UnsafeMutablePointer<Int64>, classes: UnsafeMutablePointer<UInt8>, count: Int,
    lattice: Lattice
  ) {
    let tableCount = 2 * Self.classCount
    var greatest: UInt64 = 0
    for index in 0..<count { greatest = max(greatest, integers[index].magnitude) }
    // The integers of another step are not much larger.
    let limit = Int(min(2 * min(greatest, 1 << 20) + 16, UInt64(Self.limit)))
    self.limit = limit
    bits = Buffer(repeating: 0, count: tableCount * (limit + 1))
    slopes = Buffer(repeating: 0, count: tableCount)
    let binCount = Self.bin(limit) + 2
    var counts = [Double](repeating: 0, count: tableCount * binCount)
    var state = 0
    for index in 0..<count {
      let integer = integers[index]
      let union = Int64(lattice.unions.pointer[state])
      let size = Int(min(integer.magnitude, UInt64(limit)))
      counts[(2 * Int(classes[index]) + Int(union)) * binCount + Self.bin(size)] += 1
      if lattice.isTrellis {
        let half = Int(Lattice.index(of: integer, union: union, kind: lattice.kind) & 1)
        state = Int(lattice.transitions.pointer[2 * state + half])
      }
    }
    for table in 0..<tableCount {
      // No integer is of a class that was not seen.
      let first = (table & ~1) * binCount
      guard counts[first..<first + 2 * binCount].contains(where: { $0 > 0 }) else { continue }
      let isAllowed: (Int) -> Bool =
        switch (lattice.kind, table & 1) {
        case (.integers, _): { _ in true }
        case (.cosets, let union): { $0 & 1 == union }
        case (.doubledZero, let union): { $0 & 1 == union || $0 == 0 }
        }
      fill(table, counts[table * binCount..<(table + 1) * binCount].map { $0 }, isAllowed)
    }
  }

  /// Computes a table from the counts of its bins, with a little of a broad law added.
  private func fill(_ table: Int, _ counts: [Double], _ isAllowed: (Int) -> Bool) {
    let row = bits.pointer + table * (limit + 1)
    let total = counts.reduce(0, +)
    // How many allowed sizes are in each bin, and their mean.
    var widths = [Double](repeating: 0, count: counts.count)
    var middles = widths
    for size in 0...limit where isAllowed(size) {
      widths[Self.bin(size)] += 1
      middles[Self.bin(size)] += Double(size)
    }
    let used = counts.indices.filter { widths[$0] > 0 }
    for bin in used { middles[bin] /= widths[bin] }
    let mean = used.reduce(0.0) { $0 + counts[$1] * middles[$1] } / max(total, 1)
    let decay = 1 / (mean + 1.5)
    var densities = [Double](repeating: 0, count: limit + 1)
    var (lower, upper) = (0, 0)
    for size in 0...limit where isAllowed(size) {
      while upper < used.count - 1, Double(size) > middles[used[upper]] { upper += 1 }
      lower = Double(size) < middles[used[upper]] ? max(0, upper - 1) : upper
      let (first, last) = (used[lower], used[upper])
      let reach = middles[last] - middles[first]
      let fraction = reach > 0 ? (Double(size) - middles[first]) / reach : 0
      let (low, high) = (counts[first] / widths[first], counts[last] / widths[last])
      let broad =
        0.9 * decay * Double.exp(0 - decay * Double(size))
        + 0.1 / (Double(size + 1) * Double(size + 2))
      densities[size] = (low + (high - low) * fraction + 2 * broad) / (total + 2)
    }
    let sum = densities.reduce(0, +)
    for size in 0...limit {
      row[size] =
        densities[size] > 0
        ? Float(0 - Double.log2(densities[size] / sum) + (size > 0 ? 1 : 0)) : 100
    }
    slopes.pointer[table] = Float(1 / (0.7 * (mean + Double(limit))))
  }

  /// The bits of an integer.
  @inline(__always)
  func rate(_ integer: Int64, kind: Int, union: Int) -> Double {
    let table = 2 &* kind &+ union
    let size = Int(truncatingIfNeeded: integer.magnitude)
    let row = bits.pointer + table &* (limit &+ 1)
    if size <= limit { return Double(row[size]) }
    let beyond = Double(size &- limit) * Double(slopes.pointer[table])
    return Double(row[limit &- (size ^ limit) & 1]) + min(beyond, 4 + beyond / (1 + 0.02 * beyond))
  }

  /// The bin of a magnitude: each below 16 for itself, then eight for each octave.
  private static func bin(_ size: Int) -> Int {
    guard size >= 16 else { return size }
    let octave = Int.bitWidth - 1 - size.leadingZeroBitCount
    return 16 + (octave - 4) * 8 + (size >> (octave - 3)) & 7
  }
}
