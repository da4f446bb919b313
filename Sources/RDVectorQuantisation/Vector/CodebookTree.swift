/// Finds the codeword of least cost, the squared distance plus a penalty per codeword, by a tree of boxes with eight branches.
///
/// Branches whose boxes lie beyond the best cost so far are pruned, so the search is exact; of several codewords of equal cost
/// the first is found.
///
/// > Source: [friedman1977], with eight lanes instead of two branches.
struct CodebookTree: Sendable {
  private typealias Lanes = SIMD8<Double>

  /// Components of a codeword.
  package let dimension: Int

  /// Number of codewords.
  package let count: Int

  /// The leaves: components of eight codewords, shape `[leaves][dimension]`; missing ones repeat the first, with an infinite
  /// penalty.
  private let leaves: [Lanes]

  /// Shape `[leaves]`.
  private let penalties: [Lanes]

  /// The indices of the codewords of each leaf, shape `[leaves][8]`.
  private let indices: [Int32]

  /// The leaf of each codeword, shape `[count]`.
  private let homes: [Int32]

  /// The lower and upper ends of boxes, in groups of eight that are the branches of a box of the next level: the groups over the
  /// leaves first, the root last, shape `[groups][dimension]`.
  private let lower: [Lanes]
  private let upper: [Lanes]

  /// The least penalty inside each box, infinite for missing boxes; shape `[groups]`.
  private let leastPenalties: [Lanes]

  /// The first group of each level, shape `[levels]`.
  private let levelStarts: [Int]

  /// A tree over a codebook.
  ///
  /// - Parameters:
  ///   - codewords: shape `[count * dimension]`.
  ///   - penalties: shape `[count]`, none of them negative.
  ///   - dimension: components of a codeword.
  init(codewords: [Double], penalties: [Double], dimension: Int) {
    self.dimension = dimension
    let count = penalties.count
    self.count = count
    precondition(count > 0 && codewords.count == count * dimension)
    // Adding 0 removes a negative 0, whose bits would come last in the order of costs.
    let penalties = penalties.map { $0 + 0 }
    precondition(penalties.allSatisfy { $0 >= 0 }, "a penalty is not negative")
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
    // The boxes of a level: lower ends, upper ends and least penalty of each.
    var boxes = leafPenalties.indices.map { leaf in
      let parts = components[leaf * dimension..<(leaf + 1) * dimension]
      return (parts.map { $0.min() }, parts.map { $0.max() }, leafPenalties[leaf].min())
    }
    var lower: [Lanes] = []
    var upper: [Lanes] = []
    var leastPenalties: [Lanes] = []
    var levelStarts: [Int] = []
    repeat {
      levelStarts.append(leastPenalties.count)
      var parents: [([Double], [Double], Double)] = []
      for start in stride(from: 0, to: boxes.count, by: 8) {
        let group = boxes[start..<min(start + 8, boxes.count)]
        let lanes = (0..<8).map { start + $0 < boxes.count ? start + $0 : start }
        for d in 0..<dimension {
          lower.append(Lanes(lanes.map { boxes[$0].0[d] }))
          upper.append(Lanes(lanes.map { boxes[$0].1[d] }))
        }
        leastPenalties.append(
          Lanes((0..<8).map { start + $0 < boxes.count ? boxes[start + $0].2 : .infinity }))
        parents.append(
          (
            (0..<dimension).map { d in group.map { $0.0[d] }.min() ?? 0 },
            (0..<dimension).map { d in group.map { $0.1[d] }.max() ?? 0 },
            group.map(\.2).min() ?? 0
          ))
      }
      boxes = parents
    } while boxes.count > 1
    leaves = components
    self.penalties = leafPenalties
    self.indices = indices
    self.lower = lower
    self.upper = upper
    self.leastPenalties = leastPenalties
    self.levelStarts = levelStarts
    var homes = [Int32](repeating: 0, count: count)
    for position in 0..<count { homes[order[position]] = Int32(position / 8) }
    self.homes = homes
  }

  /// Orders codewords so that each run of eight, of 64 and so on is compact.
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

  /// Finds the codeword of least cost for each vector.
  ///
  /// - Parameters:
  ///   - vectors: shape `[vectorCount][dimension]`, finite.
  ///   - vectorCount: number of vectors.
  ///   - indices: written, the indices of the codewords; shape `[vectorCount]`.
  ///   - costs: written, shape `[vectorCount]`.
  ///   - areGuesses: whether `indices` holds an initial codeword for each vector; the result does not depend on it.
  func findNearest(
    to vectors: UnsafePointer<Double>, vectorCount: Int, indices: UnsafeMutablePointer<Int32>,
    costs: UnsafeMutablePointer<Double>, areGuesses: Bool = false
  ) {
    leaves.withUnsafeBufferPointer { leaves in
      penalties.withUnsafeBufferPointer { penalties in
        self.indices.withUnsafeBufferPointer { numbers in
          lower.withUnsafeBufferPointer { lower in
            upper.withUnsafeBufferPointer { upper in
              leastPenalties.withUnsafeBufferPointer { leastPenalties in
                levelStarts.withUnsafeBufferPointer { levelStarts in
                  var search = Search(
                    dimension: dimension, leaves: leaves, penalties: penalties, indices: numbers,
                    lower: lower, upper: upper, leastPenalties: leastPenalties,
                    levelStarts: levelStarts, vector: vectors)
                  for vector in 0..<vectorCount {
                    search.vector = vectors + vector * dimension
                    search.index = .max
                    search.cost = .infinity
                    if areGuesses { search.searchLeaf(Int(homes[Int(indices[vector])])) }
                    if isScanned {
                      for leaf in penalties.indices { search.searchLeaf(leaf) }
                    } else {
                      search.descend(levelStarts.count - 1, 0)
                    }
                    indices[vector] = search.index
                    costs[vector] = search.cost
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// With fewer codewords, boxes prune so few branches that a linear scan of the leaves is faster.
  private var isScanned: Bool { count <= 2 << dimension }

  /// The search of a vector.
  private struct Search {
    let dimension: Int
    let leaves: UnsafeBufferPointer<Lanes>
    let penalties: UnsafeBufferPointer<Lanes>
    let indices: UnsafeBufferPointer<Int32>
    let lower: UnsafeBufferPointer<Lanes>
    let upper: UnsafeBufferPointer<Lanes>
    let leastPenalties: UnsafeBufferPointer<Lanes>
    let levelStarts: UnsafeBufferPointer<Int>

    /// Shape `[dimension]`.
    var vector: UnsafePointer<Double>

    /// The best codeword so far.
    var index = Int32.max
    var cost = Double.infinity

    /// Searches the boxes of a group, the nearest first.
    mutating func descend(_ depth: Int, _ group: Int) {
      var keys = keys(levelStarts[depth] + group)
      while true {
        let key = Self.least(keys)
        guard key <= cost.bitPattern | 7, key < Double.infinity.bitPattern else { return }
        keys.replace(with: .max, where: keys .== key)
        let next = 8 * group + Int(truncatingIfNeeded: key & 7)
        if depth == 0 { searchLeaf(next) } else { descend(depth - 1, next) }
      }
    }

    /// The lower bounds of the costs of the codewords in each box, as binary representations whose last three bits are replaced
    /// by the index of the box.
    ///
    /// Non-negative numbers have the order of their binary representations.
    @inline(__always)
    private func keys(_ group: Int) -> SIMD8<UInt64> {
      let zero = Lanes(repeating: 0)
      var sum = leastPenalties[group]
      for d in 0..<dimension {
        let below = lower[group &* dimension &+ d] - vector[d]
        let above = vector[d] - upper[group &* dimension &+ d]
        let outside = below.replacing(with: above, where: above .> below)
        let distance = zero.replacing(with: outside, where: outside .> zero)
        sum += distance * distance
      }
      return unsafeBitCast(sum, to: SIMD8<UInt64>.self) & ~7 | SIMD8(0, 1, 2, 3, 4, 5, 6, 7)
    }

    @inline(__always)
    private static func least(_ keys: SIMD8<UInt64>) -> UInt64 {
      let four = keys.lowHalf.replacing(with: keys.highHalf, where: keys.highHalf .< keys.lowHalf)
      let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .< four.lowHalf)
      return min(two.x, two.y)
    }

    @inline(__always)
    mutating func searchLeaf(_ leaf: Int) {
      var costs = penalties[leaf]
      var d = 0
      while d < dimension {
        // Most leaves are known to be too far away after some of the components.
        let end = min(d &+ 4, dimension)
        while d < end {
          let difference = leaves[leaf &* dimension &+ d] - vector[d]
          costs += difference * difference
          d &+= 1
        }
        guard any(costs .<= cost) else { return }
      }
      for lane in 0..<8 where costs[lane] <= cost {
        let number = indices[8 &* leaf &+ lane]
        if costs[lane] < cost || number < index { (index, cost) = (number, costs[lane]) }
      }
    }
  }
}
