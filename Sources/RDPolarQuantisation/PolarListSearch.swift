/// Decides a level of a block by list decoding: of the paths through the bits, the best few are kept at every node.
///
/// A node of the tree takes paths from the node before it and gives paths, each with the path it came from and the signs of the
/// whole node: nothing else needs to be copied when paths fork. A path's cost is the path metric of its bits under the posterior,
/// less, for frozen bits, that under the prior: squared error and rate are weighed against each other by the slope in the
/// posterior, and frozen bits have no rate. At a node whose indices are all sent, each path continues with the likeliest signs,
/// and with the one or two least certain signs flipped.
///
/// > Source: [tal2015].
package final class PolarListSearch {
  /// Paths that are kept.
  private let listSize: Int

  /// Per exponent: the soft bits of all paths, shape `[listSize, 2^exponent]`; of the root, one path's.
  private var softBits: [UnsafeMutablePointer<Float>] = []
  private var priors: [UnsafeMutablePointer<Float>] = []

  /// Per exponent: the signs of all paths in a left half and in a right half, shape `[listSize, 2^exponent]`.
  private var lefts: [UnsafeMutablePointer<Float>] = []
  private var rights: [UnsafeMutablePointer<Float>] = []

  /// Per exponent: the parent of each path in a left half and in a right half, shape `[listSize]`.
  private var leftParents: [UnsafeMutablePointer<Int>] = []
  private var rightParents: [UnsafeMutablePointer<Int>] = []

  /// The cost of each path, in bits, shape `[listSize]`.
  private let costs: UnsafeMutablePointer<Double>

  /// The candidates at a node of sent bits, shape `[4 listSize]`.
  private let candidates: UnsafeMutablePointer<Candidate>

  /// The indices of the two least certain signs of each path, shape `[listSize]`.
  private let doubts: UnsafeMutablePointer<(first: Int, second: Int)>

  /// A continuation of a path.
  private struct Candidate {
    var cost: Double
    var path: Int32

    /// Bit 0: the least certain sign is flipped; bit 1: the next one is.
    var changes: Int32
  }

  /// The dither of the current level.
  private var dither: UnsafePointer<Float>
  private var hasPriors = false
  private var steps = UnsafeBufferPointer<PolarStep>(start: nil, count: 0)
  private var next = 0
  private var position = 0

  /// Buffers for blocks of up to `2^exponent` samples.
  package init(exponent: Int, listSize: Int) {
    self.listSize = listSize
    for e in 0..<exponent {
      softBits.append(.allocate(capacity: listSize << e))
      priors.append(.allocate(capacity: listSize << e))
      lefts.append(.allocate(capacity: listSize << e))
      rights.append(.allocate(capacity: listSize << e))
      leftParents.append(.allocate(capacity: listSize))
      rightParents.append(.allocate(capacity: listSize))
    }
    costs = .allocate(capacity: listSize)
    candidates = .allocate(capacity: listSize)
    doubts = .allocate(capacity: listSize)
    dither = UnsafePointer(softBits[0])
  }

  deinit {
    for memory in softBits + priors + lefts + rights { memory.deallocate() }
    for memory in leftParents + rightParents { memory.deallocate() }
    costs.deallocate()
    candidates.deallocate()
    doubts.deallocate()
  }

  /// Decides a level.
  ///
  /// - Parameters:
  ///   - schedule: of the level.
  ///   - rootSoftBits: the posterior soft bits, shape `[length]`.
  ///   - rootPriors: the prior soft bits, shape `[length]`; `nil` if all are 0.
  ///   - dither: the dither of the frozen bits, shape `[length]`.
  ///   - signs: written, shape `[length]`.
  package func decide(
    _ schedule: PolarSchedule, rootSoftBits: UnsafeMutablePointer<Float>,
    rootPriors: UnsafeMutablePointer<Float>?, dither: UnsafePointer<Float>,
    signs: UnsafeMutablePointer<Float>
  ) {
    hasPriors = rootPriors != nil
    self.dither = dither
    next = 0
    position = 0
    costs[0] = 0
    schedule.steps.withUnsafeBufferPointer { buffer in
      steps = buffer
      var parent = 0
      withUnsafeMutablePointer(to: &parent) { parent in
        _ = decide(
          exponent: schedule.exponent, pathCount: 1, softBits: rootSoftBits,
          priors: rootPriors ?? rootSoftBits, signs: signs, parents: parent, isRoot: true)
      }
    }
  }

  /// Decides a node.
  ///
  /// - Parameters:
  ///   - exponent: the node has `2^exponent` indices.
  ///   - pathCount: number of incoming paths, with ``costs``.
  ///   - softBits: of the incoming paths, shape `[pathCount, 2^exponent]`.
  ///   - priors: of the incoming paths, shape `[pathCount, 2^exponent]`.
  ///   - signs: written, shape `[paths, 2^exponent]`, best path first.
  ///   - parents: written, shape `[paths]`.
  ///   - isRoot: whether only the best path is wanted.
  /// - Returns: the number of outgoing paths.
  private func decide(
    exponent: Int, pathCount: Int, softBits: UnsafeMutablePointer<Float>,
    priors: UnsafeMutablePointer<Float>, signs: UnsafeMutablePointer<Float>,
    parents: UnsafeMutablePointer<Int>, isRoot: Bool = false
  ) -> Int {
    let kind = steps[next].kind
    next &+= 1
    switch kind {
    case .frozen:
      freeze(
        size: 1 << exponent, pathCount: pathCount, softBits: softBits, priors: priors, signs: signs)
      for path in 0..<pathCount { parents[path] = path }
      return pathCount
    case .sent:
      return send(
        size: 1 << exponent, pathCount: pathCount, softBits: softBits, signs: signs,
        parents: parents,
        limit: isRoot ? 1 : listSize)
    default: break
    }
    let below = exponent &- 1
    let half = 1 << below
    let nodeSoftBits = self.softBits[below]
    let nodePriors = self.priors[below]
    let left = lefts[below]
    let right = rights[below]
    let leftParents = leftParents[below]
    let rightParents = rightParents[below]
    for path in 0..<pathCount {
      PolarSoftBits.f(softBits + path << exponent, half: half, to: nodeSoftBits + path << below)
      if hasPriors {
        PolarSoftBits.f(priors + path << exponent, half: half, to: nodePriors + path << below)
      }
    }
    let leftCount = decide(
      exponent: below, pathCount: pathCount, softBits: nodeSoftBits, priors: nodePriors,
      signs: left,
      parents: leftParents)
    next &+= 1
    for path in 0..<leftCount {
      let parent = leftParents[path] << exponent
      PolarSoftBits.g(
        softBits + parent, signs: left + path << below, half: half, to: nodeSoftBits + path << below
      )
      if hasPriors {
        PolarSoftBits.g(
          priors + parent, signs: left + path << below, half: half, to: nodePriors + path << below)
      }
    }
    let rightCount = decide(
      exponent: below, pathCount: leftCount, softBits: nodeSoftBits, priors: nodePriors,
      signs: right,
      parents: rightParents)
    next &+= 1
    var best = 0
    for path in 1..<max(1, rightCount) where costs[path] < costs[best] { best = path }
    for path in isRoot ? best..<(best + 1) : 0..<rightCount {
      let target = isRoot ? signs : signs + path << exponent
      let middle = rightParents[path]
      parents[isRoot ? 0 : path] = leftParents[middle]
      PolarSoftBits.combine(left + middle << below, right + path << below, half: half, to: target)
    }
    return isRoot ? 1 : rightCount
  }

  /// Extends the paths by frozen bits.
  private func freeze(
    size: Int, pathCount: Int, softBits: UnsafePointer<Float>, priors: UnsafePointer<Float>,
    signs: UnsafeMutablePointer<Float>
  ) {
    let dither = dither + position
    position &+= size
    for path in 0..<pathCount {
      let signs = signs + path &* size
      let prior = priors + path &* size
      PolarSoftBits.freeze(hasPriors ? prior : nil, dither: dither, count: size, to: signs)
      // The cost of a single path is never compared.
      guard pathCount > 1 else { continue }
      costs[path] += PathMetric.total(softBits + path &* size, signs: signs, count: size)
      if hasPriors { costs[path] -= PathMetric.total(prior, signs: signs, count: size) }
    }
  }

  /// Extends the paths by sent bits.
  private func send(
    size: Int, pathCount: Int, softBits: UnsafePointer<Float>, signs: UnsafeMutablePointer<Float>,
    parents: UnsafeMutablePointer<Int>, limit: Int
  ) -> Int {
    position &+= size
    var count = 0
    for path in 0..<pathCount {
      let node = softBits + path &* size
      let cost = costs[path] + PathMetric.leastTotal(node, count: size)
      insert(Candidate(cost: cost, path: Int32(path), changes: 0), count: &count, limit: limit)
      if count == limit, cost >= candidates[limit &- 1].cost { continue }
      let doubt = Self.leastCertain(node, count: size)
      doubts[path] = doubt
      let first = PathMetric.excess(ofSize: abs(node[doubt.first]))
      insert(
        Candidate(cost: cost + first, path: Int32(path), changes: 1), count: &count, limit: limit)
      guard size > 1 else { continue }
      let second = PathMetric.excess(ofSize: abs(node[doubt.second]))
      insert(
        Candidate(cost: cost + second, path: Int32(path), changes: 2), count: &count, limit: limit)
      insert(
        Candidate(cost: cost + first + second, path: Int32(path), changes: 3), count: &count,
        limit: limit)
    }
    for rank in 0..<count {
      let candidate = candidates[rank]
      let path = Int(candidate.path)
      let target = signs + rank &* size
      PolarSoftBits.decide(softBits + path &* size, count: size, to: target)
      if candidate.changes & 1 != 0 { target[doubts[path].first] *= -1 }
      if candidate.changes & 2 != 0 { target[doubts[path].second] *= -1 }
      parents[rank] = path
    }
    for rank in 0..<count { costs[rank] = candidates[rank].cost }
    return count
  }

  /// Inserts a candidate into the sorted list of the best.
  @inline(__always)
  private func insert(_ candidate: Candidate, count: inout Int, limit: Int) {
    if count == limit {
      guard candidate.cost < candidates[limit &- 1].cost else { return }
    } else {
      count &+= 1
    }
    var position = count &- 1
    while position > 0, candidates[position &- 1].cost > candidate.cost {
      candidates[position] = candidates[position &- 1]
      position &-= 1
    }
    candidates[position] = candidate
  }

  /// The indices of the two soft bits of least magnitude; the same index twice if there is only one.
  @inline(__always)
  private static func leastCertain(
    _ softBits: UnsafePointer<Float>, count: Int
  ) -> (first: Int, second: Int) {
    guard count >= 32 else {
      var (first, second) = (0, 0)
      var (least, next) = (Float.infinity, Float.infinity)
      for i in 0..<count {
        let size = abs(softBits[i])
        if size < least {
          (second, next) = (first, least)
          (first, least) = (i, size)
        } else if size < next {
          (second, next) = (i, size)
        }
      }
      return (first, second)
    }
    // The least of each lane, then the two least of all: the second may be hidden in the lane of the first, which is scanned once
    // more.
    var least = SIMD16<Float>(repeating: .infinity)
    var indices = SIMD16<Int32>(repeating: 0)
    for i in stride(from: 0, to: count, by: 16) {
      let sizes = SIMD16<Float>(
        bitPattern: load16(softBits, i).bitPattern & SIMD16<UInt32>(repeating: 0x7fff_ffff))
      let isLess = sizes .< least
      least.replace(with: sizes, where: isLess)
      indices.replace(with: SIMD16<Int32>(repeating: Int32(truncatingIfNeeded: i)), where: isLess)
    }
    var lane = 0
    for other in 1..<16 where least[other] < least[lane] { lane = other }
    let first = Int(indices[lane]) + lane
    var second = lane == 0 ? Int(indices[1]) + 1 : Int(indices[0])
    var next = Float.infinity
    for other in 0..<16 where other != lane && least[other] < next {
      next = least[other]
      second = Int(indices[other]) + other
    }
    for i in stride(from: lane, to: count, by: 16) where i != first {
      let size = abs(softBits[i])
      if size < next {
        next = size
        second = i
      }
    }
    return (first, second)
  }
}
