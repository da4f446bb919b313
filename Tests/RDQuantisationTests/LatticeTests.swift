import Foundation
import RDCore
import RDVectorQuantisation
import ReferenceTables
import Testing

@Suite("Lattices")
struct LatticeTests {
  static let names = LatticeCatalogue.all.names

  /// Points spread evenly over a cube that is a period of every lattice here, so that they are spread evenly over the cells.
  ///
  /// The axis of A2 that is scaled by the square root of three gets the period of that axis.
  private func points(of lattice: any Lattice, count: Int, seed: String) -> [Double] {
    var stream = RandomStream(seed: SeedPath(root: 2026)["lattice", seed])
    return (0..<count * lattice.dimension).map { i in
      64 * (stream.nextUniform() - 0.5) * lattice.axisScales[i % lattice.dimension]
    }
  }

  private func squaredDistances(
    _ points: [Double], _ nearest: [Double], _ n: Int
  ) -> [Double] {
    stride(from: 0, to: points.count, by: n).map { (start: Int) -> Double in
      var sum = 0.0
      for i in start..<start + n {
        let difference = points[i] - nearest[i]
        sum += difference * difference
      }
      return sum
    }
  }

  @Test("second moments measured on random points are those of theory", arguments: names)
  func secondMoment(_ name: String) throws {
    let lattice = try LatticeCatalogue.all.entry(named: name)
    let n = lattice.dimension
    let points = points(of: lattice, count: 480_000 / n, seed: name)
    let distances = squaredDistances(points, lattice.nearestPoints(to: points), n)
    let scale = Double(n) * pow(lattice.volume, 2 / Double(n))
    let mean = distances.reduce(0, +) / Double(distances.count)
    let variance =
      distances.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(distances.count)
    let error = (variance / Double(distances.count)).squareRoot() / scale
    // Five standard errors of a mean of 20,000 or more: a false alarm has a probability of 6e-7. The printed value of the Leech lattice
    // is rounded at 5e-7.
    #expect(abs(mean / scale - lattice.normalisedSecondMoment) <= 5 * error + 5e-7)
  }

  @Test("the constants are those of the tables")
  func constants() throws {
    let expected: KeyValuePairs = [
      "z": (1.0 / 12, 0.0), "a2": (0.080187537387448023, 0.167118777435),
      "d4": (0.076603234628542648, 0.365716455252),
      "e8": (0.071682098765432099, 0.654080414933), "leech": (0.065771, 1.02784308913),
    ]
    for (name, (moment, gain)) in expected {
      let lattice = try LatticeCatalogue.all.entry(named: name)
      #expect(isClose(lattice.normalisedSecondMoment, moment, relative: 1e-15))
      // The gains are printed with twelve digits.
      #expect(abs(lattice.spaceFillingGainDecibels - gain) < 1e-11)
    }
  }

  @Test("no point is farther from the lattice than the covering radius", arguments: names)
  func covering(_ name: String) throws {
    let lattice = try LatticeCatalogue.all.entry(named: name)
    let n = lattice.dimension
    let points = points(of: lattice, count: 200_000 / n, seed: "covering")
    let distances = squaredDistances(points, lattice.nearestPoints(to: points), n)
    let largest = try #require(distances.max()).squareRoot()
    #expect(largest <= lattice.coveringRadius * (1 + 1e-12))
  }

  @Test("the deep holes of E8 and Leech are as far away as the covering radius")
  func deepHoles() throws {
    let e8 = E8Lattice()
    let hole = [2.0] + [Double](repeating: 0, count: 7)
    // Half of a vector of norm 8, such as (2, 2, 0, …), lies midway between 16 points.
    let half = [1.0, 1] + [Double](repeating: 0, count: 6)
    #expect(squaredDistances(hole, e8.nearestPoints(to: hole), 8) == [0])
    #expect(squaredDistances(half, e8.nearestPoints(to: half), 8) == [2])
    // Half of (8, 0, …), of type 4 in Conway's words, is the deep hole at distance 4.
    let deep = [4.0] + [Double](repeating: 0, count: 23)
    #expect(squaredDistances(deep, LeechLattice().nearestPoints(to: deep), 24) == [16])
  }

  @Test("the nearest point is the best of all cosets, each searched for itself", arguments: names)
  func nearest(_ name: String) throws {
    let lattice = try LatticeCatalogue.all.entry(named: name)
    let n = lattice.dimension
    let points = points(of: lattice, count: n == 24 ? 150 : 4000, seed: "nearest")
    let distances = squaredDistances(points, lattice.nearestPoints(to: points), n)
    for (block, distance) in distances.enumerated() {
      let point = Array(points[block * n..<(block + 1) * n])
      let oracle = leastSquaredDistance(from: point, to: lattice)
      // Sums of n squares in another order.
      #expect(abs(distance - oracle) <= 1e-12 * Double(n) * max(oracle, 1))
    }
  }

  /// The least over all cosets: in each, every coordinate is rounded, and where the steps must be even and are not, the one is moved that
  /// costs least.
  private func leastSquaredDistance(from point: [Double], to lattice: any Lattice) -> Double {
    let n = lattice.dimension
    let modulus = Double(lattice.modulus)
    let cosets = lattice.cosets
    let scales = lattice.axisScales
    var least = Double.infinity
    for coset in 0..<cosets.count {
      var sum = 0.0
      var stepSum = 0
      var change = Double.infinity
      for i in 0..<n {
        let offset = point[i] / scales[i] - Double(cosets.residues[coset * n + i])
        let step = (offset / modulus).rounded()
        let rest = abs(offset - modulus * step) * scales[i]
        let other = modulus * scales[i] - rest
        sum += rest * rest
        stepSum += Int(step)
        change = min(change, other * other - rest * rest)
      }
      if lattice.hasEvenSteps, stepSum % 2 != 0 { sum += change }
      least = min(least, sum)
    }
    return least
  }

  @Test("the nearest points are points of the lattice, and their differences too", arguments: names)
  func membership(_ name: String) throws {
    let lattice = try LatticeCatalogue.all.entry(named: name)
    let n = lattice.dimension
    let points = points(of: lattice, count: 2000, seed: "membership")
    let nearest = lattice.nearestPoints(to: points)
    let again = lattice.nearestPoints(to: nearest)
    for (x, y) in zip(nearest, again) { #expect(abs(x - y) <= 1e-12) }
    let sums = (0..<nearest.count - n).map { nearest[$0] - nearest[$0 + n] }
    for (x, y) in zip(sums, lattice.nearestPoints(to: sums)) { #expect(abs(x - y) <= 1e-12) }
  }

  @Test(
    "the Leech lattice has the form of the books: even and odd points, words of the Golay code, sums by 8"
  )
  func leechForm() throws {
    let lattice = LeechLattice()
    let cosets = lattice.cosets
    #expect(cosets.count == 8192)
    #expect(cosets.classSizes == [1, 759, 2576, 759, 1, 1, 759, 2576, 759, 1])
    var words: [Int] = []
    for coset in 0..<cosets.count {
      let residues = cosets.residues[coset * 24..<(coset + 1) * 24].map(Int.init)
      let type = residues[0] & 1
      #expect(residues.allSatisfy { $0 & 1 == type })
      #expect(residues.reduce(0, +) % 8 == 4 * type)
      let word = residues.enumerated().reduce(0) { $0 | ($1.element >> 1 & 1) << $1.offset }
      if type == 0 { words.append(word) }
    }
    // 4096 words, closed under sums, of weights 0, 8, 12, 16 and 24: only the Golay code is like that.
    let set = Set(words)
    #expect(set.count == 4096)
    let basis = words.prefix(200)
    let isClosed = basis.allSatisfy { a in words.allSatisfy { set.contains(a ^ $0) } }
    #expect(isClosed)
    let weights = Dictionary(grouping: words, by: \.nonzeroBitCount).mapValues(\.count)
    #expect(weights == [0: 1, 8: 759, 12: 2576, 16: 759, 24: 1])
  }
}
