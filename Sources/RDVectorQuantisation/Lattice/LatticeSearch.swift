import RDCore
import RDNumerics
import RDQuantisers
import RDSources
import RealModule

/// The evaluation of scales in the design of a lattice quantiser.
struct LatticeSearch<Base: Lattice, Density: UnivariateDistribution> {
  package let lattice: Base
  package let density: Density

  /// The offset of the origin from the mean, in units of the lattice.
  package let shift: Double

  /// The samples that are counted, and those on which the code length is measured.
  private let counted: [Double]
  private let coded: [Double]

  /// The interval that holds almost all of the source.
  private let box: Interval

  /// The greatest alphabet: integer models of 2^16 probabilities allow no larger one.
  private static var alphabetLimit: Int { 1 << 15 }

  /// The probability beyond each side of the box.
  private static var tail: Double { 1e-9 }

  /// The candidate weights of the prior: low ones suit low rates, high ones high rates.
  private static var priorWeights: [Double] { [1, 32, 1024, 32_768, 1_048_576] }

  init(lattice: Base, density: Density, seed: SeedPath) {
    self.lattice = lattice
    self.density = density
    shift = 0
    let draw = { (name: String) -> [Double] in
      let samples = StratifiedSample.draw(
        from: density, sliceCount: 1 << 16, roundCount: 4, seed: seed["sample", name])
      return samples.dropLast(samples.count % lattice.dimension)
    }
    counted = draw("counted")
    coded = draw("coded")
    box = Interval(
      min(density.quantile(Self.tail), density.mean),
      max(density.quantile(1 - Self.tail), density.mean))
  }

  private init(_ search: LatticeSearch, shift: Double, sampleCount: Int) {
    lattice = search.lattice
    density = search.density
    self.shift = shift
    let count = sampleCount - sampleCount % lattice.dimension
    counted = Array(search.counted.prefix(count))
    coded = Array(search.coded.prefix(count))
    box = search.box
  }

  /// The search with another origin, on the first `sampleCount` samples if given.
  func shifted(to shift: Double, sampleCount: Int? = nil) -> LatticeSearch {
    LatticeSearch(self, shift: shift, sampleCount: sampleCount ?? counted.count)
  }

  /// The rate at a scale, in bits per sample.
  ///
  /// - Throws: ``DesignError/alphabetTooLarge(rateBitsPerSample:symbolCount:limit:)``.
  package func rate(atLogScale logScale: Double, for asked: Information) throws(DesignError)
    -> Double
  {
    let symbolCount = box.width / (Double.exp2(logScale) * Double(lattice.modulus))
    guard symbolCount <= Double(Self.alphabetLimit) else {
      throw .alphabetTooLarge(
        rateBitsPerSample: asked.bits, symbolCount: symbolCount, limit: Self.alphabetLimit)
    }
    return uncheckedRate(atLogScale: logScale)
  }

  /// The rate at a scale between two that were checked.
  func uncheckedRate(atLogScale logScale: Double) -> Double {
    let quantiser = quantiser(atLogScale: logScale)
    return bestWeight(
      for: quantiser, LatticeTally(of: counted, by: quantiser),
      LatticeTally(of: coded, by: quantiser)
    ).rate
  }

  /// The quantiser at a scale, with its probabilities; its levels are the means of the samples.
  package func product(atLogScale logScale: Double) -> RatedQuantiser {
    let quantiser = quantiser(atLogScale: logScale)
    let first = LatticeTally(of: counted, by: quantiser)
    let second = LatticeTally(of: coded, by: quantiser)
    let prior = LatticePrior(of: quantiser, for: density)
    let model = LatticeModel(
      first + second, prior: prior, priorWeight: bestWeight(for: quantiser, first, second).weight,
      alphabets: quantiser.alphabets)
    return RatedQuantiser(
      quantiser: quantiser.with(levels: levels(of: quantiser, prior: prior)),
      symbolProbabilities: model.probabilities)
  }

  private func quantiser(atLogScale logScale: Double) -> LatticeQuantiser<Base> {
    LatticeQuantiser(
      lattice: lattice, scale: Double.exp2(logScale),
      origin: density.mean + shift * Double.exp2(logScale), lower: box.lower, upper: box.upper)
  }

  /// The mean-square error of the quantiser at a scale, on the samples.
  package func meanSquaredError(atLogScale logScale: Double) -> Double {
    let plain = quantiser(atLogScale: logScale)
    let prior = LatticePrior(of: plain, for: density)
    let levels = levels(of: plain, prior: prior)
    let kinds = plain.alphabets.kinds
    let lowest = plain.alphabets.lowest
    var sum = CompensatedSum()
    var start = 0
    plain.forEachChunk(of: coded) { coordinates, cosets in
      for index in 0..<cosets.count * lattice.dimension {
        let kind = kinds[index % lattice.dimension]
        let error = coded[start + index] - levels[kind][Int(coordinates[index]) - lowest[kind]]
        sum.add(error * error)
      }
      start += cosets.count * lattice.dimension
    }
    return sum.value / Double(coded.count)
  }

  /// The weight of the prior that gives the second tally the shortest code, and that length in bits per sample.
  private func bestWeight(
    for quantiser: LatticeQuantiser<Base>, _ first: LatticeTally, _ second: LatticeTally
  ) -> (weight: Double, rate: Double) {
    let prior = LatticePrior(of: quantiser, for: density)
    var best = (weight: 0.0, rate: Double.infinity)
    for weight in Self.priorWeights {
      let model = LatticeModel(
        first, prior: prior, priorWeight: weight, alphabets: quantiser.alphabets)
      let rate = model.codeLength(of: second, alphabets: quantiser.alphabets).bits
      if rate < best.rate { best = (weight, rate) }
    }
    return best
  }

  /// The mean of the samples that had each coordinate, shrunk towards the mean of its slice where they are few.
  private func levels(of quantiser: LatticeQuantiser<Base>, prior: LatticePrior) -> [[Double]] {
    let alphabets = quantiser.alphabets
    var sums = alphabets.spans.map { [Double](repeating: 0, count: $0) }
    var counts = sums
    for samples in [counted, coded] {
      var start = 0
      quantiser.forEachChunk(of: samples) { coordinates, cosets in
        for index in 0..<cosets.count * lattice.dimension {
          let kind = alphabets.kinds[index % lattice.dimension]
          let level = Int(coordinates[index]) - alphabets.lowest[kind]
          sums[kind][level] += samples[start + index]
          counts[kind][level] += 1
        }
        start += cosets.count * lattice.dimension
      }
    }
    let weight = 64.0
    return quantiser.levels.indices.map { kind in
      quantiser.levels[kind].indices.map { level in
        let slice = prior.slices[kind][level]
        let middle = quantiser.levels[kind][level]
        let moments = density.partialMoments(over: slice, about: middle)
        let shift = moments.first / moments.mass
        let expected =
          moments.mass > 0 && abs(shift) <= slice.width
          ? middle + shift : min(max(middle, box.lower), box.upper)
        return (sums[kind][level] + weight * expected) / (counts[kind][level] + weight)
      }
    }
  }
}
