import RDCore
import RDExperiments
import RDResults
import RDTheory

/// The rows of one source and method: each rate is designed for, coded, decoded again, and measured.
package struct LedgerTask: Sendable {
  /// The columns of its points after the common ones.
  package static let ownColumns: [Table.Column] =
    [
      "requested_rate_bits", "snr_decibels", "blocklength", "gap_bits",
    ] + LedgerPart.allCases.map { .init("\($0.rawValue)_bits") }
    + LedgerPart.allCases.map { .init("\($0.rawValue)_decibels") }

  package let source: LedgerSource
  let method: LedgerMethod
  package let settings: LedgerSettings

  /// The tasks of several methods, for which the bounds of the source are computed once.
  package static func tasks(
    source: String, methods: [LedgerMethod], settings: LedgerSettings
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
    let heldOut = source.heldOut(count: settings.samples, seed: sourceSeed)
    let designs = ComponentDesigns()
    return try rates.map { rate in
      try willMeasure()
      do {
        return try point(atRate: rate, on: heldOut, designs)
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

  private var sourceSeed: SeedPath {
    SeedPath(root: UInt64(settings.seed))["ledger", source.name]
  }

  private func point(
    atRate rate: Double, on heldOut: HeldOutSequence, _ designs: ComponentDesigns
  ) throws -> Point {
    let codec = try source.codec(
      of: method, atRate: .bits(rate), designs: designs, seed: designSeed)
    return try source.point(
      of: codec, method: method.name, requestedRate: rate, on: heldOut, settings: settings)
  }

  private func designSeed(_ rate: Double) -> SeedPath {
    sourceSeed["method", method.quantiser.name]["rate", "\(rate)"]
  }
}
