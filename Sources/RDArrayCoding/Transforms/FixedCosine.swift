/// Cosines and roots by additions, multiplications and divisions alone, so that they are the same on every machine.
enum FixedCosine {
  private static let pi = 3.141_592_653_589_793

  /// `cos(pi x)` for `x` from 0 to 1/2.
  static func cosine(ofPiTimes x: Double) -> Double {
    // Beyond a quarter, the sine of the rest, which is small there.
    x <= 0.25
      ? series(pi * x, first: 1, odd: 0) : series(pi * (0.5 - x), first: pi * (0.5 - x), odd: 1)
  }

  /// The series of the cosine, or of the sine with `odd` 1, up to pi / 4.
  private static func series(_ angle: Double, first: Double, odd: Int) -> Double {
    let square = angle * angle
    var terms = [first]
    for index in 1...12 {
      let step = Double((2 * index - 1 + odd) * (2 * index + odd))
      terms.append(terms[index - 1] * (0 - square) / step)
    }
    return terms.reversed().reduce(0, +)
  }

  /// `1 / sqrt(x)`; a root is exact in IEEE 754.
  static func inverseRoot(_ x: Double) -> Double { 1 / x.squareRoot() }
}
