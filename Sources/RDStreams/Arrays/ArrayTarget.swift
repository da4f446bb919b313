import RDCore
import RDQuantisation
import RDQuantisers
import RDSources
import RealModule

/// The target of a file of coded numbers.
public enum ArrayTarget: Sendable, Equatable {
  /// A rate that the quantiser is designed for.
  case rate(Information)

  /// A maximum mean-square error, in squared units of the numbers.
  case meanSquaredError(Double)

  /// A minimum ratio of variance to mean-square error, in decibels.
  case signalToNoise(decibels: Double)

  /// The minimum ratio of variance to mean-square error, in decibels; `nil` for a rate.
  package func signalToNoiseDecibels(variance: Double) -> Double? {
    switch self {
    case .rate: nil
    case .meanSquaredError(let error): decibels(ofPowerRatio: variance / error)
    case .signalToNoise(let decibels): decibels
    }
  }
}

extension QuantiserMethod {
  /// The quantiser of least rate that reaches a signal-to-noise ratio on samples, as nearly as rates can be distinguished.
  ///
  /// The initial rate is R(D) of a normal source; it is corrected by 1 bit per 6.02 dB until within a hundredth of a decibel.
  ///
  /// - Parameters:
  ///   - density: the source, of mean 0 and variance 1.
  ///   - wanted: the ratio of a variance of 1 to the mean-square error, in decibels.
  ///   - samples: standardised samples on which it is measured.
  ///   - seed: of the designs.
  /// - Returns: the quantiser.
  /// - Throws: `CodedArrayError/targetOutOfReach(method:decibels:reached:)`, or what a design throws.
  package func quantiser(
    for density: any UnivariateDistribution, signalToNoiseDecibels wanted: Double,
    samples: [Double], seed: SeedPath
  ) throws -> RatedQuantiser {
    let perBit = 20 * Double.log10(2)
    // The loss of the best methods, for a good initial rate.
    var rate = clamped((wanted + 0.2) / perBit)
    var best: (quantiser: RatedQuantiser, rate: Double)?
    var reached = -Double.infinity
    var tried: [Double] = []
    for round in 0..<10 {
      let quantiser = try ratedQuantiser(for: density, rate: .bits(rate), seed: seed)
      tried.append(rate)
      let ratio = Self.signalToNoiseDecibels(of: quantiser, on: samples)
      reached = max(reached, ratio)
      let surplus = ratio - wanted
      if surplus >= 0, best.map({ rate < $0.rate }) ?? true { best = (quantiser, rate) }
      if (0...0.01).contains(surplus) { break }
      // The aim is slightly above the target, and rises each time that a method with discrete rates falls short.
      let margin = surplus < 0 ? 0.004 * Double(round + 1) : -0.004
      let next = clamped(rate - (surplus - margin) / perBit)
      if tried.contains(next) { break }
      rate = next
    }
    guard let best else {
      throw CodedArrayError.targetOutOfReach(method: name, decibels: wanted, reached: reached)
    }
    return best.quantiser
  }

  private func clamped(_ rate: Double) -> Double {
    min(max(rate, rates.lowerBound), min(rates.upperBound, Self.arrayRateLimit))
  }

  /// Above this rate the alphabet of a scalar quantiser exceeds that of a coder.
  private static var arrayRateLimit: Double { 16 }

  private static func signalToNoiseDecibels(
    of rated: RatedQuantiser, on samples: [Double]
  ) -> Double {
    var symbols: [Int32] = []
    var streamingEncoder = rated.quantiser.makeStreamingEncoder()
    streamingEncoder.take(samples, appendingTo: &symbols)
    streamingEncoder.finish(appendingTo: &symbols)
    let decoded = rated.quantiser.reconstruction(of: symbols)
    let error = zip(samples, decoded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return decibels(ofPowerRatio: Double(samples.count) / error)
  }
}
