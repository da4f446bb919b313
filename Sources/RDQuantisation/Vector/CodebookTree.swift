/// Finds the codeword of least cost, the squared distance plus a penalty of the codeword's own, by a tree of boxes with eight branches.
///
/// Branches whose boxes lie beyond the best cost so far are passed over, so the search is exact; of several codewords at the same
/// cost the first is found.
///
/// > Source: [friedman1977], with eight lanes instead of two branches.
struct CodebookTree: Sendable {
  private typealias Lanes = SIMD8<Double>

  /// Components of a codeword.
  let dimension: Int

  /// How many codewords there are.
  let count: Int

  /// The leaves: components of eight codewords, shape `[leaves][dimension]`; missing ones repeat the first, at an infinite penalty.
  private let leaves: [Lanes]

  /// Shape `[leaves]`.
  private let penalties: [Lanes]

  /// The numbers of the codewords of each leaf, shape `[leaves][8]`.
  private let indices: [Int32]

  /// The levels of boxes: those of the leaves first, the root last.
  private let levels: [Level]

  /// Boxes in groups of eight, which are the branches of a box of the next level.
  private struct Level: Sendable {
    /// Shape `[groups][dimension]`.
    var lower: [Lanes]

    /// Shape `[groups][dimension]`.
    var upper: [Lanes]

    /// The least penalty inside, infinite for missing boxes; shape `[groups]`.
    var penalties: [Lanes]

    /// The least cost that a codeword in each box can have.
    @inline(__always)
    func bounds(_ vector: UnsafePointer<Double>, _ group: Int, _ dimension: Int) -> Lanes {
      let zero = Lanes(repeating: 0)
      var sum = penalties[group]
      for d in 0..<dimension {
        let below = lower[group * dimension + d] - vector[d]
        let above = vector[d] - upper[group * dimension + d]
        let outside = below.replacing(with: above, where: above .> below)
        let distance = zero.replacing(with: outside, where: outside .> zero)
        sum += distance * distance
      }
      return sum
    }
  }

  /// A tree.
  ///
  /// - Parameters:
  ///   - codewords: shape `[count * dimension]`.
  ///   - penalties: shape `[count]`.
  ///   - dimension: components of a codeword.
  init(codewords: [Double], penalties: [Double], dimension: Int) {
    self.dimension = dimension
    let count = penalties.count
    self.count = count
    precondition(count > 0 && codewords.count == count * dimension)
    var order = Array(0..<count)
    Self.arrange(&order, 0, count, codewords, dimension)
    var components: [Lanes] = []
    var leafPenalties: [Lanes] = []
    var indices: [Int32] = []
    for start in stride(from: 0, to: count, by: 8) {
      let members = (0..<8).map { start + $0 < count ? order[start + $0] : order[start] }
      for d in 0..<dimension {
        components.append(Lanes(members.map { codewords[$0 * dimension + d] }))
      }
      leafPenalties.append(
        Lanes((0..<8).map { start + $0 < count ? penalties[members[$0]] : .infinity }))
      indices += members.map(Int32.init)
    }
    // The boxes of a level, each its lower ends, upper ends and least penalty.
    var boxes = leafPenalties.indices.map { leaf in
      let parts = components[leaf * dimension..<(leaf + 1) * dimension]
      return (parts.map { $0.min() }, parts.map { $0.max() }, leafPenalties[leaf].min())
    }
    var levels: [Level] = []
    repeat {
      var level = Level(lower: [], upper: [], penalties: [])
      var parents: [([Double], [Double], Double)] = []
      for start in stride(from: 0, to: boxes.count, by: 8) {
        let group = boxes[start..<min(start + 8, boxes.count)]
        let lanes = (0..<8).map { start + $0 < boxes.count ? start + $0 : start }
        for d in 0..<dimension {
          level.lower.append(Lanes(lanes.map { boxes[$0].0[d] }))
          level.upper.append(Lanes(lanes.map { boxes[$0].1[d] }))
        }
        level.penalties.append(
          Lanes((0..<8).map { start + $0 < boxes.count ? boxes[start + $0].2 : .infinity }))
        parents.append(
          (
            (0..<dimension).map { d in group.map { $0.0[d] }.min() ?? 0 },
            (0..<dimension).map { d in group.map { $0.1[d] }.max() ?? 0 },
            group.map(\.2).min() ?? 0
          ))
      }
      levels.append(level)
      boxes = parents
    } while boxes.count > 1
    leaves = components
    self.penalties = leafPenalties
    self.indices = indices
    self.levels = levels
  }

  /// Orders codewords so that each run of eight, of 64 and so on lies close together.
  private static func arrange(
    _ order: inout [Int], _ start: Int, _ end: Int, _ codewords: [Double], _ dimension: Int
  ) {
    guard end - start > 8 else { return }
    var widest = (dimension: 0, width: -1.0)
    for d in 0..<dimension {
      var (low, high) = (Double.infinity, -Double.infinity)
      for i in start..<end {
        low = min(low, codewords[order[i] * dimension + d])
        high = max(high, codewords[order[i] * dimension + d])
      }
      if high - low > widest.width { widest = (d, high - low) }
    }
    order[start..<end].sort { left, right in
      let (x, y) = (
        codewords[left * dimension + widest.dimension],
        codewords[right * dimension + widest.dimension]
      )
      return x != y ? x < y : left < right
    }
    // The first part gets a power of two of leaves, so that groups of eight are whole subtrees.
    var size = 8
    while 2 * size < end - start { size *= 2 }
    arrange(&order, start, start + size, codewords, dimension)
    arrange(&order, start + size, end, codewords, dimension)
  }

  /// The codeword of least cost.
  ///
  /// - Parameter vector: shape `[dimension]`.
  /// - Returns: its number, and the cost.
  func nearest(to vector: UnsafePointer<Double>) -> (index: Int, cost: Double) {
    var best = (index: Int32.max, cost: Double.infinity)
    descend(vector, levels.count - 1, 0, &best)
    return (Int(best.index), best.cost)
  }

  /// Searches a group of boxes, the nearest first.
  private func descend(
    _ vector: UnsafePointer<Double>, _ depth: Int, _ group: Int,
    _ best: inout (index: Int32, cost: Double)
  ) {
    var bounds = levels[depth].bounds(vector, group, dimension)
    while true {
      var lane = 0
      for other in 1..<8 where bounds[other] < bounds[lane] { lane = other }
      guard bounds[lane] <= best.cost, bounds[lane] < .infinity else { return }
      bounds[lane] = .infinity
      if depth == 0 {
        searchLeaf(vector, 8 * group + lane, &best)
      } else {
        descend(vector, depth - 1, 8 * group + lane, &best)
      }
    }
  }

  private func searchLeaf(
    _ vector: UnsafePointer<Double>, _ leaf: Int, _ best: inout (index: Int32, cost: Double)
  ) {
    var costs = penalties[leaf]
    leaves.withUnsafeBufferPointer { leaves in
      for d in 0..<dimension {
        let difference = leaves[leaf * dimension + d] - vector[d]
        costs += difference * difference
      }
    }
    for lane in 0..<8 where costs[lane] <= best.cost {
      let index = indices[8 * leaf + lane]
      if costs[lane] < best.cost || index < best.index { best = (index, costs[lane]) }
    }
  }
}
