import RDCore
import RDNetworks
import Testing

@Suite("Nearest neighbours")
struct NearestNeighboursTests {
  /// Points that make a search by rounded products err, each set with its name.
  static let sets: [(name: String, points: VectorBlock)] = [
    ("normal", normal(count: 700, dimension: 7, scale: 2.385)),
    // All neighbours within a millionth of the distance from the origin.
    ("far from the origin", normal(count: 300, dimension: 5, scale: 0.01, mean: 9713)),
    ("tiny", normal(count: 150, dimension: 3, scale: 1e-35)),
    ("huge", normal(count: 150, dimension: 3, scale: 1e37)),
    // Integers have many equal distances, and many points are equal.
    ("ties", whole(count: 600, dimension: 2)),
    (
      "one far away",
      VectorBlock(
        count: 201, dimension: 7,
        elements: normal(count: 200, dimension: 7, scale: 0.3).elements
          + [1e9, 0, 0, 0, 0, 0, 0])
    ),
    ("all equal", VectorBlock(count: 90, dimension: 4)),
  ]

  static func normal(
    count: Int, dimension: Int, scale: Double, mean: Double = 0
  ) -> VectorBlock {
    var random = RandomStream(seed: SeedPath(root: 31)["points", count])
    let elements = (0..<count * dimension).map { _ in
      Float(mean + scale * (0..<12).reduce(-6) { sum, _ in sum + random.nextUniform() })
    }
    return VectorBlock(count: count, dimension: dimension, elements: elements)
  }

  static func whole(count: Int, dimension: Int) -> VectorBlock {
    var random = RandomStream(seed: SeedPath(root: 32)["points", count])
    return VectorBlock(
      count: count, dimension: dimension,
      elements: (0..<count * dimension).map { _ in Float(random.next(below: 20)) })
  }

  @Test("are those of a plain search in double precision", arguments: sets.indices, [1, 10, 89])
  func exact(set: Int, count: Int) throws {
    let points = Self.sets[set].points
    let found = try NearestNeighbours(of: points, count: count, jobs: 2)
    #expect(found.pointCount == points.count && found.count == count)
    for point in 0..<points.count {
      let expected = Self.plain(points, about: point).prefix(count)
      let row = (point * count)..<((point + 1) * count)
      #expect(found.indices[row].elementsEqual(expected.map(\.index)))
      #expect(found.squaredDistances[row].elementsEqual(expected.map(\.distance)))
    }
  }

  /// All others, the nearest first, by a loop that shares nothing with the search.
  private static func plain(
    _ points: VectorBlock, about point: Int
  ) -> [(distance: Double, index: Int32)] {
    (0..<points.count).filter { $0 != point }.map { other in
      let distance = (0..<points.dimension).reduce(0.0) { sum, column in
        let difference =
          Double(points.elements[point * points.dimension + column])
          - Double(points.elements[other * points.dimension + column])
        return sum + difference * difference
      }
      return (distance, Int32(other))
    }.sorted { $0 < $1 }
  }

  @Test("in another set are those of a plain search, equal points among them", arguments: [1, 10])
  func amongOthers(count: Int) throws {
    let others = Self.whole(count: 600, dimension: 2)
    let queries = VectorBlock(
      count: 200, dimension: 2, elements: Array(others.elements[100..<500]))
    let found = try NearestNeighbours(of: queries, among: others, count: count, jobs: 2)
    #expect(found.pointCount == 200 && found.count == count)
    for point in 0..<200 {
      // A point's own place in the other set is found too, which the plain search leaves out.
      let own = 50 + point
      let expected = ([(distance: 0.0, index: Int32(own))] + Self.plain(others, about: own))
        .sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.prefix(count)
      let row = (point * count)..<((point + 1) * count)
      #expect(found.indices[row].elementsEqual(expected.map(\.index)))
      #expect(found.squaredDistances[row].elementsEqual(expected.map(\.distance)))
    }
    #expect(throws: EmbeddingError.tooFewPoints(600, neighbours: 601)) {
      try NearestNeighbours(of: queries, among: others, count: 601)
    }
  }

  @Test("vote for the label of most, ties for that of the nearest")
  func ties() throws {
    let others = VectorBlock(count: 4, dimension: 1, elements: [0, 1, 3, 7])
    let queries = VectorBlock(count: 2, dimension: 1, elements: [0.25, 6])
    let found = try NearestNeighbours(of: queries, among: others, count: 3)
    #expect(found.votes(ofLabels: [5, 8, 8, 5]) == [8, 8])
    #expect(found.first(2).votes(ofLabels: [5, 8, 8, 5]) == [5, 5])
  }

  @Test("are refused with too few points or values that are not finite")
  func refused() {
    var points = Self.whole(count: 5, dimension: 2)
    #expect(throws: EmbeddingError.tooFewPoints(5, neighbours: 5)) {
      try NearestNeighbours(of: points, count: 5)
    }
    points.elements[7] = .nan
    #expect(throws: EmbeddingError.nonFiniteData(point: 3, component: 1)) {
      try NearestNeighbours(of: points, count: 2)
    }
  }

  /// The interval of 95 % for 81 of 263, 15 of 148, none of 20 and 1 of 29.
  ///
  /// > Source: [newcombe1998], Table I, method 3.
  @Test(
    "an accuracy has the published interval",
    arguments: [
      (263, 81, 0.2553, 0.3662), (148, 15, 0.0624, 0.1605), (20, 0, 0, 0.1611),
      (29, 1, 0.0061, 0.1718),
    ])
  func interval(points: Int, correct: Int, lower: Double, upper: Double) {
    let interval = NeighbourAccuracy(
      neighbourCount: 1, pointCount: points, correctCount: correct
    ).interval()
    // The table has four digits.
    #expect(abs(interval.lower - lower) <= 5e-5 && abs(interval.upper - upper) <= 5e-5)
  }

  @Test("an accuracy counts votes, and of equal ones the nearest")
  func votes() throws {
    // On a line, so that neighbours are known: of 0 these are 1 and 3, of 1 are 0 and 3, of 3 are 4 and 1, of 4 are 3 and 1, of 9 are
    // 4 and 3.
    let points = VectorBlock(count: 5, dimension: 1, elements: [0, 1, 3, 4, 9])
    let accuracy = try NeighbourAccuracy(of: points, labels: [5, 5, 7, 7, 5], neighbourCount: 2)
    // Votes 5 7, 5 7, 7 5, 7 5 and 7 7: the nearest tells the first four rightly.
    #expect(accuracy.correctCount == 4 && accuracy.fraction == 0.8)
  }
}
