// R(D) of a discrete source under a matrix of distortions of one's own, by Blahut and Arimoto's programme.
import RDTheory

let weather = DiscreteDistribution(weights: [5, 3, 2])
let costs: [[Double]] = [
  [0, 1, 4],
  [1, 0, 1],
  [4, 1, 0],
]
let bound = BlahutArimoto(of: weather, distortions: costs)
for distortion in [0.1, 0.3, 0.6] {
  let rate = bound.ratePerSample(atDistortion: distortion)
  print("D = \(distortion): \(rate.lower.bits) <= R(D) <= \(rate.upper.bits) bits per symbol")
}
