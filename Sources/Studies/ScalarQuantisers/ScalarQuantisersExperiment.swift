import RDCore
import RDExperiments
import RDQuantisation
import RDResults
import RDScalarQuantisation
import RDSources
import RDTheory

/// The gap of fixed-rate scalar quantisers to R(D) as the number of levels grows.
enum ScalarQuantisersExperiment: Experiment {
  static let name = "scalar-quantisers"

  static let ownColumns: [Table.Column] = [
    "bits", "levels", "snr_decibels", "entropy_bits", "entropy_coded_gap_decibels",
  ]

  /// Thresholds and levels, and the densities of their design.
  static let tables: KeyValuePairs<String, [Table.Column]> = [
    "designs": [
      "source", "method", "levels", "index", "lower_threshold", "upper_threshold", "level",
    ],
    "density": ["source", "x", "density"],
  ]

  static let display = Display(
    table: "points",
    columns: [
      "source", "method", "bits", "levels",
      .init("distortion", heading: "MSE"),
      .init("snr_decibels", heading: "SNR (dB)", precision: .decimals(4)),
      .init("entropy_bits", heading: "entropy (bit)", precision: .decimals(4)),
      .init("gap_decibels", heading: "gap to D(R) (dB)", precision: .decimals(4)),
    ])

  /// For each source one trial that tabulates its density, and one for each method.
  static func trials(of specification: ScalarQuantisersSpecification) -> [Trial] {
    specification.sources.flatMap { source in
      [densityTrial(source)]
        + specification.methods.map { designTrial(source, $0, specification) }
    }
  }

  /// The source that a descriptor's text names.
  static func source(_ text: String) throws -> any UnivariateDistribution {
    let descriptor = try Descriptor(parsing: text)
    return try SourceCatalogue.density(descriptor)
  }

  private static func designTrial(
    _ sourceText: String, _ method: String, _ specification: ScalarQuantisersSpecification
  ) -> Trial {
    let template = emptyPoint(source: sourceText, method: method)
    return Trial(name: "\(sourceText) \(method)", template: template) { _ in
      let source = try source(sourceText)
      let bound = try RateDistortionCatalogue.function(of: source, measure: .meanSquaredError)
      var outcome = TrialOutcome(points: [], tables: ["designs": []])
      for bits in specification.bits {
        let quantiser = try QuantiserCatalogue.designer(named: method, levelCount: 1 << bits)
          .design(for: source).product
        let distortion = quantiser.meanSquaredError(under: source)
        let entropy = quantiser.indexEntropy(under: source)
        func gap(_ rate: Information) -> Double? {
          bound?.gap(distortion: distortion, rate: rate).decibels.value
        }
        var point = template
        point.rateBitsPerSample = Double(bits)
        point.rateKind = .fixed
        point.distortion = distortion
        point.boundRateBitsPerSample = bound?.ratePerSample(atDistortion: distortion).value?.bits
        point.gapDecibels = gap(.bits(Double(bits)))
        point.own = [
          .integer(bits), .integer(quantiser.levelCount),
          .real(decibels(ofPowerRatio: source.variance / distortion)), .real(entropy.bits),
          .optional(gap(entropy)),
        ]
        outcome.points.append(point)
        if specification.designBits.contains(bits) {
          outcome.tables["designs"]? += designRows(quantiser, sourceText, method)
        }
      }
      return outcome
    }
  }

  private static func designRows(
    _ quantiser: ScalarQuantiser, _ source: String, _ method: String
  ) -> [[Cell]] {
    (0..<quantiser.levelCount).map { index in
      let cell = quantiser.cell(at: index)
      return [
        .text(source), .text(method), .integer(quantiser.levelCount), .integer(index),
        .real(cell.lower), .real(cell.upper), .real(quantiser.reconstruction(at: index)),
      ]
    }
  }

  /// The density at 401 points over eight standard deviations.
  private static func densityTrial(_ sourceText: String) -> Trial {
    let template = emptyPoint(source: sourceText, method: "density")
    return Trial(name: "\(sourceText) density", template: template) { _ in
      let source = try source(sourceText)
      let deviation = source.variance.squareRoot()
      let rows = (0...400).map { i -> [Cell] in
        let x = source.mean + (Double(i) / 50 - 4) * deviation
        return [.text(sourceText), .real(x), .real(source.density(at: x))]
      }
      return TrialOutcome(points: [], tables: ["density": rows])
    }
  }
}
