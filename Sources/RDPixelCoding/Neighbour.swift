/// A sample that is known when another one is coded: earlier in the same plane, or anywhere in one that is complete.
struct Neighbour {
  /// 0 for the same plane, 1 for the one coded before it, 2 for the one before that.
  var plane: Int
  var row: Int
  var column: Int

  /// Those of the same plane, the nearest first.
  private static let causal = nearest { row, column in row < 0 || row == 0 && column < 0 }

  /// Those of a complete plane, the nearest first, from the sample at the same place.
  private static let surrounding = nearest { _, _ in true }

  private static func nearest(where isKnown: (_ row: Int, _ column: Int) -> Bool) -> [Neighbour] {
    // Within the margin of a plane.
    let all = (-4...4).flatMap { row in
      (-4...4).filter { isKnown(row, $0) }.map { Neighbour(plane: 0, row: row, column: $0) }
    }
    func key(_ index: Int) -> (Int, Int) {
      let (row, column) = (all[index].row, all[index].column)
      return (4 * (row * row + column * column) + (row != 0 ? 1 : 0) + (column > 0 ? 1 : 0), index)
    }
    return all.indices.sorted { key($0) < key($1) }.map { all[$0] }
  }

  /// The inputs of least squares in a plane, in the order in which they join as orders grow.
  ///
  /// - Parameter completePlanes: the number of complete planes that are seen, 0 to 2.
  /// - Returns: 30 neighbours.
  static func inputs(completePlanes: Int) -> [Neighbour] {
    func own(_ range: Range<Int>) -> ArraySlice<Neighbour> { causal[range] }
    func other(_ plane: Int, _ range: Range<Int>) -> [Neighbour] {
      surrounding[range].map { Neighbour(plane: plane, row: $0.row, column: $0.column) }
    }
    switch completePlanes {
    case 0: return Array(own(0..<30))
    case 1: return other(1, 0..<5) + own(0..<6) + other(1, 5..<9) + own(6..<17) + other(1, 9..<13)
    default:
      let near = other(1, 0..<1) + other(2, 0..<1) + own(0..<6)
      return near + other(1, 1..<5) + other(2, 1..<5) + own(6..<12) + other(1, 5..<9)
        + other(2, 5..<9)
    }
  }
}
