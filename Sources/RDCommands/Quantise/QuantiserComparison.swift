import Foundation
import RDArrayFiles
import RDCore
import RDExperiments
import RDQuantisation
import RDQuantisers
import RDResults
import RDScalarQuantisation
import RDSources
import RDStreams
import RDTheory
import Studies
import Synchronization

/// A comparison of quantisers of several methods and sizes for one source.
package struct QuantiserComparison {
  /// The source of design and evaluation.
  package enum Material: Sendable {
    /// A density for both.
    case density(any UnivariateDistribution, name: String)

    /// One half of the samples for each.
    case halves(design: EmpiricalDistribution, heldOut: EmpiricalDistribution, name: String)

    /// The halves of the samples of a file, whose name becomes that of the source.
    ///
    /// - Throws: `Diagnosis` for a half that is constant, or ``EmpiricalDistributionError``.
    package static func samples(_ file: SampleFile, path: String) throws -> Material {
      let halves = SampleHalves(file.samples)
      return .halves(
        design: try half(halves.design, of: path, named: "design"),
        heldOut: try half(halves.heldOut, of: path, named: "held-out"),
        name: path.split(separator: "/").last.map(String.init) ?? path)
    }

    private static func half(
      _ samples: [Double], of path: String, named name: String
    ) throws -> EmpiricalDistribution {
      guard samples.contains(where: { $0 != samples.first }) else {
        throw Diagnosis.badData(
          "The file '\(path)' is split into two halves, and the \(name) half (\(samples.count) row\(samples.count == 1 ? "" : "s")) holds only one number. Give more samples that differ."
        )
      }
      return try EmpiricalDistribution(samples: samples)
    }
  }

  /// A requested quantiser.
  package struct Request: Sendable {
    let method: QuantiserMethod
    let size: QuantiserSizes.Size

    /// A quantiser of a method with a size.
    package init(method: QuantiserMethod, size: QuantiserSizes.Size) {
      self.method = method
      self.size = size
    }
  }

  /// The design of a request.
  private enum Product {
    case scalar(ScalarQuantiser)
    case rated(RatedQuantiser)
  }

  package let material: Material
  package let requests: [Request]

  /// The number of held-out samples, where the performance is not computed exactly.
  package let sampleCount: Int

  /// The root of the seeds of designs and held-out samples.
  package let seed: UInt64

  private let observer: (any ProgressObserver)?

  package init(
    material: Material, requests: [Request], sampleCount: Int, seed: UInt64,
    observer: (any ProgressObserver)? = nil
  ) {
    self.observer = observer
    self.material = material
    self.requests = requests
    self.sampleCount = sampleCount
    self.seed = seed
  }

  /// What was measured of the quantisers, in the order of the requests.
  package struct Measurements {
    fileprivate let qualities: [(quality: QuantiserQuality, gap: RateDistortionGap?)]
  }

  /// Designs and measures the quantisers.
  ///
  /// - Throws: ``DesignError``, or `Diagnosis` for a method that needs a density.
  package func measurements() throws -> Measurements {
    let function = try bound()
    let heldOut = HeldOutOnce { material.heldOut(count: sampleCount, seed: root) }
    let qualities = try concurrently {
      request -> (quality: QuantiserQuality, gap: RateDistortionGap?) in
      let quality = try quality(
        of: design(request), method: request.method.name, samples: heldOut.sequence)
      return (
        quality, function?.gap(distortion: quality.meanSquaredError, rate: quality.rate)
      )
    }
    return Measurements(qualities: qualities)
  }

  private func bound() throws -> (any RateDistortionFunction)? {
    guard case .density(let density, _) = material else { return nil }
    return try RateDistortionCatalogue.function(of: density, measure: .meanSquaredError)
  }

  /// The quantisers as a figure, with D(R) where it is known.
  ///
  /// - Throws: an error of the bound.
  package func figure(of measurements: Measurements) throws -> RateFigure {
    var figure = RateFigure(
      of: summary(of: measurements, for: .csv), namedBy: ["method"],
      rate: ("rate_bits_per_sample", "rate (bits per sample)"),
      qualities: [("snr_decibels", "signal-to-noise ratio (dB)")]
    ) { (QuantiserStyle(method: $0[0]).title, .code) }
    let qualities = measurements.qualities.map(\.quality)
    if let function = try bound(), let greatest = qualities.map(\.rate.bits).max(),
      let variance = qualities.first?.variance
    {
      let points = (0...40).compactMap { step -> (rate: Double, quality: Double)? in
        let rate = greatest * Double(step) / 40
        return function.distortion(atRatePerSample: .bits(rate)).value.flatMap {
          $0 > 0 ? (rate, decibels(ofPowerRatio: variance / $0)) : nil
        }
      }
      figure.insert("bound D(R)", points)
    }
    return figure
  }

  /// One row per quantiser; as text without an empty column of errors, and without the rate, which the
  /// bits, the levels or the entropy tell.
  package func summary(of measurements: Measurements, for format: TableFormat) -> Table {
    let qualities = measurements.qualities
    let isShown =
      format != .text || qualities.contains { $0.0.meanSquaredErrorHalfWidth95 != nil }
    let showsEnds =
      format != .text
      || qualities.contains { _, gap in
        gap.map { $0.decibels.value == nil || $0.ratePerSample.value == nil } ?? false
      }
    let columns: [Table.Column?] = [
      Table.Column("source", heading: "Source"),
      Table.Column("method", heading: "Method"),
      Table.Column("bits", heading: "Bits"),
      Table.Column("levels", heading: "Levels"),
      format == .text ? nil : Table.Column("rate_bits_per_sample"),
      Table.Column("distortion", heading: "MSE"),
      isShown ? Table.Column("distortion_ci95", heading: "± (95 %)") : nil,
      Table.Column("snr_decibels", heading: "SNR (dB)", precision: .decimals(4)),
      Table.Column("entropy_bits", heading: "Entropy (bits)", precision: .decimals(4)),
      Table.Column("gap_decibels", heading: "Gap (dB)", precision: .decimals(4)),
      Table.Column("gap_bits", heading: "Gap (bits)", precision: .decimals(4)),
    ]
    let ends = showsEnds ? GapColumns.decibels + GapColumns.bits : []
    var table = Table(columns: columns.compactMap { $0 } + ends)
    for (request, (quality, gap)) in zip(requests, qualities) {
      let cells: [Cell?] = [
        .text(name), .text(request.method.name), quality.bits.map { wholeOrReal($0) } ?? .empty,
        .optional(quality.levelCount), format == .text ? nil : .real(quality.rate.bits),
        .real(quality.meanSquaredError),
        isShown ? .optional(quality.meanSquaredErrorHalfWidth95) : nil,
        .real(decibels(ofPowerRatio: quality.variance / quality.meanSquaredError)),
        .real(quality.entropy.bits), .optional(gap?.decibels.value),
        .optional(gap?.ratePerSample.value?.bits),
      ]
      table.append(cells.compactMap { $0 } + (showsEnds ? GapColumns.cells(gap) : []))
    }
    return table
  }

  /// One row per level of each quantiser.
  ///
  /// - Throws: ``DesignError``, or `Diagnosis` for a method that has no such list.
  package func designs() throws -> Table {
    var table = Table(columns: [
      Table.Column("source", heading: "Source"),
      Table.Column("method", heading: "Method"),
      Table.Column("levels", heading: "Levels"),
      Table.Column("index", heading: "Index"),
      Table.Column("lower_threshold", heading: "Lower threshold", precision: .significant(9)),
      Table.Column("upper_threshold", heading: "Upper threshold", precision: .significant(9)),
      Table.Column("level", heading: "Level", precision: .significant(9)),
    ])
    let quantisers = try concurrently { request in
      switch try design(request) {
      case .scalar(let quantiser): return quantiser
      case .rated(let rated):
        guard let quantiser = rated.quantiser as? ScalarQuantiser else {
          throw Diagnosis.wrongUse(
            "'\(request.method.name)' is not a scalar quantiser, so it has no list of thresholds and levels. Leave --show design out, or name other methods."
          )
        }
        return quantiser
      }
    }
    for (request, quantiser) in zip(requests, quantisers) {
      for (index, level) in quantiser.levels.enumerated() {
        let cell = quantiser.cell(at: index)
        table.append([
          .text(name), .text(request.method.name), .integer(quantiser.levelCount), .integer(index),
          .real(cell.lower), .real(cell.upper), .real(level),
        ])
      }
    }
    return table
  }

  private var name: String {
    switch material {
    case .density(_, let name), .halves(_, _, let name): name
    }
  }

  private var root: SeedPath { SeedPath(root: seed)["quantise", name] }

  private func concurrently<Value: Sendable>(
    _ work: @Sendable (Request) throws -> Value
  ) throws -> [Value] {
    try concurrentMap(
      requests, jobs: ProcessInfo.processInfo.activeProcessorCount, observer: observer, work)
  }

  private func design(_ request: Request) throws -> Product {
    switch (request.size, material) {
    case (.levels(let levelCount), .density(let density, _)):
      .scalar(try request.method.designer(levelCount: levelCount).design(for: density).product)
    case (.levels(let levelCount), .halves(let samples, _, _)):
      .scalar(try request.method.designer(levelCount: levelCount).design(for: samples).product)
    case (.rate(let rate), .density(let density, _)):
      .rated(
        try request.method.ratedQuantiser(
          for: density, rate: rate,
          seed: SequenceDesign.seed(of: request.method, root: seed)))
    case (.rate, .halves):
      throw Diagnosis.wrongUse(
        "'\(request.method.name)' is designed for a density, not for the samples of a file. Give --source instead of --from, or another --method."
      )
    }
  }

  private func quality(
    of product: Product, method: String, samples: () -> HeldOutSequence
  ) throws -> QuantiserQuality {
    switch (product, material) {
    case (.scalar(let quantiser), .density(let density, _)):
      QuantiserQuality(quantiser, on: density)
    case (.scalar(let quantiser), .halves(_, let heldOut, _)):
      QuantiserQuality(quantiser, on: heldOut)
    case (.rated(let rated), .density(let density, _)):
      try QuantiserQuality(
        rated, method: method, variance: density.variance, samples: samples)
    case (.rated(let rated), .halves(_, let heldOut, _)):
      try QuantiserQuality(
        rated, method: method, variance: heldOut.variance, samples: samples)
    }
  }

  private func wholeOrReal(_ number: Double) -> Cell {
    Int(exactly: number).map { .integer($0) } ?? .real(number)
  }
}

extension QuantiserComparison.Material {
  /// Held-out samples.
  fileprivate func heldOut(count: Int, seed: SeedPath) -> HeldOutSequence {
    switch self {
    case .density(let density, _): HeldOutSequence(of: density, count: count, seed: seed)
    case .halves: preconditionFailure("quantisers of samples are measured exactly")
    }
  }
}

/// Held-out samples, drawn on first use and shared by all.
private final class HeldOutOnce: Sendable {
  private let drawn = Mutex<HeldOutSequence?>(nil)
  private let draw: @Sendable () -> HeldOutSequence

  init(_ draw: @escaping @Sendable () -> HeldOutSequence) {
    self.draw = draw
  }

  /// The samples.
  @Sendable func sequence() -> HeldOutSequence {
    drawn.withLock { held in
      if let held { return held }
      let fresh = draw()
      held = fresh
      return fresh
    }
  }
}
