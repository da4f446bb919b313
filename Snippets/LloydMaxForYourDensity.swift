// Designs a Lloyd–Max quantiser for a density of one's own.
import Foundation
import RDQuantisation

/// The raised cosine on [-1, 1].
struct RaisedCosine: UnivariateDistribution {
  let mean = 0.0
  let variance = 1.0 / 3 - 2 / (Double.pi * Double.pi)
  let support = Interval(-1, 1)
  let isLogConcave = true
  let isSymmetric = true

  func density(at x: Double) -> Double { abs(x) < 1 ? (1 + cos(.pi * x)) / 2 : 0 }

  func cumulative(_ x: Double) -> Double {
    let x = min(max(x, -1), 1)
    return (1 + x + sin(.pi * x) / .pi) / 2
  }

  func survival(_ x: Double) -> Double { cumulative(-x) }
}

let source = RaisedCosine()
try source.check()
let design = try LloydMax(levelCount: 4).design(for: source)
let quantiser = design.product
let distortion = quantiser.meanSquaredError(under: source)
print("levels     \(quantiser.levels)")
print("thresholds \(quantiser.thresholds)")
print("SNR        \(10 * log10(source.variance / distortion)) dB")
print("entropy    \(quantiser.indexEntropy(under: source).bits) bits per sample")
print("converged  \(design.convergence.isConverged)")
