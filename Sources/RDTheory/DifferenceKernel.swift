import RDCore
import RealModule

/// `exp(-s d)` for a distortion that depends on the difference alone, with what the bounds need to know of it.
struct DifferenceKernel {
  /// The slope `s`, in nats per unit of distortion; above 0.
  let slope: Double

  /// The kernel of mean-square error at a slope.
  init(squaredErrorSlope slope: Double) {
    self.slope = slope
    width = (0.5 / slope).squareRoot()
  }

  /// Its standard deviation `w = 1 / sqrt(2 s)`, in source units.
  let width: Double

  /// Beyond this distance, 9 widths, it is below 3e-18 and counts as zero.
  var reach: Double { 9 * width }

  /// The integral over all differences, `w sqrt(2 pi)`.
  var integral: Double { width * (2 * Double.pi).squareRoot() }

  /// Its value at a difference.
  @inline(__always)
  package func callAsFunction(_ difference: Double) -> Double {
    Double.exp(-slope * difference * difference)
  }
}
