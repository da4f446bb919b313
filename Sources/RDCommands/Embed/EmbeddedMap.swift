import RDCore
import RDEmbedding
import RDResults

/// Several sets of points in one plane.
package struct EmbeddedMap {
  /// The sets, one after the other in ``positions``.
  package let sets: [EmbeddedSet]

  /// Where each point is, shape `[n, 2]`.
  package let positions: VectorBlock

  package init(
    sets: [EmbeddedSet], positions: VectorBlock
  ) {
    self.sets = sets
    self.positions = positions
  }

  /// The table of all points: set, label, x and y.
  package var table: Table {
    var table = Table(columns: ["set", "label", "x", "y"].map { Table.Column($0) })
    var row = 0
    for set in sets {
      for index in 0..<set.points.count {
        table.append([
          .text(set.name), set.labels.map { .text($0[index]) } ?? .empty,
          coordinate(2 * row), coordinate(2 * row + 1),
        ])
        row += 1
      }
    }
    return table
  }

  /// A coordinate in the digits that single precision has.
  private func coordinate(_ index: Int) -> Cell {
    .optional(Double("\(positions.elements[index])"))
  }

  /// How well the labels of points follow from those of their ten nearest in the plane; `nil` if any set is without labels, or there
  /// are not so many points.
  ///
  /// - Throws: `EmbeddingError`.
  package func accuracy(jobs: Int) throws -> NeighbourAccuracy? {
    let neighbourCount = 10
    guard positions.count > neighbourCount, sets.allSatisfy({ $0.labels != nil }) else {
      return nil
    }
    let labels = sets.flatMap { $0.labels ?? [] }
    var numbers: [String: Int] = [:]
    for label in labels where numbers[label] == nil { numbers[label] = numbers.count }
    return try NeighbourAccuracy(
      of: positions, labels: labels.map { numbers[$0] ?? 0 }, neighbourCount: neighbourCount,
      jobs: jobs)
  }
}
