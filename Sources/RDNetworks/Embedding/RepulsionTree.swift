/// A quadtree of the points of an embedding, for their repulsion by the Barnes–Hut approximation.
///
/// With `w = 1 / (1 + d^2)` for two points at distance `d`, the force on the first is `w^2 (y_1 - y_2)`; the sum of all `w` normalises. Points
/// that are close together form a group, which traverses the tree once and collects its sources: single points
/// and, where the extent of a square's points is below the opening ratio times its distance from the group, their centre with their number. So
/// no point of the group sees a larger ratio, and the sums run over flat lists, a vector of points at a time.
///
/// > Source: [barnes1986] for the tree, [vandermaaten2014] in t-SNE, [barnes1990] for groups.
final class RepulsionTree<Scalar: EngineScalar> {
  /// The capacity of a leaf; its points always act individually.
  private static var leafSize: Int { 8 }

  /// The maximum number of points of a group, unless they are closer than the resolution of the tree.
  private static var groupSize: Int { 64 }

  /// Ranges of groups for the threads.
  private static var partCount: Int { 64 }

  /// The force on each point, from the last call of `repel`.
  let forces: PlanePoints<Scalar>

  private let count: Int
  private let openingRatioSquared: Scalar

  /// Of each point in the order of the tree, its key above its index: shape `[count]`.
  private var order: UnsafeMutablePointer<UInt64>
  private var spareOrder: UnsafeMutablePointer<UInt64>

  /// The offsets of a radix sort, shape `[256]`.
  private let ends: UnsafeMutablePointer<Int>

  /// The positions in the order of the tree.
  private let sorted: PlanePoints<Scalar>

  /// The squares in preorder.
  ///
  /// Squares with a single child are omitted, so there are at most twice as many as points.
  private let nodes: UnsafeMutablePointer<Node>
  private var nodeCount = 0

  /// The groups as ranges of points in the order of the tree, and the sum of `w` of each, self-terms included.
  private let groups: UnsafeMutablePointer<Group>
  private let groupSums: UnsafeMutablePointer<Double>
  private var groupCount = 0
  private let lists: [InteractionList<Scalar>]

  /// The work of a thread on a part; stored, so that steps do not allocate it.
  private lazy var drivePart: (Int) -> Void = { [unowned self] in drive(part: $0) }

  private struct Node {
    /// The mean of its points.
    var x: Scalar
    var y: Scalar

    /// The square of the greater side of the box around its points.
    var extentSquared: Scalar

    /// Its points in the order of the tree.
    var first: Int32
    var count: Int32

    /// The index of the next square outside of this one.
    var next: Int32
    var isLeaf: Bool
  }

  private struct Group {
    let first: Int
    let count: Int
    let box: Box
  }

  private struct Box {
    var left: Scalar
    var right: Scalar
    var bottom: Scalar
    var top: Scalar

    static var empty: Box {
      Box(left: .infinity, right: -.infinity, bottom: .infinity, top: -.infinity)
    }

    var extent: Scalar { max(right - left, top - bottom) }

    @inline(__always)
    mutating func include(_ x: Scalar, _ y: Scalar) {
      left = min(left, x)
      right = max(right, x)
      bottom = min(bottom, y)
      top = max(top, y)
    }

    @inline(__always)
    mutating func include(_ other: Box) {
      include(other.left, other.bottom)
      include(other.right, other.top)
    }

    /// The square of the distance to a point; 0 inside.
    @inline(__always)
    func distanceSquared(_ x: Scalar, _ y: Scalar) -> Scalar {
      let across = max(max(left - x, x - right), 0)
      let up = max(max(bottom - y, y - top), 0)
      return across * across + up * up
    }
  }

  /// The sums over the points of a square.
  private struct Summary {
    var x: Scalar
    var y: Scalar
    var box: Box
  }

  init(count: Int, openingRatio: Double) {
    self.count = count
    openingRatioSquared = Scalar(openingRatio * openingRatio)
    order = .allocate(capacity: count)
    spareOrder = .allocate(capacity: count)
    ends = .allocate(capacity: 256)
    sorted = PlanePoints(count: count)
    forces = PlanePoints(count: count)
    nodes = .allocate(capacity: 2 * count)
    groups = .allocate(capacity: count)
    groupSums = .allocate(capacity: count)
    lists = (0..<Self.partCount).map { _ in InteractionList(groupCapacity: Self.groupSize) }
  }

  deinit {
    order.deallocate()
    spareOrder.deallocate()
    ends.deallocate()
    nodes.deallocate()
    groups.deallocate()
    groupSums.deallocate()
  }

  /// Writes the force on each point into `forces`, and returns the sum of `w` over all ordered pairs.
  func repel(_ positions: PlanePoints<Scalar>, team: WorkerTeam) -> Double {
    sort(positions)
    nodeCount = 0
    groupCount = 0
    _ = build(first: 0, end: count, isGrouped: false)
    team.perform(Self.partCount, drivePart)
    var sum = 0.0
    for index in 0..<groupCount { sum += groupSums[index] }
    return sum - Double(count)
  }

  private func drive(part: Int) {
    let list = lists[part]
    let begin = groupCount * part / Self.partCount
    let end = groupCount * (part + 1) / Self.partCount
    for index in begin..<end { drive(group: index, list: list) }
  }

  /// Computes the forces on one group.
  ///
  /// The loops use pointers only: reference counts of shared objects would cause contention.
  private func drive(group index: Int, list: InteractionList<Scalar>) {
    let group = groups[index]
    let (sortedX, sortedY) = (sorted.x, sorted.y)
    let (nodes, nodeCount) = (nodes, nodeCount)
    for position in 0..<group.count {
      list.targets.x[position] = sortedX[group.first + position]
      list.targets.y[position] = sortedY[group.first + position]
    }
    list.begin(targetCount: group.count)
    var position = 0
    while position < nodeCount {
      let node = nodes[position]
      if node.extentSquared
        < openingRatioSquared * group.box.distanceSquared(node.x, node.y)
      {
        list.append(x: node.x, y: node.y, mass: Scalar(node.count))
        position = Int(node.next)
      } else if node.isLeaf {
        for point in Int(node.first)..<Int(node.first + node.count) {
          list.append(x: sortedX[point], y: sortedY[point], mass: 1)
        }
        position = Int(node.next)
      } else {
        position += 1
      }
    }
    list.flush()
    var sum = 0.0
    let (forcesX, forcesY) = (forces.x, forces.y)
    for position in 0..<group.count {
      let point = Int(order[group.first + position] & 0xffff_ffff)
      forcesX[point] = list.forces.x[position]
      forcesY[point] = list.forces.y[position]
      sum += Double(list.sums[position])
    }
    groupSums[index] = sum
  }

  /// Builds the square of a range of points, and those of its parts.
  private func build(first: Int, end: Int, isGrouped: Bool) -> Summary {
    let position = nodeCount
    nodeCount += 1
    let pointCount = end - first
    let differing = (order[first] ^ order[end - 1]) >> 32
    let isLeaf = pointCount <= Self.leafSize || differing == 0
    let isGroup = !isGrouped && (pointCount <= Self.groupSize || isLeaf)
    var summary = Summary(x: 0, y: 0, box: .empty)
    if isLeaf {
      for point in first..<end {
        let (x, y) = (sorted.x[point], sorted.y[point])
        summary.x += x
        summary.y += y
        summary.box.include(x, y)
      }
    } else {
      // The first differing pair of key bits determines the children.
      let shift = 32 + UInt64((63 - differing.leadingZeroBitCount) & ~1)
      var begin = first
      while begin < end {
        let part = (order[begin] >> shift) & 3
        var low = begin + 1
        var high = end
        while low < high {
          let middle = (low + high) / 2
          if (order[middle] >> shift) & 3 == part { low = middle + 1 } else { high = middle }
        }
        let inner = build(first: begin, end: low, isGrouped: isGrouped || isGroup)
        summary.x += inner.x
        summary.y += inner.y
        summary.box.include(inner.box)
        begin = low
      }
    }
    let extent = summary.box.extent
    (nodes + position).initialize(
      to: Node(
        x: summary.x / Scalar(pointCount), y: summary.y / Scalar(pointCount),
        extentSquared: extent * extent, first: Int32(first), count: Int32(pointCount),
        next: Int32(nodeCount), isLeaf: isLeaf))
    if isGroup {
      for begin in stride(from: first, to: end, by: Self.groupSize) {
        (groups + groupCount).initialize(
          to: Group(
            first: begin, count: min(Self.groupSize, end - begin), box: summary.box))
        groupCount += 1
      }
    }
    return summary
  }

  /// Sorts the points by Morton code: the interleaved bits of both coordinates.
  private func sort(_ positions: PlanePoints<Scalar>) {
    var box = Box.empty
    for point in 0..<count { box.include(positions.x[point], positions.y[point]) }
    // All coordinates fit; for a single position they are 0.
    let scale = box.extent > .leastNormalMagnitude ? Scalar(65535) / box.extent : 0
    for point in 0..<count {
      let across = UInt64((positions.x[point] - box.left) * scale)
      let up = UInt64((positions.y[point] - box.bottom) * scale)
      let key = Self.spread(across) | Self.spread(up) << 1
      order[point] = key << 32 | UInt64(point)
    }
    sortByKey()
    for position in 0..<count {
      let point = Int(order[position] & 0xffff_ffff)
      sorted.x[position] = positions.x[point]
      sorted.y[position] = positions.y[point]
    }
  }

  /// Spreads 16 bits: inserts a 0 before each.
  @inline(__always)
  private static func spread(_ bits: UInt64) -> UInt64 {
    var x = bits & 0xffff
    x = (x | x << 8) & 0x00ff_00ff
    x = (x | x << 4) & 0x0f0f_0f0f
    x = (x | x << 2) & 0x3333_3333
    return (x | x << 1) & 0x5555_5555
  }

  /// Stable radix sort by the upper 32 bits, a byte at a time.
  private func sortByKey() {
    for shift in stride(from: UInt64(32), to: 64, by: 8) {
      ends.initialize(repeating: 0, count: 256)
      for position in 0..<count { ends[Int(order[position] >> shift & 0xff)] += 1 }
      var begin = 0
      for digit in 0..<256 { (ends[digit], begin) = (begin, begin + ends[digit]) }
      for position in 0..<count {
        let digit = Int(order[position] >> shift & 0xff)
        spareOrder[ends[digit]] = order[position]
        ends[digit] += 1
      }
      swap(&order, &spareOrder)
    }
  }
}
