import AllocationCounter
import RDCore
import RDNetworks
import RDNumerics
import RealModule
import ReferenceTables
import Testing

@Suite("t-SNE")
struct TSNETests {
  /// The points, positions and gradients of the reference.
  struct Reference {
    package let points: VectorBlock
    let positions = PlanePoints<Double>(count: 48)
    let gradients: [(x: Double, y: Double)]
    let values: [String: String]

    init() throws {
      let rows = try referenceTables.rows("embedding-points")
      values = try #require(try referenceTables.rows("embedding-values").first)
      points = VectorBlock(
        count: rows.count, dimension: 5,
        elements: try rows.flatMap { row in
          try ["a", "b", "c", "d", "e"].map { Float(try row.number($0)) }
        })
      gradients = try rows.map { (try $0.number("gradient_x"), try $0.number("gradient_y")) }
      for (index, row) in rows.enumerated() {
        positions.x[index] = try row.number("x")
        positions.y[index] = try row.number("y")
      }
    }

    /// The affinities of all pairs.
    func affinities() throws -> NeighbourAffinities {
      NeighbourAffinities(
        of: try NearestNeighbours(of: points, count: points.count - 1),
        perplexity: try values.number("perplexity"))
    }
  }

  /// Clusters of normal points, with the cluster of each.
  static func clusters(_ count: Int, of size: Int) -> (points: VectorBlock, labels: [Int]) {
    let dimension = 10
    var random = RandomStream(seed: SeedPath(root: 33)["clusters", count])
    func normal() -> Double { StandardNormal.quantile(random.nextUniform()) }
    let centres = (0..<count).map { _ in (0..<dimension).map { _ in 4 * normal() } }
    let labels = (0..<count * size).map { $0 % count }
    let elements = labels.flatMap { label in centres[label].map { Float($0 + normal()) } }
    return (
      VectorBlock(count: labels.count, dimension: dimension, elements: elements), labels
    )
  }

  static func quick(perplexity: Double = 10) -> TSNEOptions {
    var options = TSNEOptions()
    options.perplexity = perplexity
    return options
  }

  @Test("divergence and gradient are those of an independent computation")
  func reference() throws {
    let reference = try Reference()
    let forces = EmbeddingForces<Double>(
      of: try reference.affinities(), openingRatio: 0, team: WorkerTeam(size: 1))
    // Affinities are rounded to single precision, 6e-8 of each.
    let divergence = forces.divergence(at: reference.positions)
    #expect(isClose(divergence, try reference.values.number("divergence"), relative: 2e-7))
    // Theirs have a perplexity that is right within 1e-5 of its logarithm.
    #expect(isClose(divergence, try reference.values.number("sklearn_divergence"), relative: 1e-4))
    forces.evaluate(at: reference.positions, exaggeration: 1)
    let largest = reference.gradients.map { max(abs($0.x), abs($0.y)) }.max() ?? 0
    for (point, gradient) in reference.gradients.enumerated() {
      // A sum of 47 rounded terms, which nearly cancel.
      #expect(abs(4 * forces.gradient.x[point] - gradient.x) < 1e-6 * largest)
      #expect(abs(4 * forces.gradient.y[point] - gradient.y) < 1e-6 * largest)
    }
  }

  @Test("the gradient is that of the divergence")
  func differences() throws {
    let reference = try Reference()
    let forces = EmbeddingForces<Double>(
      of: try reference.affinities(), openingRatio: 0, team: WorkerTeam(size: 1))
    forces.evaluate(at: reference.positions, exaggeration: 1)
    for coordinates in [reference.positions.x, reference.positions.y] {
      let gradient =
        coordinates == reference.positions.x ? forces.gradient.x : forces.gradient.y
      for point in 0..<48 {
        let (position, step) = (coordinates[point], GradientCheck.step)
        coordinates[point] = position + step
        let above = forces.divergence(at: reference.positions)
        coordinates[point] = position - step
        let quotient = (above - forces.divergence(at: reference.positions)) / (2 * step)
        coordinates[point] = position
        // The quotient is off by 1e-10, see GradientCheck; affinities add up to 1 within 1e-7, which the
        // divergence weighs and the gradient does not.
        #expect(abs(4 * gradient[point] - quotient) < 2e-7 * abs(quotient) + 1e-8)
      }
    }
  }

  @Test("a tree's forces come nearer to the exact ones as its opening ratio falls")
  func tree() throws {
    let (points, _) = Self.clusters(7, of: 150)
    let affinities = NeighbourAffinities(
      of: try NearestNeighbours(of: points, count: 30), perplexity: 10)
    // Positions at the end of an embedding: crowded here, wide there, some of them equal.
    let positions = PlanePoints<Double>(count: points.count)
    for point in 0..<points.count {
      positions.x[point] = 3 * Double(points.elements[10 * point])
      positions.y[point] = 3 * Double(points.elements[10 * point + 1])
    }
    for point in 0..<20 { (positions.x[point], positions.y[point]) = (1.3, -0.7) }
    let team = WorkerTeam(size: 2)
    let exact = EmbeddingForces<Double>(of: affinities, openingRatio: 0, team: team)
    exact.evaluate(at: positions, exaggeration: 1)
    func error(openingRatio: Double) -> Double {
      let forces = EmbeddingForces<Double>(
        of: affinities, openingRatio: openingRatio, team: team)
      forces.evaluate(at: positions, exaggeration: 1)
      var (squares, whole) = (0.0, 0.0)
      for point in 0..<points.count {
        squares += Double.pow(forces.gradient.x[point] - exact.gradient.x[point], 2)
        squares += Double.pow(forces.gradient.y[point] - exact.gradient.y[point], 2)
        whole += Double.pow(exact.gradient.x[point], 2) + Double.pow(exact.gradient.y[point], 2)
      }
      return (squares / whole).squareRoot()
    }
    let errors = [0.8, 0.5, 0.2].map { error(openingRatio: $0) }
    // A group's second moments, which are left out, have the square of the ratio for their share.
    #expect(errors[1] < 0.01)
    #expect(errors[0] > errors[1] && errors[1] > 4 * errors[2])
  }

  @Test("affinities have the perplexity asked for", arguments: [1.5, 7.3, 29])
  func perplexity(_ perplexity: Double) {
    var random = RandomStream(seed: SeedPath(root: 34))
    for scale in [1e-60, 1, 1e60] {
      let distances = (0..<90).map { _ in scale * (2.385 + random.nextUniform()) }.sorted()
      let affinities = NeighbourAffinities.affinities(
        ofSquaredDistances: distances[...], perplexity: perplexity)
      let entropy = affinities.reduce(0) { $1 > 0 ? $0 - $1 * Double.log($1) : $0 }
      // The search ends at 1e-10.
      #expect(abs(entropy - Double.log(perplexity)) < 1e-9)
      #expect(isClose(affinities.reduce(0, +), 1, relative: 1e-14))
    }
  }

  @Test("where too many neighbours are nearest, they share all affinity")
  func tiedNeighbours() {
    let affinities = NeighbourAffinities.affinities(
      ofSquaredDistances: [2, 2, 2, 2, 5, 7], perplexity: 3)
    #expect(affinities == [0.25, 0.25, 0.25, 0.25, 0, 0])
  }

  @Test("arrives where scikit-learn does, exactly and by trees", arguments: [0, 0.5])
  func arrival(openingRatio: Double) throws {
    let reference = try Reference()
    var options = TSNEOptions()
    options.perplexity = try reference.values.number("perplexity")
    options.neighbourCount = reference.points.count - 1
    options.openingRatio = openingRatio
    let embedding = try TSNE(options, seed: SeedPath(root: 1)).embed(reference.points)
    // Both may end in minima of their own; a hundredth is more than these differ by.
    #expect(embedding.divergence < 1.01 * (try reference.values.number("sklearn_arrived")))
    #expect(embedding.stepCount == 750)
  }

  @Test("clusters stay clusters, whatever the start", arguments: TSNEOptions.Start.allCases)
  func clusters(start: TSNEOptions.Start) throws {
    let (points, labels) = Self.clusters(5, of: 60)
    var options = Self.quick()
    options.start = start
    let embedding = try TSNE(options, seed: SeedPath(root: 2)).embed(points)
    let accuracy = try NeighbourAccuracy(of: embedding.positions, labels: labels)
    // Their centres are 18 standard deviations apart on average.
    #expect(accuracy.fraction > 0.98)
  }

  @Test("has the same bytes on any number of threads, and others for another seed")
  func sameBytes() throws {
    let (points, _) = Self.clusters(3, of: 120)
    let embeddings = try [1, 2, 5].map {
      try TSNE(Self.quick(), seed: SeedPath(root: 3)).embed(points, jobs: $0)
    }
    #expect(embeddings.allSatisfy { $0 == embeddings[0] })
    let known = try NearestNeighbours(of: points, count: 40)
    let again = try TSNE(Self.quick(), seed: SeedPath(root: 3)).embed(points, neighbours: known)
    #expect(again == embeddings[0])
    let other = try TSNE(Self.quick(), seed: SeedPath(root: 4)).embed(points)
    #expect(other != embeddings[0])
  }

  @Test("equal points, few points and points on a line have an embedding")
  func degenerate() throws {
    let line = VectorBlock(count: 40, dimension: 1, elements: (0..<40).map { Float($0 * $0) })
    for points in [
      VectorBlock(count: 400, dimension: 3), line, VectorBlock(count: 7, dimension: 2),
    ] {
      let embedding = try TSNE(Self.quick(perplexity: 2), seed: SeedPath(root: 5)).embed(points)
      #expect(embedding.positions.elements.allSatisfy { $0.isFinite })
      #expect(embedding.divergence.isFinite)
    }
  }

  @Test("bad points are refused")
  func refused() throws {
    var (points, _) = Self.clusters(2, of: 15)
    #expect(throws: EmbeddingError.perplexityTooLarge(10, points: 30)) {
      try TSNE(Self.quick(), seed: SeedPath(root: 6)).embed(points)
    }
    #expect(TSNE.largestPerplexity(ofPoints: 30) == 9)
    _ = try TSNE(Self.quick(perplexity: 9), seed: SeedPath(root: 6)).embed(points)
    points.elements[23] = .infinity
    #expect(throws: EmbeddingError.nonFiniteData(point: 2, component: 3)) {
      try TSNE(Self.quick(perplexity: 9), seed: SeedPath(root: 6)).embed(points)
    }
    #expect(throws: EmbeddingError.differentDimensions(first: 10, other: 3, set: 1)) {
      try VectorBlock(joining: [points, VectorBlock(count: 4, dimension: 3)])
    }
    let far = VectorBlock(
      count: 2, dimension: 4, elements: (0..<8).map { $0 < 4 ? 3e38 : -3e38 })
    #expect(throws: EmbeddingError.tooFarApart) { try PlaneProjection.principalComponents(of: far) }
    var options = Self.quick(perplexity: 5)
    // Movements have a limit, so even this ends, somewhere.
    options.learningRate = 1e38
    let (few, _) = Self.clusters(2, of: 20)
    _ = try? TSNE(options, seed: SeedPath(root: 6)).embed(few)
  }

  @Test("steps allocate nothing")
  func allocations() throws {
    guard allocation_counting_works() else { return }
    let (points, _) = Self.clusters(3, of: 100)
    let affinities = NeighbourAffinities(
      of: try NearestNeighbours(of: points, count: 30), perplexity: 10)
    let forces = EmbeddingForces<Float>(
      of: affinities, openingRatio: 0.5, team: WorkerTeam(size: 2))
    let positions = PlanePoints<Float>(count: points.count)
    for point in 0..<points.count { positions.x[point] = Float(point) }
    let descent = EmbeddingDescent(forces, from: positions)
    _ = descent.step(exaggeration: 12, learningRate: 200, momentum: 0.5)
    let before = allocation_count()
    for _ in 0..<20 { _ = descent.step(exaggeration: 1, learningRate: 200, momentum: 0.5) }
    #expect(allocation_count() == before)
  }

  @Test("reports its progress, and ends once")
  func progress() throws {
    let observer = Reports()
    let (points, _) = Self.clusters(2, of: 20)
    _ = try TSNE(Self.quick(perplexity: 5), seed: SeedPath(root: 7)).embed(
      points, observer: observer)
    let reports = observer.all
    #expect(reports.count > 50 && reports.allSatisfy { $0.part == "tsne" })
    #expect(reports.map(\.completed) == reports.map(\.completed).sorted())
    #expect(reports.filter(\.hasEnded).count == 1 && reports.last?.hasEnded == true)
  }
}
