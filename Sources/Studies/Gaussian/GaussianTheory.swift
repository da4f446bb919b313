import RDCore
import RDExperiments
import RDQuantisation
import RDResults
import RDScalarQuantisation
import RDSources
import RDTheory

/// The theoretical bounds of the Gaussian experiment's source: the trial whose points are lines and marks in every figure.
enum GaussianTheory {
  /// The distance between two points of the curve D(R), in bits per sample.
  static let rateStep = 0.05

  /// The scalar quantisers shown beside the curve.
  static let scalarMethods = ["lloyd-max", "uniform-endpoints", "uniform-midpoints"]

  static func trial(of specification: GaussianSpecification) -> Trial {
    let n = specification.input
    let template = point("rate-distortion-function", input: n)
    return Trial(name: "theory", template: template) { _ in
      let bound = GaussianRateDistortion(variance: 1)
      var points: [Point] = []
      let highest = Double(specification.bits.max() ?? 0)
      for step in 0...Int((highest / rateStep).rounded()) {
        let rate = Information.bits(Double(step) * rateStep)
        points.append(
          point(
            "rate-distortion-function", rate: rate,
            distortion: bound.distortion(atRatePerSample: rate).value,
            input: n))
      }
      for method in scalarMethods {
        for bits in specification.bits {
          let quantiser = try QuantiserCatalogue.designer(named: method, levelCount: 1 << bits)
            .design(for: Gaussian()).product
          points.append(
            point(
              method, rate: .bits(Double(bits)),
              distortion: quantiser.meanSquaredError(under: Gaussian()), input: n, bits: bits
            ))
        }
      }
      let dimensions = ([0] + specification.dims + [n]).reduce(into: [Int]()) {
        if !$0.contains($1) { $0.append($1) }
      }
      for d in dimensions {
        let kept = Double(d) / Double(n)
        points.append(
          point("naive", rate: nil, distortion: 1 - kept, input: n, latent: d))
        for bits in specification.bits {
          let quantiser = try LloydMax(levelCount: 1 << bits).design(for: Gaussian()).product
          let error = quantiser.meanSquaredError(under: Gaussian())
          points.append(
            point(
              "naive", rate: .bits(kept * Double(bits)), distortion: 1 - kept * (1 - error),
              input: n, latent: d, bits: bits, quantiser: "lloyd-max-normal"))
        }
      }
      return TrialOutcome(points: points)
    }
  }

  /// R(D) in bits per sample; `nil` at a distortion of 0, which no finite rate reaches.
  static func boundRateBits(atDistortion distortion: Double) -> Double? {
    guard distortion > 0 else { return nil }
    return GaussianRateDistortion(variance: 1).ratePerSample(atDistortion: distortion).value?.bits
  }

  private static func point(
    _ method: String, rate: Information? = nil, distortion: Double? = nil, input: Int,
    latent: Int? = nil, bits: Int? = nil, quantiser: String? = nil
  ) -> Point {
    let bound = GaussianRateDistortion(variance: 1)
    var point = Point(source: GaussianTask.sourceName, method: method)
    point.rateBitsPerSample = rate?.bits
    point.rateKind = .analytic
    point.distortion = distortion
    point.boundRateBitsPerSample = distortion.flatMap(boundRateBits)
    let least = rate.flatMap { bound.distortion(atRatePerSample: $0).value }
    if let distortion, let least { point.gapDecibels = decibels(ofPowerRatio: distortion / least) }
    point.own = [
      .empty, .integer(input), .optional(latent), .optional(quantiser),
      .optional(bits), .optional(least), .empty, .empty, .empty, .empty,
    ]
    return point
  }
}
