import RDCore
import RDQuantisation
import RDScalarQuantisation
import RDSources
import ReferenceTables
import Testing

@Suite("Lloyd-Max quantisers of densities with several optima, and companders")
struct GlobalOptimumTests {
  @Test("the best end of a multistart of another program")
  func mixtures() throws {
    for row in try referenceTables.rows("mixture-optima") {
      let source = try SourceCatalogue.density(
        Descriptor(
          name: "gaussian-mixture",
          parameters: [
            ("weights", row["weights"] ?? ""), ("means", row["means"] ?? ""),
            ("standard-deviations", row["standard_deviations"] ?? ""),
          ]))
      let levelCount = Int(try row.number("levels"))
      let quantiser = try LloydMax(levelCount: levelCount).design(for: source).product
      // The oracle subtracts second moments, and is stopped at 1e-15.
      #expect(
        isClose(
          quantiser.meanSquaredError(under: source), try row.number("mse"), relative: 1e-11),
        "\(row)")
    }
  }

  @Test("the best of all partitions of a grid, for densities with a peak")
  func peaks() throws {
    for row in try referenceTables.rows("peaked-optima") {
      let source = try SourceCatalogue.density(Descriptor(parsing: row["source"] ?? ""))
      let levelCount = Int(try row.number("levels"))
      let quantiser = try LloydMax(levelCount: levelCount).design(for: source).product
      // The oracle subtracts moments up to 1, of which a cell has a hundred thousandth.
      #expect(
        isClose(
          quantiser.meanSquaredError(under: source), try row.number("mse"), relative: 1e-9),
        "\(row)")
    }
  }

  @Test(
    "with every level more the error of a peaked density falls, smoothly",
    arguments: [
      ("two-sided-gamma", 2...300), ("two-sided-gamma", 1021...1028),
      ("two-sided-gamma", 4093...4096),
      ("two-sided-gamma:shape=0.2", 170...260), ("generalised-gaussian:shape=0.7", 182...260),
    ])
  func everyLevel(_ name: String, _ counts: ClosedRange<Int>) throws {
    let source = try SourceCatalogue.density(Descriptor(parsing: name))
    let errors = try counts.map {
      try LloydMax(levelCount: $0).design(for: source).product.meanSquaredError(under: source)
    }
    let products = zip(counts, errors).map { Double($0 * $0) * $1 }
    for (i, count) in counts.dropFirst().enumerated() where count > 8 {
      #expect(errors[i + 1] < errors[i], "\(count)")
      // The product rises towards its limit with 1 / count; a worse optimum at every other count is a step of a tenth of that.
      #expect(abs(products[i + 1] - products[i]) <= 50 / Double(count * count), "\(count)")
    }
  }

  @Test("from another start, the quantiser of a level less with one more, no design gets better")
  func otherStart() throws {
    let source = try SourceCatalogue.density(Descriptor(parsing: "two-sided-gamma"))
    for levelCount in [128, 200, 256] {
      let best = try LloydMax(levelCount: levelCount).design(for: source).product
      var levels = try LloydMax(levelCount: levelCount - 1).design(for: source).product.levels
      let middle = levels.count / 2
      levels.insert(levels[middle] + (levels[middle + 1] - levels[middle]) / 3, at: middle + 1)
      var error = Double.infinity
      // Lloyd's Method I itself.
      for _ in 0..<3000 {
        let thresholds = zip(levels, levels.dropFirst()).map { ($0 + $1) / 2 }
        let cells = zip([-.infinity] + thresholds, thresholds + [.infinity])
        let moments = cells.map { source.partialMoments(over: Interval($0, $1), about: 0) }
        error = moments.reduce(0) { $0 + $1.second - $1.first * $1.first / $1.mass }
        levels = moments.map { $0.first / $0.mass }
      }
      #expect(best.meanSquaredError(under: source) <= error * (1 + 1e-9))
    }
  }

  @Test(
    "heavy tails, infinite peaks and firm ends",
    arguments: [
      "student-t:degrees-of-freedom=3", "two-sided-gamma", "exponential",
      "generalised-gaussian:shape=0.5",
    ])
  func difficult(_ name: String) throws {
    let source = try SourceCatalogue.density(Descriptor(parsing: name))
    var last = source.variance
    for levelCount in [2, 3, 4, 7, 8, 16, 64, 256, 4096] {
      let quantiser = try LloydMax(levelCount: levelCount).design(for: source).product
      let error = quantiser.meanSquaredError(under: source)
      #expect(error < last, "\(name), \(levelCount) levels")
      last = error
    }
  }

  @Test("a compander of many levels has the error of Panter and Dite")
  func companding() throws {
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    let quantiser = try Companding(levelCount: 1024).design(for: source).product
    let share = quantiser.meanSquaredError(under: source) / source.variance * 0x1p20
    // 6 sqrt(3) pi / 12, from above; the rest is of the outermost cells, whose levels are not their centroids.
    #expect(isClose(share, 2.720699046351327, relative: 0.01), "\(share)")
    let best = try LloydMax(levelCount: 1024).design(for: source).product
    #expect(quantiser.meanSquaredError(under: source) > best.meanSquaredError(under: source))
  }

  @Test("the mu law is the inverse of its compressor")
  func muLaw() throws {
    let source = Gaussian(mean: 1, standardDeviation: 2)
    let quantiser = try Companding(levelCount: 4, law: .mu(255, loading: 4)).design(for: source)
      .product
    // V = 8 standard units of the source; (256^y - 1) / 255 at y = 1/4, 1/2, 3/4.
    #expect(quantiser.thresholds[1] == 1)
    #expect(isClose(quantiser.levels[2], 1 + 8 * 3.0 / 255, relative: 1e-14))
    #expect(isClose(quantiser.thresholds[2], 1 + 8 * 15.0 / 255, relative: 1e-14))
    #expect(isClose(quantiser.levels[3], 1 + 8 * 63.0 / 255, relative: 1e-14))
  }

  @Test("names and parameters of the companders")
  func catalogue() throws {
    for bad in ["companding:mu=0", "companding:loading=4", "companding:law=a", "ecsq:levels=3"] {
      #expect(throws: DescriptorError.self) {
        try QuantiserCatalogue.methods(Descriptor(parsing: bad))
      }
    }
  }
}
