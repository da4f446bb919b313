import RDCore
import RDResults

extension BoundTable {
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
  func withoutRepetition(_ rows: [Row]) -> [Row] {
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
