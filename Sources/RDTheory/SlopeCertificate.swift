/// The bounds on a rate–distortion function from one slope: a line below it and points above it.
struct SlopeCertificate {
  /// The slope `s`, in nats per unit of distortion.
  let slope: Double

  /// `L`, in nats: `R(D) >= L - s D` for every distortion `D`.
  let intercept: Double

  /// Achievable points, each on or above the function; that of the slope first.
  package var points: [(distortion: Double, rateNats: Double)]

  /// How far the bounds are apart at the point of the slope, in nats.
  var lossNats: Double {
    points[0].rateNats - lowerRateNats(at: points[0].distortion)
  }

  /// The lower bound on the rate at a distortion, in nats.
  func lowerRateNats(at distortion: Double) -> Double { intercept - slope * distortion }

  /// The lower bound on the distortion at a rate in nats.
  func lowerDistortion(atRateNats rate: Double) -> Double { (intercept - rate) / slope }
}
