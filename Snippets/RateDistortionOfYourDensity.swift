// R(D) of a density of one's own, with bounds on both sides.
import RDTheory

/// The triangular density on [-1, 1].
struct Triangular: UnivariateDistribution {
  let mean = 0.0
  let variance = 1.0 / 6
  let support = Interval(-1, 1)
  let breakpoints = [0.0]
  let isLogConcave = true
  let isSymmetric = true

  func density(at x: Double) -> Double { max(1 - abs(x), 0) }

  func cumulative(_ x: Double) -> Double {
    let tail = max(1 - abs(x), 0)
    return x < 0 ? tail * tail / 2 : 1 - tail * tail / 2
  }

  func survival(_ x: Double) -> Double { cumulative(-x) }
}

let source = Triangular()
try source.check()
let bound = try RateDistortion.function(of: source)
for fraction in [0.5, 0.1, 0.01] {
  let rate = bound.ratePerSample(atDistortion: fraction * source.variance)
  print(
    "D = \(fraction) variance: \(rate.lower.bits) <= R(D) <= \(rate.upper.bits) bits per sample")
}
let least = bound.distortion(atRatePerSample: .bits(2))
print("2 bits per sample: D(R) = \(least.lower) to \(least.upper)")
