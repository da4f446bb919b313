import Foundation
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
  /// A requested quantiser.
  package struct Request: Sendable {
    /// Where a quantiser comes from.
    enum Origin {
      case method(QuantiserMethod, QuantiserSizes.Size)

      /// Lloyd's iteration on samples, from given levels or a good start.
      case iteration(levelCount: Int, start: [Double]?, tolerance: Double)

      /// A file.
      case given(ScalarQuantiser)
    }

    let name: String
    let origin: Origin

    /// A quantiser of a method with a size.
    package static func method(_ method: QuantiserMethod, size: QuantiserSizes.Size) -> Self {
      Request(name: method.name, origin: .method(method, size))
    }

    /// A quantiser of Lloyd's iteration on samples.
    ///
    /// - Parameters:
    ///   - levelCount: the number of levels.
    ///   - start: the levels to start from; `nil` for a good start.
    ///   - tolerance: the fraction of the error by which the last step lowers it at most; 0 for a fixed point.
    /// - Returns: the request, by the name of the method.
    package static func iteration(
      levelCount: Int, from start: [Double]?, tolerance: Double
    ) -> Self {
      Request(
        name: lloydMax,
        origin: .iteration(levelCount: levelCount, start: start, tolerance: tolerance))
    }

    /// A given quantiser, by the name of its file.
    package static func given(_ quantiser: ScalarQuantiser, path: String) -> Self {
      Request(
        name: path.split(separator: "/").last.map(String.init) ?? path, origin: .given(quantiser))
    }

    /// The method of the iteration.
    package static let lloydMax = "lloyd-max"
  }

  /// The design of a request.
  private enum Product {
    case scalar(ScalarQuantiser)
    case rated(RatedQuantiser)
  }

  package let material: QuantiserMaterial
  package let requests: [Request]

  /// The number of held-out samples, where the performance is not computed exactly.
  package let sampleCount: Int

  /// The root of the seeds of designs and held-out samples.
  package let seed: UInt64

  private let observer: (any ProgressObserver)?

  package init(
    material: QuantiserMaterial, requests: [Request], sampleCount: Int, seed: UInt64,
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
        of: design(request), request, samples: heldOut.sequence)
      return (
        quality, function?.gap(distortion: quality.meanSquaredError, rate: quality.rate)
      )
    }
    return Measurements(qualities: qualities)
  }

  private func bound() throws -> (any RateDistortionFunction)? {
    guard case .density(let density) = material.evaluation else { return nil }
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
      material.isWeighted
        ? Table.Column("weighted_distortion", heading: "Weighted MSE")
        : Table.Column("distortion", heading: "MSE"),
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
        .text(material.name), .text(request.name), quality.bits.map { wholeOrReal($0) } ?? .empty,
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
      try scalarQuantiser(of: design(request), request).quantiser
    }
    for (request, quantiser) in zip(requests, quantisers) {
      for (index, level) in quantiser.levels.enumerated() {
        let cell = quantiser.cell(at: index)
        table.append([
          .text(material.name), .text(request.name), .integer(quantiser.levelCount),
          .integer(index),
          .real(cell.lower), .real(cell.upper), .real(level),
        ])
      }
    }
    return table
  }

  /// What the only quantiser makes of numbers: the index of each, and its level.
  ///
  /// - Throws: as ``designs()``.
  package func applied(to numbers: [Double]) throws -> (indices: [Int32], values: [Double]) {
    precondition(requests.count == 1, "one quantiser is applied")
    let quantiser = try scalarQuantiser(of: design(requests[0]), requests[0]).quantiser
    let indices = numbers.map { Int32(quantiser.index(of: $0)) }
    return (indices, indices.map { quantiser.levels[Int($0)] })
  }

  /// The scalar quantiser that was designed, and whether its indices are meant for an entropy code.
  private func scalarQuantiser(
    of product: Product, _ request: Request
  ) throws(Diagnosis) -> (quantiser: ScalarQuantiser, isEntropyCoded: Bool) {
    switch product {
    case .scalar(let quantiser): return (quantiser, false)
    case .rated(let rated):
      guard let quantiser = rated.quantiser as? ScalarQuantiser else {
        throw .wrongUse(
          "'\(request.name)' is not a scalar quantiser, so it has no list of thresholds and levels. Name other methods."
        )
      }
      return (quantiser, rated.fixedRatePerSample == nil)
    }
  }

  private var root: SeedPath { SeedPath(root: seed)["quantise", material.name] }

  private func concurrently<Value: Sendable>(
    _ work: @Sendable (Request) throws -> Value
  ) throws -> [Value] {
    try concurrentMap(
      requests, jobs: ProcessInfo.processInfo.activeProcessorCount, observer: observer, work)
  }

  private func design(_ request: Request) throws -> Product {
    switch (request.origin, material.design) {
    case (.given(let quantiser), _):
      return .scalar(quantiser)
    case (.iteration(let levelCount, let start, let tolerance), .samples(let samples, _)):
      let design = try LloydMax(levelCount: levelCount)
        .design(for: samples, from: start, tolerance: tolerance)
      return .scalar(design.product)
    case (.iteration, .density):
      throw Diagnosis.wrongUse(
        "--start and --tolerance are for designs from samples, and a density is designed for to rounding. Leave them out, or give --from without --source."
      )
    case (.method(let method, .levels(let levelCount)), .density(let density)):
      return .scalar(try method.designer(levelCount: levelCount).design(for: density).product)
    case (.method(let method, .levels(let levelCount)), .samples(let samples, _)):
      return .scalar(try method.designer(levelCount: levelCount).design(for: samples).product)
    case (.method(let method, .rate(let rate)), .density(let density)):
      return .rated(
        try method.ratedQuantiser(
          for: density, rate: rate, seed: SequenceDesign.seed(of: method, root: seed)))
    case (.method(let method, .rate), .samples):
      throw Diagnosis.wrongUse(
        "'\(method.name)' is designed for a density, not for the samples of a file. Give --source instead of --from, or another --method."
      )
    }
  }

  private func quality(
    of product: Product, _ request: Request, samples: () -> HeldOutSequence
  ) throws -> QuantiserQuality {
    switch (product, material.evaluation) {
    case (.scalar(let quantiser), .density(let density)):
      return QuantiserQuality(quantiser, on: density)
    case (.rated(let rated), .density(let density)):
      return try QuantiserQuality(
        rated, method: request.name, variance: density.variance, samples: samples)
    case (_, .samples(let samples, let unweighted)):
      let (quantiser, isEntropyCoded) = try scalarQuantiser(of: product, request)
      return QuantiserQuality(
        quantiser, on: samples, indicesOf: unweighted, isEntropyCoded: isEntropyCoded)
    }
  }

  private func wholeOrReal(_ number: Double) -> Cell {
    Int(exactly: number).map { .integer($0) } ?? .real(number)
  }
}

extension QuantiserMaterial {
  /// Held-out samples.
  fileprivate func heldOut(count: Int, seed: SeedPath) -> HeldOutSequence {
    switch evaluation {
    case .density(let density): HeldOutSequence(of: density, count: count, seed: seed)
    case .samples: preconditionFailure("quantisers of samples are measured exactly")
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
