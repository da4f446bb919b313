/// The points of an embedding in a quadtree, and how they repel one another.
///
/// With `w = 1 / (1 + d^2)` for two points at distance `d`, the first is driven by `w^2 (y_1 - y_2)`; the sum of all `w` normalises. Points
/// that are near one another are driven together, as a group: it goes through the tree once and collects what acts on it, single points
/// and, where the extent of a square's points is below the opening ratio times its distance from the group, their centre with their number. So
/// no point of the group sees a larger ratio, and the sums run over plain lists, a vector of points at a time.
///
/// > Source: [barnes1986] for the tree, [vandermaaten2014] in t-SNE, [barnes1990] for groups.
final class RepulsionTree<Scalar: EngineScalar> {
  /// Points that need no further squares; those of a leaf always act singly.
  private static var leafSize: Int { 8 }

  /// The most points that are driven together, unless they lie closer than squares can tell.
  private static var groupSize: Int { 64 }

  /// Parts of the groups that threads take.
  private static var partCount: Int { 64 }

  /// How each point is driven, from the last call of `repel`.
  let forces: PlanePoints<Scalar>

  private let count: Int
  private let openingRatioSquared: Scalar

  /// Of each point in the order of the tree, its key above its index: shape `[count]`.
  private var order: UnsafeMutablePointer<UInt64>
  private var spareOrder: UnsafeMutablePointer<UInt64>

  /// Where keys of each value of a byte go when they are sorted, shape `[256]`.
  private let ends: UnsafeMutablePointer<Int>

  /// The positions in the order of the tree.
  private let sorted: PlanePoints<Scalar>

  /// The squares from the whole to the parts, each before its parts.
  ///
  /// Those that would have one part only are left out, so there are at most twice as many as points.
  private let nodes: UnsafeMutablePointer<Node>
  private var nodeCount = 0

  /// Ranges of points in the order of the tree that are driven together, and the sum of `w` of each, its points' own included.
  private let groups: UnsafeMutablePointer<Group>
  private let groupSums: UnsafeMutablePointer<Double>
  private var groupCount = 0
  private let lists: [InteractionList<Scalar>]

  /// What a thread does of a part; kept, so that no step allocates it.
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

    /// Where the next square stands that is no part of this one.
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

  /// What the points of a square add up to.
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

  /// Writes how each point is driven into `forces`, and gives the sum of `w` over all ordered pairs.
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

  /// Drives the points of one group.
  ///
  /// The loops see pointers only: threads that counted references to the same objects would wait for one another.
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
      // The first pair of bits in which keys differ tells the parts.
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

  /// Puts the points into the order of their keys: the bits of both coordinates in turn.
  private func sort(_ positions: PlanePoints<Scalar>) {
    var box = Box.empty
    for point in 0..<count { box.include(positions.x[point], positions.y[point]) }
    // All coordinates fit into their bits, and those of a single position are 0.
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

  /// Puts a 0 before each of 16 bits.
  @inline(__always)
  private static func spread(_ bits: UInt64) -> UInt64 {
    var x = bits & 0xffff
    x = (x | x << 8) & 0x00ff_00ff
    x = (x | x << 4) & 0x0f0f_0f0f
    x = (x | x << 2) & 0x3333_3333
    return (x | x << 1) & 0x5555_5555
  }

  /// Sorts by the upper 32 bits, a byte at a time; equal keys stay in the order of the points.
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
