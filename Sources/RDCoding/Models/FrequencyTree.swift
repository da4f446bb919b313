/// Cumulative frequencies with look-up, search and update in O(log K).
///
/// A tree with 16 branches at each node, whose leaves are the symbols. A node holds, for each branch, the sum of the branches before it, so
/// that one vector operation finds a branch or updates all following ones.
///
/// > Source: a wide variant of [fenwick1994].
struct FrequencyTree: Sendable {
  private var nodes: [SIMD16<UInt32>]

  /// The index of the first node of each level, shape `[4]`.
  private let levels: SIMD4<Int>

  /// The number of levels, 1 to 4.
  private let depth: Int

  private static var branches: SIMD16<UInt32> {
    SIMD16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  }

  /// The tree of 1 to 65,536 frequencies.
  ///
  /// - Complexity: O(K).
  init(frequencies: [UInt32]) {
    // From the leaves to the root.
    var sums = frequencies
    var built: [[SIMD16<UInt32>]] = []
    repeat {
      let children = sums
      sums = []
      var level: [SIMD16<UInt32>] = []
      for first in stride(from: 0, to: children.count, by: 16) {
        var node = SIMD16<UInt32>()
        var sum: UInt32 = 0
        for branch in 0..<16 {
          node[branch] = sum
          sum += first + branch < children.count ? children[first + branch] : 0
        }
        level.append(node)
        sums.append(sum)
      }
      built.append(level)
    } while sums.count > 1
    depth = built.count
    nodes = Array(built.reversed().joined())
    var levels = SIMD4<Int>()
    var start = 0
    for (level, nodes) in built.reversed().enumerated() {
      levels[level] = start
      start += nodes.count
    }
    self.levels = levels
  }

  /// The sum of the frequencies of all symbols before one.
  @inline(__always)
  func sum(before symbol: Int) -> UInt32 {
    nodes.withUnsafeBufferPointer { nodes in
      let sums = UnsafeRawBufferPointer(nodes)
      var sum: UInt32 = 0
      for level in 0..<depth {
        let path = symbol &>> (4 &* (depth &- 1 &- level))
        sum &+= sums.load(fromByteOffset: 64 &* levels[level] &+ 4 &* path, as: UInt32.self)
      }
      return sum
    }
  }

  /// The symbol whose frequency covers a quantile, and the sum before it.
  ///
  /// - Precondition: `quantile` is less than the sum of all frequencies.
  @inline(__always)
  func symbol(at quantile: UInt32) -> (symbol: Int, start: UInt32) {
    nodes.withUnsafeBufferPointer { nodes in
      let sums = UnsafeRawBufferPointer(nodes)
      var rest = quantile
      var symbol = 0
      for level in 0..<depth {
        let node = levels[level] &+ symbol
        // The sums ascend, and those of absent branches exceed every quantile.
        let branch = Self.count(below: rest &+ 1, in: nodes[node]) &- 1
        rest &-= sums.load(fromByteOffset: 64 &* node &+ 4 &* branch, as: UInt32.self)
        symbol = symbol &<< 4 | branch
      }
      return (symbol, quantile &- rest)
    }
  }

  @inline(__always)
  mutating func add(_ amount: UInt32, to symbol: Int) {
    let (depth, levels) = (depth, levels)
    nodes.withUnsafeMutableBufferPointer { nodes in
      for level in 0..<depth {
        let path = symbol &>> (4 &* (depth &- 1 &- level))
        let branch = SIMD16(repeating: UInt32(truncatingIfNeeded: path & 15))
        // All ones where a branch follows, as the difference is negative there.
        let follows = 0 &- ((branch &- Self.branches) &>> 31)
        nodes[levels[level] &+ path &>> 4] &+= follows & amount
      }
    }
  }

  /// How many sums are less than a limit; all are below 2^31.
  @inline(__always)
  private static func count(below limit: UInt32, in node: SIMD16<UInt32>) -> Int {
    // The sign of the difference, and halves added up: comparisons and sums of the library go lane by lane.
    let ones = (node &- limit) &>> 31
    let eight = ones.lowHalf &+ ones.highHalf
    let four = eight.lowHalf &+ eight.highHalf
    let two = four.lowHalf &+ four.highHalf
    return Int(two.x &+ two.y)
  }
}
