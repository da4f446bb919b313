import RDCore
import RDExperiments
import RDQuantisers
import RDResults
import RDScalarQuantisation
import RDSources
import RDTheory
import RealModule

/// The theoretical bounds of a source as rows of a table, with points of simple codes.
package struct BoundTable {
  /// The points at which the functions are evaluated.
  package enum Points: Sendable {
    /// At rates, in bits per sample.
    case rates([Double])

    /// At distortions, in the unit of the measure.
    case distortions([Double])
  }

  /// A point of a curve or of a code.
  package struct Row: Sendable {
    /// `rd`, another bound, or the code in the form of a descriptor.
    var quantity: String

    /// In the unit of the measure; `nil` where D(R) is not known well enough.
    var distortion: Double?

    /// Certified bounds of the distortion at this rate; `nil` where the distortion was asked for, and for a bound or a code.
    var distortionBounds: Enclosure<Double>?

    /// In bits per sample; infinite for a code that keeps exact numbers, `nil` where a bound says nothing or R(D) is not known well enough.
    var rate: Double?

    /// Certified bounds of the rate at this distortion; `nil` where the rate was asked for, and for a bound or a code.
    var rateBounds: Enclosure<Information>?

    /// The blocklength; `nil` in the limit of long blocks.
    var blocklength: Int?

    /// The probability with which a block's distortion may exceed that of the row.
    var excessProbability: Double?

    /// The rate-dispersion function at this distortion; `nil` but for the normal approximation below `D(0)`.
    var dispersion: RateDispersion?

    /// Why a normal approximation has no rate, apart from an infinite dispersion.
    var obstacle: String?

    /// What to know about the row: that no code reaches a distortion, or of the normal approximation.
    var status: String? {
      if quantity == "rd", rate == .infinity { return "unattainable" }
      if let obstacle { return obstacle }
      guard let dispersion else { return nil }
      if !dispersion.squaredNats.isFinite { return "infinite-dispersion" }
      if dispersion.isFormal { return "formal" }
      return dispersion.isZero ? "zero-dispersion" : nil
    }
  }

  /// The longest block of a process.
  static let longestBlock = 4096

  private let source: Source
  private let name: String
  private let measure: DistortionMeasure
  private let function: any RateDistortionFunction
  private let shannon: ShannonLowerBound?
  private let jobs: Int
  private let observer: (any ProgressObserver)?

  /// The table of a source.
  ///
  /// - Parameters:
  ///   - source: the source.
  ///   - name: its descriptor.
  ///   - measure: the distortion measure; by default Hamming for discrete sources, else the mean-square error.
  ///   - jobs: the number of points that are computed concurrently; no result depends on it.
  ///   - observer: receives the progress.
  /// - Throws: `Diagnosis` for a measure that does not fit the source, or what the computation throws.
  package init(
    source: Source, name: String, measure: DistortionMeasure?, jobs: Int,
    observer: (any ProgressObserver)? = nil
  ) throws {
    let chosen = measure ?? source.defaultMeasure
    self.source = source
    self.name = name
    self.measure = chosen
    guard let function = try RateDistortionCatalogue.function(of: source, measure: chosen) else {
      let fitting = try DistortionMeasure.allCases.filter {
        try RateDistortionCatalogue.function(of: source, measure: $0) != nil
      }
      throw Diagnosis.wrongUse(
        "No bound under the measure '\(chosen.rawValue)' is known for '\(name)', \(source.kind). Take --measure \(fitting.map(\.rawValue).joined(separator: " or "))."
      )
    }
    self.function = function
    self.jobs = jobs
    self.observer = observer
    shannon = ShannonLowerBound(of: source, measure: chosen)
  }

  /// The table of a discrete source under a matrix of distortions.
  ///
  /// - Parameters:
  ///   - source: `K` symbols.
  ///   - name: its descriptor.
  ///   - matrix: the distortion of each symbol by each reproduction, shape `[K][M]`; what is infinite is forbidden.
  ///   - jobs: the number of points that are computed concurrently; no result depends on it.
  ///   - observer: receives the progress.
  /// - Throws: `Diagnosis` for a source that is not discrete, or a matrix that is not one of its distortions.
  package init(
    source: Source, name: String, matrix: [[Double]], jobs: Int,
    observer: (any ProgressObserver)? = nil
  ) throws(Diagnosis) {
    guard case .discrete(let discrete) = source else {
      throw Diagnosis.wrongUse(
        "--distortion-matrix: '\(name)' is \(source.kind), but a matrix has a row for each symbol of a discrete source. Use bernoulli:p=…, discrete:probabilities=… or pmf:file=…."
      )
    }
    guard matrix.count == discrete.symbolCount else {
      throw Diagnosis.wrongUse(
        "--distortion-matrix: the file has \(matrix.count) rows, but '\(name)' has \(discrete.symbolCount) symbols. Give a row for each symbol and a column for each reproduction."
      )
    }
    for (row, distortions) in matrix.enumerated() {
      if let column = distortions.firstIndex(where: { $0 < 0 }) {
        throw Diagnosis.wrongUse(
          "--distortion-matrix: row \(row + 1), column \(column + 1) is \(distortions[column]), but a distortion is not negative."
        )
      }
    }
    let used = matrix.indices.filter { discrete.probabilities[$0] > 0 }
    guard
      matrix[0].indices.contains(where: { column in used.allSatisfy { matrix[$0][column].isFinite }
      })
    else {
      throw Diagnosis.wrongUse(
        "--distortion-matrix: every reproduction is infinitely far from some symbol, so that no distortion is reached at a rate of 0. Give a column without 'inf'."
      )
    }
    self.source = source
    self.name = name
    measure = .matrix
    function = BlahutArimoto(of: discrete, distortions: matrix, measure: .matrix)
    shannon = nil
    self.jobs = jobs
    self.observer = observer
  }

  // MARK: Curves

  /// The rate–distortion function, then the bounds that hold for blocks of any length, at the same distortions.
  ///
  /// - Throws: `Diagnosis` for a rate whose distortion underflows.
  package func curves(at points: Points) throws -> [Row] {
    let curve = try rows(of: function, at: points)
    var rows = curve
    if let shannon {
      for case let distortion? in curve.map(\.distortion) where distortion > 0 {
        let rate = shannon.ratePerSample(atDistortion: distortion)
        rows.append(
          Row(quantity: "shannon-lower-bound", distortion: distortion, rate: rate.bits))
      }
    }
    if case .density(let density) = source, measure == .meanSquaredError {
      let bound = GaussianUpperBound(variance: density.variance)
      for case let distortion? in curve.map(\.distortion) {
        let rate = bound.ratePerSample(atDistortion: distortion)
        rows.append(
          Row(quantity: "gaussian-upper-bound", distortion: distortion, rate: rate.bits))
      }
    }
    return rows
  }

  private func rows(
    of function: any RateDistortionFunction, at points: Points, blocklength: Int? = nil
  ) throws -> [Row] {
    switch points {
    case .rates(let rates):
      return try concurrentMap(rates, jobs: jobs, observer: observer) { rate in
        let bounds = function.distortion(atRatePerSample: .bits(rate))
        // Symbols are lossless from their entropy on; real numbers never are.
        let isLossless = if case .discrete = source { bounds.upper == 0 } else { false }
        guard bounds.lower.isNormal || isLossless else {
          throw Diagnosis.wrongUse(
            "The distortion of '\(name)' at \(rate) bits per sample is too small to be written as a number. Take a lower rate or a wider source."
          )
        }
        return Row(
          quantity: "rd", distortion: bounds.value, distortionBounds: bounds, rate: rate,
          blocklength: blocklength)
      }
    case .distortions(let distortions):
      return try concurrentMap(distortions, jobs: jobs, observer: observer) { distortion in
        let bounds = function.ratePerSample(atDistortion: distortion)
        return Row(
          quantity: "rd", distortion: distortion, rate: bounds.value?.bits, rateBounds: bounds,
          blocklength: blocklength)
      }
    }
  }

  // MARK: Blocks

  private var approximation: NormalApproximation { NormalApproximation(of: function) }

  /// The bounds for blocks of some lengths.
  ///
  /// - Parameters:
  ///   - points: rates or distortions; rates are converted to distortions by the rate–distortion function.
  ///   - blocklengths: the samples of a block.
  ///   - excessProbability: the excess-distortion probability; `nil` for the mean distortion over blocks of a
  ///     process.
  /// - Returns: a row for each bound, blocklength and point whose distortion is known.
  /// - Throws: `Diagnosis` without an excess probability unless the source is a process, or what a computation throws.
  package func blocks(
    at points: Points, blocklengths: [Int], excessProbability: Double?
  ) throws -> [Row] {
    guard let excessProbability else { return try processBlocks(at: points, blocklengths) }
    let bounds = FiniteBlocklengthCatalogue.bounds(of: source, measure: measure)
    let known = try rows(of: function, at: points).compactMap(\.distortion).filter { $0 > 0 }
    return try rows(
      of: [approximation] + bounds, at: known, blocklengths: blocklengths,
      excessProbability: excessProbability)
  }

  private func rows(
    of bounds: [any FiniteBlocklengthBound], at distortions: [Double], blocklengths: [Int],
    excessProbability: Double
  ) throws -> [Row] {
    try concurrentMap(distortions, jobs: jobs, observer: observer) { distortion in
      try blocklengths.flatMap { blocklength in
        func row(of bound: any FiniteBlocklengthBound) throws -> Row {
          let rate = try bound.rate(
            atDistortion: distortion, blocklength: blocklength,
            excessProbability: excessProbability)
          var row = Row(
            quantity: bound.quantity, distortion: distortion, rate: rate?.bits,
            blocklength: blocklength, excessProbability: excessProbability)
          if let approximation = bound as? NormalApproximation {
            row.dispersion = approximation.dispersion(atDistortion: distortion)
            if rate == nil { row.obstacle = obstacle(at: distortion, row.dispersion) }
          }
          return row
        }
        return try bounds.map(row)
      }
    }.flatMap { $0 }
  }

  /// Why the normal approximation has no rate at a distortion of this dispersion; `nil` where that is infinite.
  private func obstacle(at distortion: Double, _ dispersion: RateDispersion?) -> String? {
    if distortion >= function.zeroRateDistortion { return "zero-rate" }
    if dispersion?.squaredNats.isFinite == false { return nil }
    guard let rate = function.ratePerSample(atDistortion: distortion).value else {
      return "wide-enclosure"
    }
    if rate.bits == .infinity { return "unattainable" }
    return dispersion == nil ? "least-distortion" : "not-positive"
  }

  private func processBlocks(at points: Points, _ blocklengths: [Int]) throws -> [Row] {
    guard case .process(let process) = source else {
      throw Diagnosis.wrongUse(
        "--blocklength needs --excess for '\(name)': the probability with which the distortion of a block may be above its limit, as in --excess 0.01."
      )
    }
    var rows: [Row] = []
    for blocklength in blocklengths {
      guard blocklength <= Self.longestBlock else {
        throw Diagnosis.wrongUse(
          "A block of \(blocklength) samples of a process is too long: the eigenvalues of its covariance are computed for at most \(Self.longestBlock). Take a shorter block, or leave --blocklength out for the limit of long ones."
        )
      }
      let function = try ParallelGaussianRateDistortion(of: process, blocklength: blocklength)
      rows += try self.rows(of: function, at: points, blocklength: blocklength)
    }
    return rows
  }

  // MARK: Codes

  /// The density for codes; a `Diagnosis` for a source without one.
  private func density(for flag: String) throws(Diagnosis) -> any UnivariateDistribution {
    guard case .density(let density) = source, measure == .meanSquaredError else {
      throw Diagnosis.wrongUse("\(flag) is for sources with a density under mse. Leave it out.")
    }
    return density
  }

  /// Subsampling: a fraction of the samples is kept, the others are set to the mean.
  ///
  /// - Throws: `Diagnosis` without a density under mean-square error.
  package func naivePoints() throws(Diagnosis) -> [Row] {
    let variance = try density(for: "--naive").variance
    return stride(from: 0, through: 1, by: 0.125).map { fraction in
      Row(
        quantity: "naive:kept=\(fraction)", distortion: variance * (1 - fraction),
        rate: fraction > 0 ? .infinity : 0)
    }
  }

  /// The optimal scalar quantisers of 1 to 8 bits.
  ///
  /// - Throws: ``DesignError``, or `Diagnosis` without a density under mean-square error.
  package func lloydMaxPoints() throws -> [Row] {
    func row(_ bits: Int, _ source: some UnivariateDistribution) throws(DesignError) -> Row {
      let quantiser = try LloydMax(levelCount: 1 << bits).design(for: source).product
      return Row(
        quantity: "lloyd-max:levels=\(1 << bits)",
        distortion: quantiser.meanSquaredError(under: source), rate: Double(bits))
    }
    let density = try density(for: "--lloyd-max")
    var rows: [Row] = []
    for bits in 1...8 { rows.append(try row(bits, density)) }
    return rows
  }

  // MARK: Figure

  /// The points of a curve in a figure.
  private static let curvePointCount = 48

  /// The curves of rows, and the normal approximations of blocks, at enough points for straight lines between them not to show.
  ///
  /// - Throws: what the computation throws.
  package func denseCurves(of rows: [Row]) throws -> [Row] {
    let curve = rows.filter { $0.quantity == "rd" && $0.blocklength == nil }
    let rates = curve.compactMap(\.rate).filter(\.isFinite)
    guard let greatest = rates.max(), let least = rates.min(), greatest > 0,
      rates.count < Self.curvePointCount
    else { return rows }
    // About a single point, from nothing to twice as much.
    let (first, last) = least < greatest ? (least, greatest) : (0, 2 * greatest)
    let steps = Double(Self.curvePointCount)
    let points = (0...Self.curvePointCount).map { first + (last - first) * Double($0) / steps }
    let dense = try curves(at: .rates(points))
    let approximated = rows.filter { $0.quantity == approximation.quantity }
    guard let excess = approximated.first?.excessProbability else { return dense }
    let distortions = dense.filter { $0.quantity == "rd" }.compactMap(\.distortion)
    return try dense
      + self.rows(
        of: [approximation], at: distortions.filter { $0 > 0 },
        blocklengths: Set(approximated.compactMap(\.blocklength)).sorted(),
        excessProbability: excess)
  }

  /// The rows as a figure.
  ///
  /// - Parameters:
  ///   - rows: what was computed.
  ///   - curves: the same curves at more points.
  /// - Returns: the figure, in which the curves take the place of the rows of the same name.
  package func figure(of rows: [Row], curves: [Row]) -> RateFigure {
    let others = rows.filter { row in
      !curves.contains { $0.quantity == row.quantity && $0.blocklength == row.blocklength }
    }
    return RateFigure(
      of: table(of: withoutRepetition(curves + others), for: .csv),
      namedBy: ["quantity", "blocklength"],
      rate: ("rate_bits_per_sample", "rate (bits per sample)"),
      qualities: [
        ("snr_decibels", "signal-to-noise ratio (dB)"), ("distortion", "mean distortion"),
      ]
    ) { texts in
      let parts = texts[0].split(separator: ":")
      let length = texts[1].isEmpty ? "" : ", n = \(texts[1])"
      return switch parts[0] {
      case "rd": (texts[1].isEmpty ? "R(D)" : "R(D)\(length)", .function)
      case "shannon-lower-bound": ("Shannon lower bound", .bound)
      case "gaussian-upper-bound": ("Gaussian upper bound", .bound)
      case "lloyd-max": ("Lloyd–Max", .code)
      case "naive": nil
      default: (parts[0].replacing("-", with: " ") + length, .function)
      }
    }
  }

  // MARK: Table

  /// The rows as a table; as text without empty columns, without enclosures that are all exact, and without bounds that equal R(D)
  /// throughout.
  package func table(of rows: [Row], for format: TableFormat) -> Table {
    let columns = [
      Table.Column("source", heading: "Source"),
      Table.Column("distortion_measure", heading: "Measure"),
      Table.Column("blocklength", heading: "Block"),
      Table.Column("excess_probability", heading: "Excess"),
      Table.Column("quantity", heading: "Quantity"),
      Table.Column("distortion", heading: "Distortion"),
      Table.Column("snr_decibels", heading: "SNR (dB)", precision: .decimals(4), isMinor: true),
      Table.Column("rate_bits_per_sample", heading: "Rate (bits)", precision: .decimals(4)),
      Table.Column("lower", heading: "At least", precision: .decimals(4)),
      Table.Column("upper", heading: "At most", precision: .decimals(4)),
      Table.Column("distortion_lower", heading: "D at least"),
      Table.Column("distortion_upper", heading: "D at most"),
      Table.Column("dispersion", heading: "V (nat²)", precision: .decimals(4)),
      Table.Column("dispersion_error", heading: "Error (nat²)", isMinor: true),
      Table.Column("status", heading: "Status"),
    ]
    let rows = format == .text ? withoutRepetition(rows) : rows
    let cells: [[Cell]] = rows.map { row in
      [
        .text(name), .text(measure.rawValue), .optional(row.blocklength),
        .optional(row.excessProbability), .text(row.quantity), .optional(row.distortion),
        .optional(
          row.distortion.flatMap { distortion in
            signalPower.map { decibels(ofPowerRatio: $0 / distortion) }
          }),
        .optional(row.rate), .optional(row.rateBounds?.lower.bits),
        .optional(row.rateBounds?.upper.bits), .optional(row.distortionBounds?.lower),
        .optional(row.distortionBounds?.upper), .optional(row.dispersion?.squaredNats),
        .optional(row.dispersion?.error), .optional(row.status),
      ]
    }
    let kept = columns.indices.filter { c in
      format != .text || cells.contains { $0[c] != .empty }
    }
    return Table(columns: kept.map { columns[$0] }, rows: cells.map { row in kept.map { row[$0] } })
  }

  /// The rows without bounds that repeat R(D), and without enclosures that repeat its points.
  private func withoutRepetition(_ rows: [Row]) -> [Row] {
    func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(b)) }
    let curve = rows.filter { $0.quantity == "rd" && $0.blocklength == nil }
    func repeats(_ quantity: String) -> Bool {
      let bound = rows.filter { $0.quantity == quantity }
      return bound.allSatisfy { row in
        curve.contains { $0.distortion == row.distortion && isNear($0.rate ?? 0, row.rate ?? 0) }
      }
    }
    let repeated = ["shannon-lower-bound", "gaussian-upper-bound"].filter(repeats)
    let areRatesExact = rows.allSatisfy { row in
      row.rateBounds.map { isNear($0.lower.bits, $0.upper.bits) } ?? true
    }
    let areDistortionsExact = rows.allSatisfy { row in
      row.distortionBounds.map { $0.upper <= $0.lower * (1 + 1e-9) } ?? true
    }
    return rows.filter { !repeated.contains($0.quantity) }.map { row in
      var row = row
      if areRatesExact { row.rateBounds = nil }
      if areDistortionsExact { row.distortionBounds = nil }
      return row
    }
  }

  /// The reference power of a mean-square error.
  private var signalPower: Double? {
    guard measure == .meanSquaredError else { return nil }
    return switch source {
    case .density(let density): density.variance
    case .process(let process): process.variance
    case .parallel(let components): components.meanVariance
    case .discrete(let distribution): distribution.variance
    case .erased: nil
    }
  }
}
