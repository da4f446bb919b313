import RDCore
import RDQuantisers
import RDResults
import RDScalarQuantisation
import RDSources
import RDTheory
import RealModule

/// The theoretical bounds of a source as rows of a table, with points of simple codes.
package struct BoundTable {
  /// The points at which the functions are evaluated.
  package enum Points {
    /// At rates, in bits per sample.
    case rates([Double])

    /// At distortions, in the unit of the measure.
    case distortions([Double])
  }

  /// A point of a curve or of a code.
  package struct Row {
    /// `rd`, another bound, or the code in the form of a descriptor.
    var quantity: String

    /// In the unit of the measure.
    var distortion: Double

    /// In bits per sample; infinite for a code that keeps exact numbers, `nil` where a bound says nothing.
    var rate: Double?

    /// Certified bounds of the rate at this distortion; `nil` for a bound or a code.
    var enclosure: Enclosure<Information>?

    /// The blocklength; `nil` in the limit of long blocks.
    var blocklength: Int?

    /// The probability with which a block's distortion may exceed that of the row.
    var excessProbability: Double?

    /// The rate-dispersion function at this distortion; `nil` but for the normal approximation below `D(0)`.
    var dispersion: RateDispersion?

    /// What to know about the normal approximation.
    var status: String? {
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

  /// The table of a source.
  ///
  /// - Parameters:
  ///   - source: the source.
  ///   - name: its descriptor.
  ///   - measure: the distortion measure; by default Hamming for discrete sources, else the mean-square error.
  /// - Throws: `Diagnosis` for a measure that does not fit the source, or what the computation throws.
  package init(source: Source, name: String, measure: DistortionMeasure?) throws {
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
    shannon = ShannonLowerBound(of: source, measure: chosen)
  }

  /// The table of a discrete source under a matrix of distortions.
  ///
  /// - Parameters:
  ///   - source: `K` symbols.
  ///   - name: its descriptor.
  ///   - matrix: the distortion of each symbol by each reproduction, shape `[K][M]`.
  /// - Throws: `Diagnosis` for a source that is not discrete, or a matrix that is not one of its distortions.
  package init(source: Source, name: String, matrix: [[Double]]) throws(Diagnosis) {
    guard case .discrete(let discrete) = source else {
      throw Diagnosis.wrongUse(
        "--distortion-matrix: '\(name)' is \(source.kind), but a matrix has a row for each symbol of a discrete source. Use bernoulli:p=… or discrete:probabilities=…."
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
    self.source = source
    self.name = name
    measure = .matrix
    function = BlahutArimoto(of: discrete, distortions: matrix, measure: .matrix)
    shannon = nil
  }

  // MARK: Curves

  /// The rate–distortion function, then the bounds that hold for blocks of any length, at the same distortions.
  ///
  /// - Throws: `Diagnosis` for a rate whose distortion underflows.
  package func curves(at points: Points) throws(Diagnosis) -> [Row] {
    let curve = try rows(of: function, at: points)
    var rows = curve
    if let shannon {
      for point in curve where point.distortion > 0 {
        let rate = shannon.ratePerSample(atDistortion: point.distortion)
        rows.append(
          Row(quantity: "shannon-lower-bound", distortion: point.distortion, rate: rate.bits))
      }
    }
    if case .density(let density) = source, measure == .meanSquaredError {
      let bound = GaussianUpperBound(variance: density.variance)
      for point in curve {
        let rate = bound.ratePerSample(atDistortion: point.distortion)
        rows.append(
          Row(quantity: "gaussian-upper-bound", distortion: point.distortion, rate: rate.bits))
      }
    }
    return rows
  }

  private func rows(
    of function: any RateDistortionFunction, at points: Points, blocklength: Int? = nil
  ) throws(Diagnosis) -> [Row] {
    var rows: [Row] = []
    switch points {
    case .rates(let rates):
      for rate in rates {
        let distortion = function.distortion(atRatePerSample: .bits(rate)).value
        guard distortion.isNormal else {
          // Symbols are lossless from their entropy on; real numbers never are.
          guard case .discrete = source, distortion == 0 else {
            throw Diagnosis.wrongUse(
              "The distortion of '\(name)' at \(rate) bits per sample is too small to be written as a number. Take a lower rate or a wider source."
            )
          }
          rows.append(Row(quantity: "rd", distortion: 0, rate: rate, blocklength: blocklength))
          continue
        }
        let known = function.ratePerSample(atDistortion: distortion)
        // The distortion is rounded, so its rate may miss the requested one accordingly.
        let asked = Information.bits(rate)
        let enclosure = Enclosure(
          value: asked, lower: min(known.lower, asked), upper: max(known.upper, asked))
        rows.append(
          Row(
            quantity: "rd", distortion: distortion, rate: rate, enclosure: enclosure,
            blocklength: blocklength))
      }
    case .distortions(let distortions):
      for distortion in distortions {
        let enclosure = function.ratePerSample(atDistortion: distortion)
        rows.append(
          Row(
            quantity: "rd", distortion: distortion, rate: enclosure.value.bits,
            enclosure: enclosure, blocklength: blocklength))
      }
    }
    return rows
  }

  // MARK: Blocks

  /// The bounds for blocks of some lengths.
  ///
  /// - Parameters:
  ///   - points: rates or distortions; rates are converted to distortions by the rate–distortion function.
  ///   - blocklengths: the samples of a block.
  ///   - excessProbability: the excess-distortion probability; `nil` for the mean distortion over blocks of a
  ///     process.
  /// - Returns: a row for each bound, point and blocklength.
  /// - Throws: `Diagnosis` without an excess probability unless the source is a process, or what a computation throws.
  package func blocks(
    at points: Points, blocklengths: [Int], excessProbability: Double?
  ) throws -> [Row] {
    guard let excessProbability else { return try processBlocks(at: points, blocklengths) }
    let bounds = FiniteBlocklengthCatalogue.bounds(of: source, measure: measure)
    let approximation = NormalApproximation(of: function)
    var rows: [Row] = []
    for point in try self.rows(of: function, at: points) where point.distortion > 0 {
      for blocklength in blocklengths {
        func row(of bound: any FiniteBlocklengthBound) throws -> Row {
          let rate = try bound.rate(
            atDistortion: point.distortion, blocklength: blocklength,
            excessProbability: excessProbability)
          return Row(
            quantity: bound.quantity, distortion: point.distortion, rate: rate?.bits,
            blocklength: blocklength, excessProbability: excessProbability)
        }
        var approximate = try row(of: approximation)
        approximate.dispersion = function.dispersion(atDistortion: point.distortion)
        rows.append(approximate)
        for bound in bounds { rows.append(try row(of: bound)) }
      }
    }
    return rows
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

  // MARK: Table

  /// The rows as a table; as text without empty columns, without enclosures of rates that are all exact, and without
  /// bounds that equal R(D) throughout.
  package func table(of rows: [Row], for format: TableFormat) -> Table {
    let columns = [
      Table.Column("source", heading: "Source"),
      Table.Column("distortion_measure", heading: "Measure"),
      Table.Column("blocklength", heading: "Block"),
      Table.Column("excess_probability", heading: "Excess"),
      Table.Column("quantity", heading: "Quantity"),
      Table.Column("distortion", heading: "Distortion"),
      Table.Column("snr_decibels", heading: "SNR (dB)", precision: .decimals(4)),
      Table.Column("rate_bits_per_sample", heading: "Rate (bits/sample)", precision: .decimals(4)),
      Table.Column("lower", heading: "At least", precision: .decimals(4)),
      Table.Column("upper", heading: "At most", precision: .decimals(4)),
      Table.Column("dispersion", heading: "Dispersion (nat²)", precision: .decimals(4)),
      Table.Column("dispersion_error", heading: "Error (nat²)"),
      Table.Column("status", heading: "Status"),
    ]
    let rows = format == .text ? withoutRepetition(rows) : rows
    let cells: [[Cell]] = rows.map { row in
      [
        .text(name), .text(measure.rawValue), .optional(row.blocklength),
        .optional(row.excessProbability), .text(row.quantity), .real(row.distortion),
        .optional(signalPower.map { decibels(ofPowerRatio: $0 / row.distortion) }),
        .optional(row.rate), .optional(row.enclosure?.lower.bits),
        .optional(row.enclosure?.upper.bits), .optional(row.dispersion?.squaredNats),
        .optional(row.dispersion?.error), .optional(row.status),
      ]
    }
    let kept = columns.indices.filter { c in
      format != .text || cells.contains { $0[c] != .empty }
    }
    return Table(columns: kept.map { columns[$0] }, rows: cells.map { row in kept.map { row[$0] } })
  }

  /// The rows without bounds that repeat R(D), and without enclosures that repeat its rates.
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
    let isExact = rows.allSatisfy { row in
      guard let rate = row.rate, let known = row.enclosure else { return row.enclosure == nil }
      return isNear(known.lower.bits, rate) && isNear(known.upper.bits, rate)
    }
    return rows.filter { !repeated.contains($0.quantity) }.map { row in
      var row = row
      if isExact { row.enclosure = nil }
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
    case .discrete: nil
    }
  }
}
