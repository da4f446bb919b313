/// A trained matrix `e >= minimum` that is stored as `p`, free of bounds, with `e = max(p, b)^2 - q`.
///
/// The pedestal `q = 2^-36` keeps the derivative away from zero, and `b = sqrt(minimum + q)`. Below the bound the derivative of the
/// maximum is taken as one where a step would lead upwards, so that no element is lost there.
///
/// > Source: [balle2017], appendix, for the square; [balle2018].
struct NonnegativeParameter<Scalar: EngineScalar> {
  /// The stored matrix `p`.
  let stored: Parameter

  /// The matrix `e`, in the shape of `p`, for the length of a pass.
  let effective: Workspace

  /// The bound `b` of `p`.
  let bound: Scalar

  /// The pedestal `q`.
  static var pedestal: Double { 0x1p-36 }

  static func stored(for value: Double) -> Double {
    (value + pedestal).squareRoot()
  }

  /// Writes `e` and returns it.
  @inline(__always)
  package func evaluate(in pass: Pass<Scalar>) -> Matrix<Scalar> {
    let stored = pass.value(stored)
    let effective = pass.workspace(effective)
    for row in 0..<stored.rows {
      for column in 0..<stored.columns {
        let p = max(stored[row, column], bound)
        effective[row, column] = p * p - Scalar(Self.pedestal)
      }
    }
    return effective
  }

  /// Replaces the gradient of `e`, which stands where that of `p` does, by that of `p`.
  @inline(__always)
  func passBack(in pass: Pass<Scalar>) {
    let stored = pass.value(stored)
    let gradient = pass.gradient(self.stored)
    for row in 0..<stored.rows {
      for column in 0..<stored.columns {
        let p = stored[row, column]
        let slope = 2 * max(p, bound) * gradient[row, column]
        gradient[row, column] = p >= bound || slope < 0 ? slope : 0
      }
    }
  }
}

extension GraphBuilder {
  /// Records a trained matrix whose elements do not fall below a minimum.
  mutating func nonnegativeParameter(
    rows: Int, columns: Int, minimum: Double, diagonal: Double, elsewhere: Double
  ) -> NonnegativeParameter<Scalar> {
    typealias Stored = NonnegativeParameter<Scalar>
    return NonnegativeParameter(
      stored: parameter(
        rows: rows, columns: columns,
        initialiser: DiagonalInitialiser<Scalar>(
          diagonal: Stored.stored(for: diagonal), elsewhere: Stored.stored(for: elsewhere))),
      effective: workspace(rows: rows, columns: columns),
      bound: Scalar(Stored.stored(for: minimum)))
  }
}
