internal import RDCore
internal import RDQuantisation
internal import RDResults
internal import RDSources
internal import RDTheory

/// The rate–distortion function of a source as rows of a table, with points of simple codes beside it.
struct BoundTable {
  /// Where the function is taken.
  enum Places {
    /// At rates, in bits per sample.
    case rates([Double])

    /// At distortions, in squared source units.
    case distortions([Double])
  }

  /// A point of a curve or of a code.
  struct Row {
    /// `rd`, or the code in the form of a descriptor.
    let quantity: String

    /// In squared source units.
    let distortion: Double

    /// In bits per sample; infinite for a code that keeps exact numbers.
    let rate: Double

    /// Certified bounds of the rate that this distortion takes; `nil` for a code.
    let enclosure: Enclosure<Information>?
  }

  private let source: any UnivariateDistribution
  private let name: String
  private let function: any RateDistortionFunction

  /// The table of a source.
  ///
  /// - Throws: ``BoundError/unknown(source:)`` if its rate–distortion function is not known, or what its computation
  ///   throws.
  init(source: any UnivariateDistribution, name: String) throws {
    guard
      let function = try RateDistortionCatalogue.function(of: source, measure: .meanSquaredError)
    else {
      throw BoundError.unknown(source: name)
    }
    self.source = source
    self.name = name
    self.function = function
  }

  /// The points of the rate–distortion function.
  ///
  /// - Throws: ``BoundError/belowRange(source:rate:)`` for a rate whose distortion is too small for a number.
  func curve(at places: Places) throws(BoundError) -> [Row] {
    var rows: [Row] = []
    switch places {
    case .rates(let rates):
      for rate in rates {
        let distortion = function.distortion(atRatePerSample: .bits(rate)).value
        guard distortion.isNormal else { throw .belowRange(source: name, rate: rate) }
        let known = function.ratePerSample(atDistortion: distortion)
        // The distortion is a rounded number, so the rate at it may miss the one asked for by as much.
        let asked = Information.bits(rate)
        let enclosure = Enclosure(
          value: asked, lower: min(known.lower, asked), upper: max(known.upper, asked))
        rows.append(
          Row(quantity: "rd", distortion: distortion, rate: rate, enclosure: enclosure))
      }
    case .distortions(let distortions):
      for distortion in distortions {
        let enclosure = function.ratePerSample(atDistortion: distortion)
        rows.append(
          Row(
            quantity: "rd", distortion: distortion, rate: enclosure.value.bits,
            enclosure: enclosure))
      }
    }
    return rows
  }

  /// Codes that keep a share of the samples as they are and set the others to the mean.
  func naivePoints() -> [Row] {
    stride(from: 0, through: 1, by: 0.125).map { share in
      Row(
        quantity: "naive:kept=\(share)", distortion: source.variance * (1 - share),
        rate: share > 0 ? .infinity : 0, enclosure: nil)
    }
  }

  /// The optimal scalar quantisers of 1 to 8 bits.
  ///
  /// - Throws: ``DesignError``.
  func lloydMaxPoints() throws(DesignError) -> [Row] {
    func row(_ bits: Int, _ source: some UnivariateDistribution) throws(DesignError) -> Row {
      let quantiser = try LloydMax(levelCount: 1 << bits).design(for: source).product
      return Row(
        quantity: "lloyd-max:levels=\(1 << bits)",
        distortion: quantiser.meanSquaredError(under: source), rate: Double(bits), enclosure: nil)
    }
    var rows: [Row] = []
    for bits in 1...8 { rows.append(try row(bits, source)) }
    return rows
  }

  /// The rows as a table; people see the signal-to-noise ratio too, and no column that is empty throughout.
  func table(of rows: [Row], for format: TableFormat) -> Table {
    let columns = [
      Table.Column("source", heading: "Source"),
      Table.Column("distortion_measure", heading: "Measure"),
      Table.Column("blocklength"),
      Table.Column("excess_probability"),
      Table.Column("quantity", heading: "Quantity"),
      Table.Column("distortion", heading: "Distortion"),
      Table.Column("snr_db", heading: "SNR (dB)", precision: .decimals(4), isTextOnly: true),
      Table.Column("rate_bits_per_sample", heading: "Rate (bits/sample)", precision: .decimals(4)),
      Table.Column("lower", heading: "At least", precision: .decimals(4)),
      Table.Column("upper", heading: "At most", precision: .decimals(4)),
    ]
    let cells: [[Cell]] = rows.map { row in
      [
        .text(name), .text(function.distortionMeasure.rawValue), .empty, .empty,
        .text(row.quantity), .real(row.distortion),
        .real(decibels(ofPowerRatio: source.variance / row.distortion)), .real(row.rate),
        .optional(row.enclosure?.lower.bits), .optional(row.enclosure?.upper.bits),
      ]
    }
    let kept = columns.indices.filter { c in
      format != .text || cells.contains { $0[c] != .empty }
    }
    return Table(columns: kept.map { columns[$0] }, rows: cells.map { row in kept.map { row[$0] } })
  }
}
