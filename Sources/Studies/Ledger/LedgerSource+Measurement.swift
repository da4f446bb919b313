import RDCore
import RDExperiments
import RDResults
import RDStreams
import RDTheory

extension LedgerSource {
  /// Encodes a held-out sequence, decodes the stream, compares every sample, and splits the distance from R(D) into its parts.
  ///
  /// - `requestedRate`: what it was designed for, in bits per sample, if it was designed for a rate.
  package func point(
    of code: SequenceCode, method: String, requestedRate: Double?,
    on heldOut: HeldOutSequence, settings: LedgerSettings
  ) throws -> Point {
    let sequence = code.quantise(heldOut.samples)
    let measurement = SequenceMeasurement(
      of: sequence, by: code, samples: heldOut.samples, mean: heldOut.mean,
      variance: heldOut.variance)
    let encoded = try code.encodeAndCheck(sequence, against: measurement.reconstruction)
    func rate(ofBytes count: Int) -> Information {
      .bits(8 * Double(count) / Double(measurement.sampleCount))
    }
    let whole = rate(ofBytes: encoded.bytes.count)
    let distortion = measurement.distortion
    let finite = try finiteBlocklengthRate(
      atDistortion: distortion, settings: settings)
    let ledger = GapLedger(
      distortion: distortion,
      rates: [
        finite?.rate, measurement.entropyPerSample, measurement.modelRatePerSample,
        rate(ofBytes: encoded.payloadByteCount), whole,
      ], above: bound)

    var point = Point(source: name, method: method)
    point.seed = UInt64(settings.seed)
    point.sampleCount = measurement.sampleCount
    point.rateBitsPerSample = whole.bits
    point.rateKind = .coded
    point.distortion = distortion
    // Without a fourth moment the squared errors have no variance, and a mean of them no interval.
    point.distortionHalfWidth95 = hasFourthMoment ? measurement.distortionHalfWidth95 : nil
    point.boundRateBitsPerSample = ledger.boundRate.value?.bits
    point.gapDecibels = ledger.whole.decibels.value
    func cells(_ value: (GapLedger.Distance) -> Double?) -> [Cell] {
      LedgerPart.allCases.map { part in
        part == .finiteBlocklength && finite == nil ? .empty : .optional(value(ledger[part]))
      }
    }
    point.own =
      [
        .optional(requestedRate), .real(decibels(ofPowerRatio: heldOut.variance / distortion)),
        .optional(finite?.blocklength), .optional(ledger.whole.ratePerSample.value?.bits),
      ] + GapColumns.cells(ledger.whole) + cells(\.bits) + cells(\.decibels)
    return point
  }
}
