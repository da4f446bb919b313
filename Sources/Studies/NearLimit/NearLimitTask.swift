import RDCore
import RDExperiments
import RDQuantisers
import RDResults
import RDStreams

/// One code at one rate: designed once, then measured on the samples of each repetition.
struct NearLimitTask: Sendable {
  /// The columns of its points after the common ones.
  static let ownColumns: [Table.Column] =
    [
      "requested_rate_bits", "snr_decibels", "gap_bits", "stream_bytes",
    ] + GapColumns.decibels + GapColumns.bits + CodeSize.columns

  /// Its speed: that of the fastest repetition, on one thread.
  static let timingColumns: [Table.Column] = [
    "design_seconds", "encoding_samples_per_second", "decoding_samples_per_second",
  ]

  let source: String
  let method: CodedMethod
  let rate: Double
  let specification: NearLimitSpecification

  var trial: Trial {
    Trial(name: "\(source) \(method.name) \(rate)", template: template) { context in
      try SingleThread.run { try outcome(context) }
    }
  }

  /// A point before any measurement.
  private var template: Point {
    var point = Point(source: source, method: method.name)
    point.seed = UInt64(specification.seed)
    point.own =
      [.real(rate), .empty, .empty, .empty] + GapColumns.cells(nil)
      + CodeSize(ofMethod: method.name).cells
    return point
  }

  private func outcome(_ context: TrialContext) throws -> TrialOutcome {
    let source = try LedgerSource(source, settings: settings)
    let root = UInt64(specification.seed)
    let seed = SeedPath(root: root)["near-limit", source.name]
    let design = try source.design(of: method, seed: root)
    let (code, designSeconds) = try timed {
      try source.code(of: design, atRate: .bits(rate), sampleCount: sampleCount)
    }
    var points: [Point] = []
    var (fastestEncoding, fastestDecoding) = (0.0, 0.0)
    for repetition in 1...specification.repetitions {
      try context.checkInterruption()
      context.report(
        completed: repetition - 1, of: specification.repetitions, note: "repetition \(repetition)")
      // All codes of a repetition see the same samples; those of long blocks see more behind them.
      let heldOut = source.heldOut(count: sampleCount, seed: seed["repetition", repetition])
      let count = Double(heldOut.samples.count)
      let (coded, encodingSeconds) = timed {
        let sequence = code.quantise(heldOut.samples)
        return (sequence: sequence, stream: code.encode(sequence))
      }
      let (decoded, decodingSeconds) = try timed { try StreamDecoder.decode(coded.stream.bytes) }
      try SequenceCode.check(decoded, against: code.reconstruction(of: coded.sequence))
      fastestEncoding = max(fastestEncoding, count / encodingSeconds)
      fastestDecoding = max(fastestDecoding, count / decodingSeconds)
      points.append(
        point(
          repetition, byteCount: coded.stream.bytes.count, sampleCount: heldOut.samples.count,
          NearLimitMeasurement(
            of: decoded, for: heldOut, byteCount: coded.stream.bytes.count, above: source.bound,
            dividesByPower: source.isGaussianDensity)))
    }
    return TrialOutcome(
      points: points,
      timing: [.real(designSeconds), .real(fastestEncoding), .real(fastestDecoding)])
  }

  private func point(
    _ repetition: Int, byteCount: Int, sampleCount: Int, _ measurement: NearLimitMeasurement
  ) -> Point {
    var point = template
    point.repetition = repetition
    point.sampleCount = sampleCount
    point.rateBitsPerSample = measurement.rate.bits
    point.rateKind = .coded
    point.distortion = measurement.distortion
    point.distortionHalfWidth95 = measurement.distortionHalfWidth95
    point.boundRateBitsPerSample = measurement.boundRate.value?.bits
    point.gapDecibels = measurement.gap.decibels.value
    point.own[1...7] =
      [
        .real(measurement.snrDecibels), .optional(measurement.gap.ratePerSample.value?.bits),
        .integer(byteCount),
      ] + GapColumns.cells(measurement.gap)
    return point
  }

  /// As many samples as were asked for, filled up to whole blocks of the code.
  private var sampleCount: Int {
    let block = CodeSize(ofMethod: method.name).blockLength ?? 1
    return (specification.samples + block - 1) / block * block
  }

  private var settings: LedgerSettings {
    var settings = LedgerSettings()
    settings.seed = specification.seed
    settings.blocklength = specification.transformLength
    return settings
  }
}
