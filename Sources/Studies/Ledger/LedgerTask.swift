import RDCore
import RDExperiments
import RDResults
import RDStreams
import RDTheory

/// The rows of one source and method: each rate is designed for, coded, decoded again, and measured.
package struct LedgerTask: Sendable {
  /// The columns of its points after the common ones.
  package static let ownColumns: [Table.Column] =
    [
      "requested_rate_bits", "snr_decibels", "blocklength", "gap_bits",
    ] + GapColumns.decibels + GapColumns.bits
    + LedgerPart.allCases.map { .init("\($0.rawValue)_bits") }
    + LedgerPart.allCases.map { .init("\($0.rawValue)_decibels") }

  package let source: LedgerSource
  let method: CodedMethod
  package let settings: LedgerSettings

  /// The tasks of several methods, for which the bounds of the source are computed once.
  package static func tasks(
    source: String, methods: [CodedMethod], settings: LedgerSettings
  ) throws -> [LedgerTask] {
    let source = try LedgerSource(source, settings: settings)
    return methods.map { LedgerTask(source: source, method: $0, settings: settings) }
  }

  /// Checks that a finite-blocklength bound is known for the source.
  package func checkBlocklength() throws { try source.checkFiniteBlocklength() }

  package var usesExcessProbability: Bool { source.blockBound == nil }

  /// A point for each rate; one that could not be reached says why in its status.
  ///
  /// - `rates`: in bits per sample.
  package func points(
    atRates rates: [Double], willMeasure: () throws -> Void = {}
  ) throws -> [Point] {
    let heldOut = source.heldOut(
      count: settings.samples,
      seed: SeedPath(root: UInt64(settings.seed))["ledger", source.name])
    let design = try source.design(of: method, seed: UInt64(settings.seed))
    return try rates.map { rate in
      try willMeasure()
      do {
        return try point(atRate: rate, on: heldOut, design)
      } catch {
        return Self.point(
          source: source.name, method: method.name, rate: rate, status: "failed: \(error)")
      }
    }
  }

  /// A point with the requested rate only.
  package static func point(
    source: String, method: String, rate: Double?, status: String = Point.success
  ) -> Point {
    var point = Point(source: source, method: method)
    point.status = status
    point.own = [.optional(rate)] + ownColumns.dropFirst().map { _ in .empty }
    return point
  }

  private func point(
    atRate rate: Double, on heldOut: HeldOutSequence, _ design: SequenceDesign
  ) throws -> Point {
    let code = try source.code(
      of: design, atRate: .bits(rate), sampleCount: heldOut.samples.count)
    return try source.point(
      of: code, method: method.name, requestedRate: rate, on: heldOut, settings: settings)
  }
}
