import RDCore
import RealModule

/// The kernel `exp(-s d)` of a difference distortion, with the quantities that the bounds need.
struct DifferenceKernel {
  /// The slope `s`, in nats per unit of distortion; above 0.
  let slope: Double

  init(squaredErrorSlope slope: Double) {
    self.slope = slope
    width = (0.5 / slope).squareRoot()
  }

  /// Its standard deviation `w = 1 / sqrt(2 s)`, in source units.
  let width: Double

  /// Beyond this distance of 9 widths the kernel is below 3e-18 and counts as zero.
  var reach: Double { 9 * width }

  /// The integral over all differences, `w sqrt(2 pi)`.
  var integral: Double { width * (2 * Double.pi).squareRoot() }

  /// Its value at a difference.
  @inline(__always)
  package func callAsFunction(_ difference: Double) -> Double {
    Double.exp(-slope * difference * difference)
  }
}
