/// How a sequence of integers lies in space: what its neighbours are.
struct IntegerPlane {
  /// The number of integers.
  var count: Int

  /// How far back the causal neighbours lie, the nearest first; shape `[1 to 8]`.
  ///
  /// One before the start counts as 0; one over an edge is an integer of another row, which both sides know.
  var neighbours: [Int]

  /// The integers whose index is the same modulo this share a column.
  var period: Int

  /// The length of a row.
  var rowLength: Int

  /// Which of a few kinds of planes it is, below 24.
  var kind: Int = 0

  /// What lies at the same point in a coarser plane, and in another one.
  var parent: Relative?
  var cousin: Relative?

  /// A plane that was coded before.
  struct Relative {
    /// Its index among the planes.
    var plane: Int

    /// The extents of the plane, and those of the relative; shape `[d]`.
    var shape: [Int]
    var relativeShape: [Int]

    /// 1 where it has half the resolution.
    var shift: Int

    /// The index in the relative of the first integer of a row.
    func start(ofRow row: Int) -> Int {
      var rest = row
      var index = 0
      var stride = relativeShape.last ?? 1
      for dimension in stride > 0 ? Array((0..<shape.count - 1).reversed()) : [] {
        let coordinate = rest % shape[dimension]
        rest /= shape[dimension]
        index += min(coordinate >> shift, relativeShape[dimension] - 1) * stride
        stride *= relativeShape[dimension]
      }
      return index
    }
  }

  /// A plane of an array of numbers in C order.
  init(shape: [Int]) {
    let shape = shape.filter { $0 > 1 }
    count = shape.reduce(1, *)
    rowLength = shape.last ?? 1
    period = shape.count > 1 ? rowLength : 1
    let row = rowLength
    let slab = shape.suffix(2).reduce(1, *)
    let block = shape.suffix(3).reduce(1, *)
    neighbours =
      switch shape.count {
      case 0, 1: [1, 2, 3, 4, 5, 6]
      case 2: [1, row, row + 1, row - 1, 2, 2 * row]
      case 3: [1, row, slab, row + 1, row - 1, slab + 1, slab - 1, slab + row]
      default: [1, row, slab, block, row + 1, row - 1, slab + 1, slab + row]
      }
    neighbours = neighbours.filter { $0 > 0 }
  }
}
