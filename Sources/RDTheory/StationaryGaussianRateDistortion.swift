import RDCore
import RDNumerics
import RDSources
import RealModule

/// The rate–distortion function of a stationary Gaussian process under mean-square error, by reverse water-filling over its
/// spectrum.
///
/// `D = mean of min(S(w), theta)` and `R = mean of max(0, ln(S(w) / theta) / 2)` over all frequencies, with the water level
/// `theta`. The bounds are those of the quadrature's error estimates. Frequencies at which the spectrum crosses the water level
/// are sought on a grid of 4096 frequencies, so a much narrower peak is missed.
///
/// > Source: [kolmogorov1956]; [berger1971], section 4.5.
package struct StationaryGaussianRateDistortion: RateDistortionFunction {
  private let process: any StationaryGaussianProcess

  /// The spectrum on the grid, shape `[4097]`.
  private let spectrum: [Double]

  private static let gridCount = 4096

  package init(of process: any StationaryGaussianProcess) {
    self.process = process
    spectrum = (0...Self.gridCount).map {
      process.spectralDensity(at: .pi * Double($0) / Double(Self.gridCount))
    }
  }

  package var distortionMeasure: DistortionMeasure { .meanSquaredError }

  /// The variance of a sample.
  package var zeroRateDistortion: Double { process.variance }

  /// Reverse water-filling, or 0 from the variance on.
  package func ratePerSample(atDistortion distortion: Double) -> Enclosure<Information> {
    precondition(distortion > 0, "no finite rate reaches a distortion of 0")
    guard distortion < process.variance else { return .exact(.zero) }
    guard let level = level(atDistortion: distortion) else {
      return .exact(.nats(Double.log(process.innovationVariance / distortion) / 2))
    }
    return information(rateNats(atLevel: level))
  }

  /// Half the mean of `min(1, S(w) / theta)^2` at the water level; formal for processes other than Gauss–Markov ones, for which it
  /// is proved.
  ///
  /// > Source: [tian2019].
  package func dispersion(atDistortion distortion: Double) -> RateDispersion? {
    precondition(distortion > 0, "no finite rate reaches a distortion of 0")
    guard distortion < process.variance else { return nil }
    let isFormal = !process.isMarkov
    guard let level = level(atDistortion: distortion) else {
      return RateDispersion(squaredNats: 0.5, isFormal: isFormal)
    }
    let estimate = mean(atLevel: level) {
      let share = min($0 / level, 1)
      return share * share / 2
    }
    return RateDispersion(
      squaredNats: estimate.value, error: estimate.errorEstimate, isFormal: isFormal)
  }

  /// The mean of `min(S(w), theta)` at the water level of that rate.
  package func distortion(atRatePerSample rate: Information) -> Enclosure<Double> {
    precondition(rate.bits >= 0, "a rate is not negative")
    guard rate.nats > 0 else { return .exact(process.variance) }
    let shannon = process.innovationVariance * Double.exp(-2 * rate.nats)
    if shannon < (spectrum.min() ?? 0) * (1 - 1e-12) { return .exact(shannon) }
    let level = level { rate.nats - rateNats(atLevel: $0).value }
    let estimate = distortion(atLevel: level)
    return Enclosure(
      value: estimate.value, lower: estimate.value - estimate.errorEstimate,
      upper: estimate.value + estimate.errorEstimate)
  }

  private func information(_ nats: QuadratureEstimate) -> Enclosure<Information> {
    let value = max(nats.value, 0)
    return Enclosure(
      value: .nats(value), lower: .nats(max(value - nats.errorEstimate, 0)),
      upper: .nats(value + nats.errorEstimate))
  }

  /// The water level at a distortion; `nil` if it lies below the spectrum and is the distortion itself.
  private func level(atDistortion distortion: Double) -> Double? {
    if distortion < (spectrum.min() ?? 0) * (1 - 1e-12) { return nil }
    return level { self.distortion(atLevel: $0).value - distortion }
  }

  /// The water level at which an increasing function of it is zero.
  private func level(_ excess: (Double) -> Double) -> Double {
    let highest = (spectrum.max() ?? process.variance) * 1.0000001
    var low = Double.log(max((spectrum.min() ?? 0) * 0.5, highest * 1e-18))
    while low > -690, excess(Double.exp(low)) > 0 { low -= 8 }
    let root = try? BrentRoot(absoluteTolerance: 1e-15)
      .root(in: Interval(low, Double.log(highest))) { excess(Double.exp($0)) }
    return Double.exp(root?.position ?? Double.log(highest))
  }

  private func distortion(atLevel level: Double) -> QuadratureEstimate {
    mean(atLevel: level) { min($0, level) }
  }

  private func rateNats(atLevel level: Double) -> QuadratureEstimate {
    mean(atLevel: level) { $0 > level ? Double.log($0 / level) / 2 : 0 }
  }

  /// The mean over `[0, pi]` of a function of the spectrum, split where the spectrum crosses the water level.
  private func mean(atLevel level: Double, _ function: (Double) -> Double) -> QuadratureEstimate {
    var ends = [0.0]
    for i in 0..<Self.gridCount
    where (spectrum[i] - level) * (spectrum[i + 1] - level) < 0 {
      let step = Double.pi / Double(Self.gridCount)
      let crossing = try? BrentRoot().root(
        in: Interval(step * Double(i), step * Double(i + 1))
      ) { process.spectralDensity(at: $0) - level }
      if let crossing { ends.append(crossing.position) }
    }
    ends.append(.pi)
    let quadrature = AdaptiveQuadrature()
    var value = CompensatedSum()
    var error = 0.0
    for (lower, upper) in zip(ends, ends.dropFirst()) where lower < upper {
      var estimate: QuadratureEstimate
      do {
        estimate = try quadrature.integrate(
          over: Interval(lower, upper), absoluteTolerance: 1e-15 * process.variance,
          relativeTolerance: 1e-13
        ) { function(process.spectralDensity(at: $0)) }
      } catch {
        // Rounding prevents the tolerance: the best value comes with its error.
        guard case .toleranceOutOfReach(_, _, let best) = error else {
          estimate = QuadratureEstimate(value: 0, errorEstimate: .infinity)
          continue
        }
        estimate = best
      }
      value.add(estimate.value)
      error += estimate.errorEstimate
    }
    return QuadratureEstimate(value: value.value / .pi, errorEstimate: error / .pi)
  }
}
