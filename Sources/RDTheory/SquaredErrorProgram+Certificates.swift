import RDCore
import RDNumerics
import RDSources
import RealModule

extension SquaredErrorProgram {
  /// Where `c` may exceed 1.
  var curveIntervals: [Interval] {
    Self.widened(smooth.roughIntervals, by: 18, kernel, in: interval)
  }

  /// The normalisers whose reciprocals are `lambda` before it is divided by `C`, shape `[n]`.
  func dualNormalisers(_ alphabet: Alphabet) -> [Double] {
    zip(alphabet.solution.normalisers, smoothNormalisers).map { $1 ?? $0 }
  }

  /// The line below and the point above that an alphabet gives, and their gap in nats.
  func certificate(_ alphabet: Alphabet, _ curve: ConstraintCurve) -> (
    SlopeCertificate, loss: Double
  ) {
    let slope = kernel.slope
    var potential = CompensatedSum()
    var envelope = CompensatedSum()
    let envelopes = curve.envelopes(of: nodes.positions, reach: kernel.reach)
    // With the best fraction of the constraint for the tails, the cost in the tails is about that near them.
    var massNearTails = 0.0
    for i in nodes.positions.indices where isNearTail(nodes.positions[i]) {
      massNearTails += nodes.weights[i]
    }
    let roughTails = tails.filter(isRough)
    let tailMass = roughTails.reduce(0) { $0 + $1.mass }
    let tailFraction = roughTails.isEmpty ? 0 : min(tailMass / (tailMass + 2 * massNearTails), 0.5)
    let normalisers = dualNormalisers(alphabet)
    for i in nodes.positions.indices where nodes.weights[i] > 0 {
      potential.add(-nodes.weights[i] * Double.log(normalisers[i]))
      envelope.add(
        nodes.weights[i]
          * Double.log(envelopes[i] * (isNearTail(nodes.positions[i]) ? 1 / (1 - tailFraction) : 1))
      )
    }
    for (weight, logDensity) in zip(smooth.weights, smooth.logDensities) where weight > 0 {
      potential.add(-weight * (Double.log(kernel.integral) + logDensity))
    }
    var intercept = potential.value - envelope.value - Self.allowance
    for tail in tails {
      let fraction = isRough(tail) ? tailFraction : 1
      intercept -= tail.mass * Double.log(kernel.integral * tail.edgeDensity / fraction)
    }
    let point = point(alphabet, slope: slope)
    let loss = point.rateNats - (intercept - slope * point.distortion)
    return (
      SlopeCertificate(slope: slope, intercept: intercept, points: [point]), loss
    )
  }

  /// The variance of the tilted information of an alphabet, and what the tails may add to it, in squared nats.
  func tiltedVariance(_ alphabet: Alphabet) -> (value: Double, tailError: Double) {
    nodes.variance(
      of: alphabet.solution.normalisers.map { -Double.log($0) },
      and: (smooth, smooth.channel(kernel).map { -$0.logNormaliser }), tails)
  }

  /// The function `lambda` of an alphabet for a density at ascending points in the interval, away from the tails.
  func dual(
    _ alphabet: Alphabet, of density: some UnivariateDistribution, at positions: [Double]
  ) -> [Double] {
    let curve = ConstraintCurve(
      kernel: kernel, nodes: nodes, normalisers: dualNormalisers(alphabet),
      intervals: curveIntervals, extra: alphabet.positions)
    let atoms = atoms(of: alphabet)
    let adjoining = adjoiningIntervals
    return zip(positions, curve.envelopes(of: positions, reach: kernel.reach)).map { x, envelope in
      guard adjoining.contains(where: { $0.contains(x) }) else {
        return 1 / (kernel.integral * density.density(at: x) * envelope)
      }
      let normaliser = atoms.reduce(0) {
        $0 + (abs($1.position - x) <= kernel.reach ? $1.mass * kernel(x - $1.position) : 0)
      }
      return 1 / (normaliser * envelope)
    }
  }

  /// The points of an alphabet and of the comb, ascending, with their masses.
  private func atoms(of alphabet: Alphabet) -> [(position: Double, mass: Double)] {
    let own = zip(alphabet.positions, alphabet.solution.masses).map { (position: $0, mass: $1) }
    return (own + comb).sorted { $0.position < $1.position }
  }

  private func isNearTail(_ position: Double) -> Bool {
    tails.contains { abs($0.edge - position) < 2 * kernel.reach && isRough($0) }
  }

  /// Distortion and rate of the test channel of an alphabet at any slope.
  func point(_ alphabet: Alphabet, slope: Double) -> (distortion: Double, rateNats: Double) {
    let tilted = DifferenceKernel(squaredErrorSlope: slope)
    var distortion = CompensatedSum()
    var potential = CompensatedSum()
    var first = 0
    let atoms = atoms(of: alphabet)
    let (positions, masses) = (atoms.map(\.position), atoms.map(\.mass))
    let total = alphabet.solution.masses.reduce(0, +) + smoothMass
    let nodeMass = nodes.weights.reduce(0, +) + smooth.weights.reduce(0, +)
    for (weight, channel) in zip(smooth.weights, smooth.channel(tilted)) where weight > 0 {
      distortion.add(weight * channel.distortion)
      potential.add(-weight * channel.logNormaliser)
    }
    for i in nodes.positions.indices where nodes.weights[i] > 0 {
      let x = nodes.positions[i]
      while first < positions.count - 1, positions[first] < x - kernel.reach { first += 1 }
      var (normaliser, error) = (0.0, 0.0)
      var j = first
      repeat {
        let difference = x - positions[j]
        let share = masses[j] * max(tilted(difference), 1e-300)
        normaliser += share
        error += share * (difference * difference)
        j += 1
      } while j < positions.count && positions[j] <= x + kernel.reach
      distortion.add(nodes.weights[i] * (error / normaliser))
      potential.add(-nodes.weights[i] * Double.log(normaliser))
    }
    // Masses are scaled to the probability of the nodes; the tails have the remainder.
    var rate = potential.value + nodeMass * Double.log(total / nodeMass) - slope * distortion.value
    for tail in tails {
      distortion.add(tail.mass * tilted.width * tilted.width)
      rate += tail.rateNats(cell: 2 * tilted.width)
    }
    // The error of the sums about the nodes counts in the rate and in the distortion, which it is worth a slope of.
    return (distortion.value, max(rate + Self.allowance + 2 * smooth.samplingError, 0))
  }

  /// The test channel of an alphabet tilted to a distortion exactly, or nearly and not above; `nil` if that is impossible.
  func point(_ alphabet: Alphabet, atDistortion target: Double) -> (
    distortion: Double, rateNats: Double
  )? {
    tilt(alphabet) { target - $0.distortion }
  }

  /// The test channel of an alphabet tilted to a rate.
  func point(_ alphabet: Alphabet, atRateNats target: Double) -> (
    distortion: Double, rateNats: Double
  )? {
    tilt(alphabet) { $0.rateNats - target }
  }

  /// The point whose slope makes an increasing function of it zero, within a factor of 2 of the alphabet's own slope.
  private func tilt(
    _ alphabet: Alphabet, _ excess: ((distortion: Double, rateNats: Double)) -> Double
  ) -> (distortion: Double, rateNats: Double)? {
    let range = Interval(Double.log(kernel.slope) - 0.3, Double.log(kernel.slope) + 0.3)
    let found = try? BrentRoot(relativeTolerance: 0, absoluteTolerance: 1e-11).root(in: range) {
      excess(point(alphabet, slope: Double.exp($0)))
    }
    return found.map { point(alphabet, slope: Double.exp($0.position)) }
  }
}
