import RDCore
import RealModule

/// The parameters of a family as points of a space without limits, in which a fit is searched.
struct FitSpace {
  private let family: String
  private let parameters: [FitParameter]

  /// The quantiles of the samples, at most 1001, ascending.
  private let quantiles: [Double]

  /// The most frequent sample if it stands out.
  private let mode: Double?

  /// A robust standard deviation of the samples, in source units.
  private let spread: Double

  /// The least and the greatest sample.
  private let first: RoundedSamples.Value
  private let last: RoundedSamples.Value

  /// By how much the ends of a support leave the samples inside: more than a source's mean and half-width round them by.
  private let margin: Double

  /// The least half-width of a rounding interval beside the spread.
  private let resolution: Double

  private let sampleCount: Int

  init(family: String, parameters: [FitParameter], samples: RoundedSamples) {
    self.family = family
    self.parameters = parameters
    let few = samples.thinned(to: 1001).values
    var quantiles: [Double] = []
    for value in few {
      quantiles += Array(
        repeating: value.value, count: max(1, Int(value.count / Double(samples.count) * 1001)))
    }
    self.quantiles = quantiles
    let frequent = samples.values.max { $0.count < $1.count }
    mode = frequent.flatMap { $0.count > 2 ? $0.value : nil }
    first = samples.values[0]
    last = samples.values[samples.values.count - 1]
    let range = quantiles[3 * quantiles.count / 4] - quantiles[quantiles.count / 4]
    spread = range > 0 ? range / 1.35 : (last.value - first.value) / 4
    margin = 4 * max(abs(first.value), abs(last.value)).ulp
    resolution = samples.values.map(\.halfWidth).max() ?? 0
    sampleCount = samples.count
  }

  /// All combinations of the parameters' starts, each as a point.
  var starts: [[Double]] {
    parameters.reduce([[]]) { points, parameter in
      points.flatMap { point in starts(of: parameter).map { point + [$0] } }
    }
  }

  /// The first step along each coordinate.
  var steps: [Double] {
    parameters.map { parameter in
      switch parameter.role {
      case .position: 0.3
      case .scale, .shape, .share: 0.4
      case .lowerEnd, .upperEnd: 1
      }
    }
  }

  private func starts(of parameter: FitParameter) -> [Double] {
    switch parameter.role {
    case .position(let fractions):
      let positions = fractions.map { quantiles[Int($0 * Double(quantiles.count - 1))] }
      return (positions + (fractions.count == 1 ? [mode].compactMap { $0 } : [])).map {
        ($0 - middle) / spread
      }
    case .scale(let starts): return starts.map { Double.log($0) }
    case .shape(_, let starts): return starts.map { Double.log($0) }
    case .lowerEnd, .upperEnd: return [Double.log(0.02), Double.log(2)]
    case .share: return [0]
    }
  }

  private var middle: Double { quantiles[quantiles.count / 2] }

  /// The parameters at a point.
  func values(at point: [Double]) -> [Double] {
    zip(parameters, point).map { parameter, coordinate in
      switch parameter.role {
      case .position: middle + spread * coordinate
      case .scale: min(max(spread * Double.exp(coordinate), leastScale), spread * 1e6)
      case .shape(let range, _):
        min(max(Double.exp(coordinate), range.lowerBound), range.upperBound)
      // From the far end of the outermost rounding interval, so that the sample stays possible.
      case .lowerEnd:
        min(
          first.value + first.halfWidth - spread * Double.exp(min(coordinate, 20)),
          first.value - margin)
      case .upperEnd:
        max(
          last.value - last.halfWidth + spread * Double.exp(min(coordinate, 20)),
          last.value + margin)
      case .share: 1 / (1 + Double.exp(-coordinate))
      }
    }
  }

  private var leastScale: Double { max(resolution / 4, spread * 1e-9) }

  /// The descriptor of parameters.
  func descriptor(_ values: [Double]) -> Descriptor {
    var texts: [(key: String, value: String)] = []
    for (parameter, value) in zip(parameters, values) {
      var text = "\(value)"
      if case .share = parameter.role { text += "/\(1 - value)" }
      if let last = texts.indices.last, texts[last].key == parameter.key {
        texts[last].value += "/" + text
      } else {
        texts.append((parameter.key, text))
      }
    }
    return Descriptor(name: family, parameters: texts)
  }

  /// The negative logarithm of the likelihood at a point; infinite where there is no source.
  func loss(_ point: [Double], on samples: RoundedSamples) -> Double {
    let values = values(at: point)
    guard let outcome = outcome(values, of: descriptor(values), on: samples) else {
      return .infinity
    }
    return -outcome.nats
  }

  private func outcome(
    _ values: [Double], of descriptor: Descriptor, on samples: RoundedSamples
  ) -> (nats: Double, impossible: Double)? {
    guard let density = try? SourceCatalogue.density(descriptor) else { return nil }
    let scales = zip(parameters, values).compactMap { parameter, value in
      if case .scale = parameter.role { value } else { nil }
    }
    func likelihood(_ density: some UnivariateDistribution) -> (Double, Double) {
      samples.logLikelihood(
        of: density, scale: min(scales.min() ?? .infinity, density.standardDeviation))
    }
    return likelihood(density)
  }

  /// The source with the fewest digits that cost no more than a thousandth of a nat.
  func rounded(
    _ values: [Double], on samples: RoundedSamples
  ) -> (source: Descriptor, outcome: (nats: Double, impossible: Double)) {
    let exact = descriptor(values)
    let best = outcome(values, of: exact, on: samples) ?? (-.infinity, 0)
    for digits in 4...12 {
      let short = values.map { Self.rounded($0, digits: digits) }
      let descriptor = descriptor(short)
      if let found = outcome(short, of: descriptor, on: samples), found.nats >= best.nats - 1e-3 {
        return (descriptor, found)
      }
    }
    return (exact, best)
  }

  private static func rounded(_ number: Double, digits: Int) -> Double {
    guard number != 0 else { return 0 }
    let power = Double.pow(10, Double(digits - 1) - Double.log10(abs(number)).rounded(.down))
    let rounded = (number * power).rounded() / power
    return rounded.isFinite ? rounded : number
  }

  /// What parameters stand at a limit, in words.
  func limits(at values: [Double]) -> [String] {
    zip(parameters, values).compactMap { parameter, value in
      let key = parameter.key
      switch parameter.role {
      case .position: return nil
      case .scale:
        return value <= leastScale * 1.01
          ? "\(key) is as small as the rounding of the samples" : nil
      case .shape(let range, _):
        let limit =
          value <= range.lowerBound * 1.001
          ? range.lowerBound : value >= range.upperBound * 0.999 ? range.upperBound : nil
        return limit.map { "\(key) stands at its limit \($0)" }
      case .lowerEnd:
        return value >= first.value - first.halfWidth - 1e-6 * spread
          ? "\(key) stands at the least sample" : nil
      case .upperEnd:
        return value <= last.value + last.halfWidth + 1e-6 * spread
          ? "\(key) stands at the greatest sample" : nil
      case .share:
        let least = min(value, 1 - value) * Double(sampleCount)
        return least < 2 ? "a component has less than two samples" : nil
      }
    }
  }
}
