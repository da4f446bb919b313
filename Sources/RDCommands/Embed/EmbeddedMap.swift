import RDCore
import RDNetworks
import RDResults

/// Several sets of points in one plane.
package struct EmbeddedMap {
  /// The method of embedding.
  package enum Method: Sendable {
    /// The first two principal components.
    case principalComponents

    /// t-distributed stochastic neighbour embedding, from a seed.
    case tsne(TSNEOptions, seed: SeedPath)
  }

  /// The sets, one after the other in ``positions``.
  private let sets: [EmbeddedSet]

  /// The number of components of the points.
  private let dimension: Int

  /// The position of each point, shape `[n, 2]`.
  private let positions: VectorBlock

  /// The unit of the positions, in that of the points.
  private let unit: Double

  /// The quality of the map: the measure, and its value.
  private let quality: [Cell]

  /// The map of all points of some sets.
  ///
  /// - Parameters:
  ///   - sets: points of one dimension.
  ///   - method: the method of embedding.
  ///   - jobs: the number of threads; no result depends on it.
  ///   - observer: receives the progress.
  /// - Throws: an error of the points or of the embedding.
  package init(
    of sets: [EmbeddedSet], by method: Method, jobs: Int, observer: (any ProgressObserver)? = nil
  ) throws {
    let scaled = try ScaledPoints(sets)
    let points = scaled.block
    self.sets = sets
    dimension = points.dimension
    switch method {
    case .principalComponents:
      let plane = try PlaneProjection.principalComponents(of: points)
      positions = plane.positions
      unit = scaled.unit
      quality = [.text("fraction of the variance"), .real(plane.varianceFraction)]
    case .tsne(let options, let seed):
      let embedding = try TSNE(options, seed: seed).embed(points, jobs: jobs, observer: observer)
      positions = embedding.positions
      unit = 1
      quality = [.text("divergence"), .real(embedding.divergence)]
    }
  }

  /// The table of all points: set, label, x and y.
  package var table: Table {
    var table = Table(columns: ["set", "label", "x", "y"].map { Table.Column($0) })
    var row = 0
    for set in sets {
      for index in 0..<set.count {
        table.append([
          .text(set.name), set.labels.map { .text($0[index]) } ?? .empty,
          coordinate(2 * row), coordinate(2 * row + 1),
        ])
        row += 1
      }
    }
    return table
  }

  /// A coordinate to single precision, but for one that is outside of its range.
  private func coordinate(_ index: Int) -> Cell {
    let position = Double(positions.elements[index]) * unit
    let single = Float(position)
    return Double(single) == position ? .optional(Double("\(single)")) : .real(position)
  }

  /// The size and the quality of the map, one quantity per row.
  ///
  /// - Throws: `EmbeddingError`.
  package func summary(jobs: Int) throws -> Table {
    var table = Table(columns: [Table.Column("quantity"), Table.Column("value")])
    table.append([.text("points"), .integer(positions.count)])
    table.append([.text("dimensions"), .integer(dimension)])
    table.append(quality)
    if let accuracy = try accuracy(jobs: jobs) {
      let interval = accuracy.interval()
      table.append([.text("accuracy of 10 neighbours"), .real(accuracy.fraction)])
      table.append([.text("  at least"), .real(interval.lower)])
      table.append([.text("  at most"), .real(interval.upper)])
    }
    return table
  }

  /// The accuracy of ten-nearest-neighbour classification in the plane; `nil` if a set has no labels, or there are
  /// ten points or fewer.
  private func accuracy(jobs: Int) throws -> NeighbourAccuracy? {
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
