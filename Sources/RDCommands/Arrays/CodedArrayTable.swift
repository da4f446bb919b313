import RDCore
import RDResults
import RDStreams
import RDTheory

/// What `rdtool encode` prints of a file of coded numbers.
package enum CodedArrayTable {
  /// A row: size, rate, error, and how far it is from the bound of the source that the codec is made for.
  package static func table(_ outcome: ArrayCodec.Outcome, codec: ArrayCodec) throws -> Table {
    var table = Table(columns: [
      Table.Column("method", heading: "Method"),
      Table.Column("samples", heading: "Samples"),
      Table.Column("bytes", heading: "Bytes"),
      Table.Column("rate_bits", heading: "Rate (bits)", precision: .decimals(4)),
      Table.Column("mse", heading: "MSE"),
      Table.Column("snr_db", heading: "SNR (dB)", precision: .decimals(4)),
      Table.Column("gap_db", heading: "Gap (dB)", precision: .decimals(4)),
    ])
    let (file, variance) = (outcome.file, outcome.variance)
    let hasRatio = variance > 0 && file.meanSquaredError > 0
    let ratio = hasRatio ? variance / file.meanSquaredError : 1
    var gap: Double?
    if hasRatio,
      let bound = try RateDistortionCatalogue.function(
        of: codec.density, measure: .meanSquaredError)
    {
      let least = bound.distortion(atRatePerSample: .bits(file.bitsPerNumber))
      gap = -decibels(ofPowerRatio: ratio * least.value)
    }
    table.append([
      .text(variance > 0 ? codec.method.name : "constant"), .integer(file.count),
      .integer(file.byteCount),
      file.count > 0 ? .real(file.bitsPerNumber) : .empty,
      file.count > 0 ? .real(file.meanSquaredError) : .empty,
      hasRatio ? .real(decibels(ofPowerRatio: ratio)) : .empty, .optional(gap),
    ])
    return table
  }
}
