import RDCore
import RDNumerics
import RealModule

/// A bound on the rate of codes of a given blocklength whose distortion exceeds a limit with at most a given probability.
///
/// > Source: [kostina2012].
public protocol FiniteBlocklengthBound: Sendable {
  /// The name of the bound, as in `converse`.
  var quantity: String { get }

  /// The measure of the distortion.
  var distortionMeasure: DistortionMeasure { get }

  /// The distortion at rate 0 in the limit of long blocks, `D(0)`.
  var zeroRateDistortion: Double { get }

  /// The bound on the rate, or `nil` where it makes no statement.
  ///
  /// - Parameters:
  ///   - distortion: the limit that the distortion of a block exceeds with `excessProbability`; above 0.
  ///   - blocklength: samples per block, at least 1.
  ///   - excessProbability: strictly between 0 and 1.
  /// - Returns: the bound per sample.
  /// - Throws: an error with a message if a computation fails.
  func rate(
    atDistortion distortion: Double, blocklength: Int, excessProbability: Double
  ) throws -> Information?
}

extension FiniteBlocklengthBound {
  /// The distortion at which the bound has a given rate, or `nil` if there is none.
  ///
  /// - Parameters: those of ``rate(atDistortion:blocklength:excessProbability:)``, and the rate, above 0.
  /// - Throws: what that throws.
  public func distortion(
    atRate target: Information, blocklength: Int, excessProbability: Double
  ) throws -> Double? {
    precondition(target.bits > 0, "the rate must be above 0")
    func excess(_ logDistortion: Double) throws -> Double? {
      try rate(
        atDistortion: Double.exp(logDistortion), blocklength: blocklength,
        excessProbability: excessProbability
      ).map { $0.nats - target.nats }
    }
    var high = Double.log(zeroRateDistortion) - 1e-12
    // Some bounds end below D(0) and some extend beyond it.
    while try excess(high) == nil, high > Double.log(zeroRateDistortion) - 8 { high -= 0.25 }
    for _ in 0..<16 {
      guard let value = try excess(high), value > 0 else { break }
      guard let next = try excess(high + 0.25) else { return nil }
      high += 0.25
      if next <= 0 { break }
    }
    var low = high - 1
    while let value = try excess(low), value < 0, low > -690 { low -= 1 }
    guard let lowest = try excess(low), lowest >= 0, let highest = try excess(high), highest <= 0
    else { return nil }
    // The bounds of discrete sources are step functions, hence bisection.
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if (try excess(middle) ?? -1) > 0 { low = middle } else { high = middle }
    }
    return Double.exp(high)
  }
}
