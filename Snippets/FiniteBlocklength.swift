// What blocks of n Gaussian samples need if one in a hundred may exceed its distortion.
import RDTheory

let source = Gaussian()
for blocklength in [100, 1000] {
  for bound in RateDistortion.finiteBlocklengthBounds(of: source) {
    let rate = try bound.rate(
      atDistortion: 0.25, blocklength: blocklength, excessProbability: 0.01)
    print("n = \(blocklength), \(bound.quantity): \(rate?.bits ?? .nan) bits per sample")
  }
}

// Every other source has the normal approximation.
let approximation = NormalApproximation(of: try RateDistortion.function(named: "laplacian"))
let approximate = approximation.rate(
  atDistortion: 0.25, blocklength: 1000, excessProbability: 0.01)
print("Laplacian, n = 1000: \(approximate?.bits ?? .nan) bits per sample")
