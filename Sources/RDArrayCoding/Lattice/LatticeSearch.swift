/// Finds the integers of a lattice that represent numbers at the least sum of squared error and rate.
///
/// > Source: the search of a trellis is that of [forney1973].
struct LatticeSearch {
  let lattice: Lattice

  /// The weight of a bit, in squared steps.
  let lambda: Double

  /// Quantises numbers.
  ///
  /// - Parameters:
  ///   - numbers: in units of the step, shape `[n]`.
  ///   - count: how many there are.
  ///   - tables: what integers cost.
  ///   - classes: of the tables, shape `[n]`.
  ///   - integers: the result.
  func quantise(
    _ numbers: UnsafeMutablePointer<Double>, count: Int, tables: RateTables?,
    classes: UnsafeMutablePointer<UInt8>, into integers: UnsafeMutablePointer<Int64>
  ) {
    guard lattice.isTrellis else {
      quantisePlainly(numbers, count: count, tables: tables, classes: classes, into: integers)
      return
    }
    let states = lattice.stateCount
    let wordCount = max(1, states / 64)
    let decisions = Buffer<UInt64>(repeating: 0, count: (count + 1) * wordCount)
    let candidates = Buffer<Int64>(repeating: 0, count: 4 * count)
    let metrics = Buffer<Double>(repeating: 1e300, count: 2 * states)
    var (old, new) = (metrics.pointer, metrics.pointer + states)
    old[0] = 0
    // By the state after a branch: the subset of the branch from each of its predecessors, its union and twice its half.
    let subsets = Buffer<UInt8>(repeating: 0, count: 2 * states)
    for state in 0..<states {
      for half in 0...1 {
        let next = Int(lattice.transitions.pointer[2 * state + half])
        let isUpper = state >= states / 2 ? 1 : 0
        subsets.pointer[2 * next + isUpper] = lattice.unions.pointer[state] + UInt8(2 * half)
      }
    }
    let half = states / 2
    let doublesZero = lattice.kind == .doubledZero
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { space in
      guard let costs = space.baseAddress else { return }
      for index in 0..<count {
        let x = numbers[index]
        let found = candidates.pointer + 4 * index
        branches(
          x, Int(classes[index]), tables, doublesZero: doublesZero, costs, found)
        let words = decisions.pointer + index * wordCount
        for word in 0..<wordCount {
          var bits: UInt64 = 0
          let first = word * 64
          for next in first..<min(first + 64, states) {
            let previous = next >> 1
            let lower = old[previous] + costs[Int(subsets.pointer[2 * next])]
            let upper = old[previous + half] + costs[Int(subsets.pointer[2 * next + 1])]
            let isUpper = upper < lower
            new[next] = isUpper ? upper : lower
            bits |= (isUpper ? 1 : 0) << UInt64(next & 63)
          }
          words[word] = bits
        }
        swap(&old, &new)
      }
    }
    var state = 0
    for next in 1..<states where old[next] < old[state] { state = next }
    for index in (0..<count).reversed() {
      let word = decisions.pointer[index * wordCount + state >> 6]
      let isUpper = Int(word >> UInt64(state & 63) & 1)
      integers[index] = candidates.pointer[4 * index + Int(subsets.pointer[2 * state + isUpper])]
      state = state >> 1 + isUpper * half
    }
  }

  /// The best integer of each subset and what it costs.
  @inline(__always)
  private func branches(
    _ number: Double, _ kind: Int, _ tables: RateTables?, doublesZero: Bool,
    _ costs: UnsafeMutablePointer<Double>, _ found: UnsafeMutablePointer<Int64>
  ) {
    let x = max(-4e18, min(4e18, number))
    for subset in 0..<4 {
      let union = subset & 1
      var best: Int64
      var other: Int64
      if doublesZero, union == 1 {
        // Magnitudes 1, 5, 9, … or 3, 7, … and 0.
        let size = abs(x)
        let first: Int64 = subset == 1 ? 3 : 1
        let steps = max(0, ((size - Double(first)) * 0.25).rounded(.toNearestOrEven))
        best = Int64(steps) &* 4 &+ first
        other = best > 3 ? best &- 4 : subset == 1 ? 0 : best
        if x < 0 {
          best = 0 &- best
          other = 0 &- other
        }
      } else {
        let nearest = ((x - Double(subset)) * 0.25).rounded(.toNearestOrEven)
        best = Int64(nearest) &* 4 &+ Int64(subset)
        other = best > 0 ? best &- 4 : best < 0 ? best &+ 4 : best
      }
      var cost = self.cost(x, best, kind, union, tables)
      if other != best, tables != nil || doublesZero {
        let otherCost = self.cost(x, other, kind, union, tables)
        if otherCost < cost {
          best = other
          cost = otherCost
        }
      }
      if other != 0, tables != nil, subset == 0 || (doublesZero && subset == 1) {
        let zeroCost = self.cost(x, 0, kind, union, tables)
        if zeroCost < cost {
          best = 0
          cost = zeroCost
        }
      }
      costs[subset] = cost
      found[subset] = best
    }
  }

  @inline(__always)
  private func cost(
    _ x: Double, _ integer: Int64, _ kind: Int, _ union: Int, _ tables: RateTables?
  ) -> Double {
    let error = x - Double(integer)
    guard let tables else { return error * error }
    return error * error + lambda * tables.rate(integer, kind: kind, union: union)
  }

  /// Quantises to all integers, each by itself.
  private func quantisePlainly(
    _ numbers: UnsafeMutablePointer<Double>, count: Int, tables: RateTables?,
    classes: UnsafeMutablePointer<UInt8>, into integers: UnsafeMutablePointer<Int64>
  ) {
    for index in 0..<count {
      let x = numbers[index]
      let nearest = Int64(max(-4e18, min(4e18, x)).rounded(.toNearestOrEven))
      integers[index] = nearest
      guard let tables, nearest != 0 else { continue }
      let kind = Int(classes[index])
      func cost(_ integer: Int64) -> Double {
        let error = x - Double(integer)
        return error * error + lambda * tables.rate(integer, kind: kind, union: 0)
      }
      let lower = nearest > 0 ? nearest - 1 : nearest + 1
      var best = cost(lower) < cost(nearest) ? lower : nearest
      if cost(0) < cost(best) { best = 0 }
      integers[index] = best
    }
  }
}
