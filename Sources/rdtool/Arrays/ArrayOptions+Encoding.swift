import RDArrayFiles
import RDCommands
import RDCore
import RDFiles
import RDQuantisation
import RDQuantisers
import RDResults
import RDSources
import RDStreams
import RDTheory

extension ArrayOptions {
  /// Codes an array into a file, and prints what came of it.
  func encode(_ path: String, to output: String) throws {
    let array = try ArrayFile(path: path, column: column)
    var statistics = ArrayStatistics()
    var trial = TrialNumbers()
    var reader = try array.makeReader()
    while let numbers = try reader.next() {
      statistics.take(numbers)
      trial.take(numbers)
    }
    guard !statistics.isTooFine else { throw CodedArrayError.tooFine }
    let method = try chosenMethod()
    let density = try density()
    let variance = statistics.deviation * statistics.deviation
    let wanted = target.signalToNoiseDecibels(variance: variance)
    var aim = wanted
    for attempt in 0..<Self.attemptLimit {
      var quantiser: RatedQuantiser?
      if statistics.deviation > 0 {
        let seed = SeedPath(root: 0x5eed_2026)["encode", method.name]
        if let aim {
          // An error of the variance and more needs no bits, but the least rate that there is has some.
          quantiser = try method.quantiser(
            for: density, signalToNoiseDecibels: max(aim, 0),
            samples: trial.standardised(by: statistics), seed: seed)
        } else if let rate {
          quantiser = try method.ratedQuantiser(for: density, rate: .bits(rate), seed: seed)
        }
      }
      let writer = try reading("--output") { try AtomicFileWriter(path: output) }
      let outcome = try write(
        array, method: method, quantiser: quantiser, statistics: statistics, to: writer)
      let reached = decibels(ofPowerRatio: variance / outcome.meanSquaredError)
      if let wanted, let tried = aim, statistics.deviation > 0, reached < wanted {
        guard attempt < Self.attemptLimit - 1 else {
          throw CodedArrayError.targetOutOfReach(
            method: method.name, decibels: wanted, reached: reached)
        }
        aim = tried + wanted - reached + 0.002
        continue
      }
      try reading("--output") { try writer.commit() }
      let table = try table(outcome, method: method, density: density, variance: variance)
      let text = table.rendered(as: format ?? .text)
      // Standard output may be where the file went.
      return writer.isFile ? try printToStandardOutput(text) : printToStandardError(text)
    }
  }

  /// How often a file is made anew because the whole array came out worse than the part that was tried.
  private static let attemptLimit = 5

  private func write(
    _ array: ArrayFile, method: QuantiserMethod, quantiser: RatedQuantiser?,
    statistics: ArrayStatistics, to writer: AtomicFileWriter
  ) throws -> CodedArrayEncoder.Outcome {
    let name = source.map { "\(method.name) for \($0)" } ?? method.name
    var encoder = try CodedArrayEncoder(
      method: name, quantiser: quantiser, form: array.form(count: statistics.count),
      statistics: statistics
    ) { bytes in
      try reading("--output") { try writer.write(bytes) }
    }
    var reader = try array.makeReader()
    while let numbers = try reader.next() { try encoder.encode(numbers) }
    return try encoder.finish()
  }

  private func table(
    _ outcome: CodedArrayEncoder.Outcome, method: QuantiserMethod,
    density: any UnivariateDistribution, variance: Double
  ) throws -> Table {
    var table = Table(columns: [
      Table.Column("method", heading: "Method"),
      Table.Column("samples", heading: "Samples"),
      Table.Column("bytes", heading: "Bytes"),
      Table.Column("rate_bits", heading: "Rate (bits)", precision: .decimals(4)),
      Table.Column("mse", heading: "MSE"),
      Table.Column("snr_db", heading: "SNR (dB)", precision: .decimals(4)),
      Table.Column("gap_db", heading: "Gap (dB)", precision: .decimals(4)),
    ])
    let hasRatio = variance > 0 && outcome.meanSquaredError > 0
    let ratio = hasRatio ? variance / outcome.meanSquaredError : 1
    var gap: Double?
    if hasRatio,
      let bound = try RateDistortionCatalogue.function(of: density, measure: .meanSquaredError)
    {
      let least = bound.distortion(atRatePerSample: .bits(outcome.bitsPerNumber))
      gap = -decibels(ofPowerRatio: ratio * least.value)
    }
    table.append([
      .text(variance > 0 ? method.name : "constant"), .integer(outcome.count),
      .integer(outcome.byteCount),
      outcome.count > 0 ? .real(outcome.bitsPerNumber) : .empty,
      outcome.count > 0 ? .real(outcome.meanSquaredError) : .empty,
      hasRatio ? .real(decibels(ofPowerRatio: ratio)) : .empty, .optional(gap),
    ])
    return table
  }
}
