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
