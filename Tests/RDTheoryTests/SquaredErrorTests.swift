import RDCore
import RDSources
import RDTheory
import RealModule
import ReferenceTables
import Testing

@Suite("The rate–distortion function of densities under mean-square error")
struct SquaredErrorTests {
  @Test("the Laplacian enclosure holds the independently certified one")
  func laplacian() throws {
    // Not the unit source: a missing scale factor would cancel there.
    let function = SquaredErrorRateDistortion(
      of: Laplacian(mean: -0.71, standardDeviation: 2.385))
    for row in try referenceTables.rows("rd-laplacian") {
      let distortion = try row.number("D") * 2.385 * 2.385
      let found = function.ratePerSample(atDistortion: distortion)
      // The table's own bounds are 1e-8 bits apart, those of the computation 1e-6.
      #expect(found.upper.bits >= (try row.number("R_bits_lower_certified")) - 1e-8)
      let best = try row.number("R_bits_best")
      #expect(abs(found.value!.bits - best) <= 6e-7)
      #expect(found.upper.bits - found.lower.bits <= 1e-6)
    }
  }

  @Test("a Gaussian source meets its closed form", arguments: [0.3, 1.7, 5.1])
  func gaussian(_ bits: Double) {
    let source = Gaussian(mean: -0.71, standardDeviation: 2.385)
    let exact = GaussianRateDistortion(variance: source.variance)
      .distortion(atRatePerSample: .bits(bits)).value!
    let computed = SquaredErrorRateDistortion(of: source)
    let distortion = computed.distortion(atRatePerSample: .bits(bits))
    // Rounding of the bounds is a few units in the last place.
    #expect(distortion.lower <= exact * (1 + 1e-12) && exact * (1 - 1e-12) <= distortion.upper)
    #expect(distortion.upper / distortion.lower <= 1 + 4e-7)
  }

  @Test(
    "two boxes far apart cost a bit more than one",
    // At 1 bit, which the index of the box takes, the curve has a kink.
    arguments: [1, 1.75, 2.25, 2.5, 3.25, 4, 5])
  func boxes(_ bits: Double) throws {
    let pair = Histogram(counts: [1] + Array(repeating: 0, count: 12) + [1])
    let distortion = SquaredErrorRateDistortion(of: pair).distortion(atRatePerSample: .bits(bits))
    let single = SquaredErrorRateDistortion(of: Histogram(counts: [1]))
      .distortion(atRatePerSample: .bits(bits - 1))
    // A reproduction outside of a box is of no use to the other one, twelve widths away.
    #expect(distortion.lower <= single.upper && single.lower <= distortion.upper)
    #expect(distortion.upper / distortion.lower <= 1 + 1e-5)
  }

  @Test(
    "bounds are in order, near each other, and rates fall convexly",
    arguments: [
      "uniform:mean=-0.71,standard-deviation=2.385", "logistic", "exponential:scale=2.385",
      "rayleigh", "gaussian-mixture:weights=0.3/0.7,means=-2/1,standard-deviations=1/0.3",
    ])
  func shape(_ name: String) throws {
    let density = try SourceCatalogue.density(Descriptor(parsing: name))
    let function = SquaredErrorRateDistortion(of: density)
    let shannon = try #require(
      ShannonLowerBound(of: .density(density), measure: .meanSquaredError))
    let gaussian = GaussianUpperBound(variance: density.variance)
    let shares = [0.05, 0.1, 0.2, 0.4, 0.8]
    let found = shares.map { function.ratePerSample(atDistortion: $0 * density.variance) }
    for (share, rate) in zip(shares, found) {
      let distortion = share * density.variance
      #expect(shannon.ratePerSample(atDistortion: distortion).bits <= rate.lower.bits + 1e-12)
      #expect(rate.upper.bits <= gaussian.ratePerSample(atDistortion: distortion).bits + 1e-12)
      // The tolerance of the computation is 3e-7 nats, but near a straight piece of a curve it may stay above.
      #expect(rate.upper.bits - rate.lower.bits <= 6e-6)
      let back = function.distortion(atRatePerSample: rate.value!)
      // 3e-6 bits are 4e-6 of the distortion at high rates, up to ten times as much at low ones.
      #expect(abs(back.value! / distortion - 1) <= 4e-5)
    }
    for i in 1..<shares.count { #expect(found[i].upper < found[i - 1].lower) }
    for i in 1..<shares.count - 1 {
      let share = (shares[i] - shares[i - 1]) / (shares[i + 1] - shares[i - 1])
      let chord = found[i - 1].upper.bits * (1 - share) + found[i + 1].upper.bits * share
      #expect(found[i].lower.bits <= chord)
    }
  }

  @Test(
    "the lower bound's function is feasible on a finer grid with other nodes",
    arguments: ["laplacian", "uniform", "logistic", "exponential"])
  func feasible(_ name: String) throws {
    let density = try SourceCatalogue.density(Descriptor(parsing: name))
    let function = SquaredErrorRateDistortion(of: density)
    func open(_ density: some UnivariateDistribution) -> any UnivariateDistribution {
      density.standardForm.distribution
    }
    let standard = open(density)
    let slope = 4.0
    let width = (0.5 / slope).squareRoot()
    let centre = standard.support.lower.isFinite ? standard.support.lower : -4
    let end = min(centre + 8, standard.support.upper)
    // Midpoints of two hundred a width, from 6 widths beyond the positions that are evaluated; a breakpoint is an edge.
    let step = width / 200
    let first = max(centre - 6 * width, standard.support.lower)
    let last = min(end + 6 * width, standard.support.upper)
    let count = Int(((last - first) / step).rounded(.up))
    let cell = (last - first) / Double(count)
    let positions = (0..<count).map { first + (Double($0) + 0.5) * cell }
    let lambdas = function.dual(atSlope: slope, at: positions)
    var worst = 0.0
    for y in stride(from: centre, through: end, by: width / 80) {
      var sum = 0.0
      for (x, lambda) in zip(positions, lambdas) where abs(x - y) <= 6 * width {
        sum += standard.density(at: x) * lambda * Double.exp(-slope * (x - y) * (x - y))
      }
      worst = max(worst, sum * cell)
    }
    // The midpoint rule itself is off by up to a 24th of the square of its step over the scale of the integrand.
    #expect(worst <= 1 + 2e-6)
    #expect(worst >= 1 - 1e-4)
  }

  @Test(
    "peaks and heavy tails are enclosed within a thousandth of a bit at all rates",
    arguments: [
      "two-sided-gamma:shape=0.1", "gamma:shape=0.1,scale=2.385",
      "generalised-gaussian:shape=0.2", "student-t:degrees-of-freedom=2.5",
      "student-t:degrees-of-freedom=2.01", "beta:alpha=0.1,beta=0.1", "beta:alpha=3.7,beta=0.1",
    ])
  func peaksAndTails(_ name: String) throws {
    let density = try SourceCatalogue.density(Descriptor(parsing: name))
    let function = SquaredErrorRateDistortion(of: density)
    for bits in [0.1, 2.3, 6] {
      let distortion = function.distortion(atRatePerSample: .bits(bits))
      #expect(distortion.upper / distortion.lower <= 1.001)
      let rate = function.ratePerSample(atDistortion: distortion.value!)
      #expect(rate.upper.bits - rate.lower.bits <= 1e-3)
      #expect(rate.lower.bits - 1e-3 <= bits && bits <= rate.upper.bits + 1e-3)
    }
  }

  @Test("codes of another program are above the lower bound, and little above the upper one")
  func codesOfPeaks() throws {
    for row in try referenceTables.rows("peaked-rates") {
      let density = try SourceCatalogue.density(Descriptor(parsing: row["source"] ?? ""))
      let rate = SquaredErrorRateDistortion(of: density)
        .ratePerSample(atDistortion: try row.number("distortion"))
      let reached = try row.number("rate_bits")
      #expect(rate.lower.bits <= reached, "\(row)")
      // Besides the gap of the iteration its cells cost up to a thousandth of the distortion, and wide ones in the tail some rate.
      #expect(reached - rate.upper.bits <= (try row.number("gap_bits")) + 3e-3, "\(row)")
    }
  }

  @Test(
    "where the density is its own reproduction, the lower bound's function is feasible too",
    arguments: [("two-sided-gamma:shape=0.1", 3e6), ("student-t:degrees-of-freedom=2.5", 2e4)])
  func feasibleNextToSmoothParts(_ name: String, _ slope: Double) throws {
    let density = try SourceCatalogue.density(Descriptor(parsing: name))
    func open(_ density: some UnivariateDistribution) -> any UnivariateDistribution {
      density.standardForm.distribution
    }
    let standard = open(density)
    let width = (0.5 / slope).squareRoot()
    // The peak, the seam, wherever it is, and beyond; the cells have their exact masses.
    let end = 400 * width
    let step = width / 20
    let count = Int(((end + 6 * width) / step).rounded())
    let positions = (-120..<count).map { (Double($0) + 0.5) * step }
    let lambdas = SquaredErrorRateDistortion(of: density).dual(atSlope: slope, at: positions)
    let masses = positions.map { x in
      standard.partialMoments(over: Interval(x - step / 2, x + step / 2), about: x).mass
    }
    var worst = 0.0
    for y in stride(from: 0, through: end, by: width / 3) {
      var sum = 0.0
      let first = max(Int(((y - 6 * width) / step).rounded(.down)) + 120, 0)
      for i in first..<min(first + 242, positions.count) {
        let difference = positions[i] - y
        sum += masses[i] * lambdas[i] * Double.exp(-slope * difference * difference)
      }
      worst = max(worst, sum)
    }
    // A 24th of the square of a step, and as much for the slope of a peak's mass in its cell.
    #expect(worst <= 1 + 3e-4)
    #expect(worst >= 1 - 1e-3)
  }

  @Test("a table with jumps has the function of the boxes that it is of", arguments: [0.5, 2, 4.5])
  func tableOfBoxes(_ bits: Double) throws {
    let table = try #require(
      TabulatedDensity.standardised(
        positions: [0, 0, 1, 1, 3, 3], densities: [0, 0.6, 0.6, 0.2, 0.2, 0]))
    let boxes = Histogram(counts: [3, 1, 1])
    let found = SquaredErrorRateDistortion(of: table).distortion(atRatePerSample: .bits(bits))
    let expected = SquaredErrorRateDistortion(of: boxes).distortion(atRatePerSample: .bits(bits))
    #expect(found.lower <= expected.upper && expected.lower <= found.upper)
    #expect(found.upper / found.lower <= 1 + 4e-6)
  }

  @Test("a table of many points has the function of the few that are its corners")
  func denseTable() throws {
    let corners = [(-1.0, 0.0), (0.3, 1.0), (2.0, 0.0)]
    let positions = (0...2000).map { -1 + 3 * Double($0) / 2000 } + [0.3]
    let dense = distinctAscending(positions).map { x in
      (x, x <= 0.3 ? (x + 1) / 1.3 : (2 - x) / 1.7)
    }
    let functions = try [corners, dense].map { points in
      SquaredErrorRateDistortion(
        of: try #require(
          TabulatedDensity.standardised(
            positions: points.map(\.0), densities: points.map { max($0.1, 0) })))
    }
    for rate in [0.2, 1, 2.7] {
      let known = functions[0].distortion(atRatePerSample: .bits(rate))
      let found = functions[1].distortion(atRatePerSample: .bits(rate))
      // Both are enclosures of the same number, as tight as each other.
      #expect(found.lower <= known.upper && known.lower <= found.upper)
      #expect(found.upper - found.lower < 2 * (known.upper - known.lower) + 1e-9 * known.value!)
      #expect(isClose(found.value!, known.value!, relative: 1e-6))
    }
  }

  private func distinctAscending(_ numbers: [Double]) -> [Double] {
    Array(Set(numbers)).sorted().reduce(into: []) { kept, number in
      if let last = kept.last, number - last < 1e-9 { return }
      kept.append(number)
    }
  }
}
