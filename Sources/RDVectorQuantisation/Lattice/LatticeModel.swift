import RDCore
import RDNumerics
import RDSources
import RealModule

/// The prior of a lattice quantiser's symbols, before any sample is seen.
///
/// A coordinate is given a slice of the source about it: the slice whose second moment is that of the lattice's cell, so at high
/// rates, and for Z at every rate, the probabilities are exact. The cosets are equiprobable.
struct LatticePrior {
  /// Shape `[contexts][alphabet]`; no probability is 0.
  package let probabilities: [[Double]]

  /// The slice of each coordinate, in source units, shape `[kinds][span]`.
  let slices: [[Interval]]

  /// The prior of a quantiser for a source.
  init<Base: Lattice, Density: UnivariateDistribution>(
    of quantiser: LatticeQuantiser<Base>, for density: Density
  ) {
    let lattice = quantiser.lattice
    let alphabets = quantiser.alphabets
    let cellWidth =
      quantiser.scale
      * (12 * lattice.normalisedSecondMoment
      * Double.pow(lattice.volume, 2 / Double(lattice.dimension))).squareRoot()
    slices = alphabets.lowest.indices.map { kind in
      let unit =
        quantiser.scale * lattice.axisScales[alphabets.kinds.firstIndex(of: kind) ?? 0]
      return (0..<alphabets.spans[kind]).map { step in
        let middle = quantiser.origin + unit * Double(alphabets.lowest[kind] + step)
        return Interval(middle - cellWidth / 2, middle + cellWidth / 2)
      }
    }
    let masses = slices.map { $0.map { Self.mass(of: density, over: $0) } }
    var probabilities: [[Double]] = []
    if alphabets.memberBase == 1 {
      probabilities.append(alphabets.cosets.classSizes.map(Double.init))
    }
    if alphabets.cosets.hasMembers {
      probabilities += alphabets.cosets.classSizes.map { size in
        size == 1 ? [1, 0] : [Double](repeating: 1, count: size)
      }
    }
    for (index, residues) in alphabets.residueClasses.enumerated() {
      let first = residues.first - alphabets.lowest[residues.kind]
      probabilities.append(
        (0..<alphabets.sizes[alphabets.coordinateBase + index]).map {
          masses[residues.kind][first + residues.step * $0]
        })
    }
    self.probabilities = probabilities.map(Self.normalised)
  }

  /// Each mass as a fraction of their sum, none less than 1e-9.
  private static func normalised(_ masses: [Double]) -> [Double] {
    let sum = masses.reduce(0, +)
    let floor = 1e-9
    guard sum > 0 else { return masses.map { _ in 1 / Double(masses.count) } }
    let whole = 1 + floor * Double(masses.count)
    return masses.map { ($0 / sum + floor) / whole }
  }

  /// The probability of an interval, computed from the lighter tail.
  private static func mass(
    of density: some UnivariateDistribution, over interval: Interval
  ) -> Double {
    let mass =
      interval.lower > density.mean
      ? density.survival(interval.lower) - density.survival(interval.upper)
      : density.cumulative(interval.upper) - density.cumulative(interval.lower)
    return max(mass, 0)
  }
}

/// The probabilities of a lattice quantiser's symbols: counts mixed with the prior.
struct LatticeModel {
  /// Shape `[contexts][alphabet]`; none is 0, and each row has the sum 1.
  package let probabilities: [[Double]]

  /// A model in which the prior has the weight of a given number of symbols in each context.
  init(
    _ tally: LatticeTally, prior: LatticePrior, priorWeight: Double, alphabets: LatticeAlphabets
  ) {
    probabilities = prior.probabilities.indices.map { context in
      let expected = prior.probabilities[context]
      // Within a class the cosets are equiprobable by symmetry.
      if context >= alphabets.memberBase, context < alphabets.coordinateBase { return expected }
      var counts = tally.counts[context]
      if alphabets.memberBase == 1, context == 0 {
        counts = Self.pooled(counts, alphabets.cosets.pools)
      }
      let total = counts.reduce(0, +) + priorWeight
      return counts.indices.map { (counts[$0] + priorWeight * expected[$0]) / total }
    }
  }

  /// The ideal code length of the symbols of a tally, per sample.
  func codeLength(of tally: LatticeTally, alphabets: LatticeAlphabets) -> Information {
    var sum = CompensatedSum()
    for (context, counts) in tally.counts.enumerated() {
      for (symbol, count) in counts.enumerated() where count > 0 {
        sum.add(-count * Double.log(probabilities[context][symbol]))
      }
    }
    if alphabets.cosets.hasMembers {
      for (index, count) in tally.counts[0].enumerated() where count > 0 {
        sum.add(-count * Double.log(probabilities[alphabets.memberBase + index][0]))
      }
    }
    return .nats(sum.value / Double(tally.sampleCount))
  }

  /// Each count replaced by the mean of its pool.
  private static func pooled(_ counts: [Double], _ pools: [Int]) -> [Double] {
    counts.indices.map { index in
      let members = pools.indices.filter { pools[$0] == pools[index] }
      return members.reduce(0) { $0 + counts[$1] } / Double(members.count)
    }
  }
}
