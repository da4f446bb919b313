import RDResults
import RDTheory

/// The columns of the ends between which the gap of a code to R(D) lies: all that is said of it where R(D) itself is not known
/// well enough for `gap_decibels` and `gap_bits`.
package enum GapColumns {
  /// Those of `gap_decibels`.
  package static let decibels: [Table.Column] = [
    .init("gap_decibels_lower", heading: "At least (dB)", precision: .decimals(4)),
    .init("gap_decibels_upper", heading: "At most (dB)", precision: .decimals(4)),
  ]

  /// Those of `gap_bits`.
  package static let bits: [Table.Column] = [
    .init("gap_bits_lower", heading: "At least (bits)", precision: .decimals(4)),
    .init("gap_bits_upper", heading: "At most (bits)", precision: .decimals(4)),
  ]

  /// The cells of both.
  package static func cells(_ gap: RateDistortionGap?) -> [Cell] {
    decibelCells(gap) + bitCells(gap)
  }

  /// The cells of those of `gap_decibels`.
  package static func decibelCells(_ gap: RateDistortionGap?) -> [Cell] {
    [.optional(gap?.decibels.lower), .optional(gap?.decibels.upper)]
  }

  /// The cells of those of `gap_bits`.
  package static func bitCells(_ gap: RateDistortionGap?) -> [Cell] {
    [.optional(gap?.ratePerSample.lower.bits), .optional(gap?.ratePerSample.upper.bits)]
  }
}
