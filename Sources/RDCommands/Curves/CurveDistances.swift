import Foundation
import RDCore
import RDCurves
import RDReport
import RDResults

/// The Bjøntegaard distances of curves from one of them.
package struct CurveDistances {
  let metric: CurveMetric
  private let methods: [BjontegaardDelta.Interpolation]
  let rates: Interval?
  let anchor: RateCurve

  /// A row for each curve, the least rate first; those that cannot be compared last.
  let rows: [Row]

  /// What holds for several curves.
  package let notes: [String]

  /// A curve with its distances.
  struct Row {
    let curve: RateCurve

    /// By the methods, in their order.
    let deltas: [BjontegaardDelta?]
    let pointsInside: Int?

    /// The compared qualities as a fraction of those of the anchor.
    let overlap: Double?
    let warnings: [Warning]

    /// Whether the curve itself is of no use, not only its range.
    var hasFailed: Bool {
      deltas.allSatisfy { $0 == nil }
        && !warnings.contains { [Warning.noOverlap, Warning.otherUnit].contains($0.word) }
    }
  }

  /// What a reader of a distance must know.
  struct Warning {
    /// For a column of a terminal; the help explains it.
    let word: String
    let explanation: String

    static let noOverlap = "no overlap"
    static let otherUnit = "other unit"
  }

  /// Below this fraction of the anchor's qualities, a distance says little about the curves.
  private static let leastOverlap = 0.1

  /// The distances of all curves from the anchor, the anchor's own among them.
  ///
  /// Curves are drawn through all of their points; limits of the rate then cut them, and nothing is extrapolated.
  ///
  /// - Parameters:
  ///   - collection: the curves.
  ///   - anchor: one of them.
  ///   - methods: how curves are drawn, at least one; the first one orders the rows.
  ///   - rates: the compared rates; `nil` for all that both curves have.
  /// - Throws: `Diagnosis` if the anchor has no curve at these rates.
  package init(
    of collection: CurveCollection, from anchor: RateCurve,
    methods: [BjontegaardDelta.Interpolation], rates: Interval?
  ) throws {
    func delta(
      _ curve: RateCurve, _ method: BjontegaardDelta.Interpolation
    ) throws(BjontegaardError) -> BjontegaardDelta {
      try BjontegaardDelta(
        of: curve.points, against: anchor.points, interpolation: method,
        rateLimits: rates ?? .realLine, isThroughAllPoints: true)
    }
    let whole: Interval
    do throws(BjontegaardError) {
      whole = try delta(anchor, methods[0]).qualityOverlap
    } catch {
      let reason =
        error == .noOverlap
        ? "it has no part of its curve between these rates. Take other --rates." : "\(error)"
      throw Diagnosis.badData("--anchor: '\(anchor.name)' cannot be compared with: \(reason)")
    }
    let rows = collection.comparable(with: anchor).map { curve -> Row in
      var warnings = Self.warnings(of: curve, anchor: anchor, rates: rates, collection.metric)
      let deltas = methods.map { method -> BjontegaardDelta? in
        guard !curve.isInOtherUnit(than: anchor) else { return nil }
        do throws(BjontegaardError) {
          return try delta(curve, method)
        } catch {
          let word = error == .noOverlap ? Warning.noOverlap : "no \(method.rawValue) curve"
          warnings.append(Warning(word: word, explanation: error.description))
          return nil
        }
      }
      let compared = deltas.lazy.compactMap { $0?.qualityOverlap }.first
      let overlap = compared.map { $0.width / whole.width }
      if let overlap, overlap < Self.leastOverlap {
        warnings.append(
          Warning(
            word: "small overlap",
            explanation:
              "The overlap is less than a tenth of the anchor's \(collection.metric.heading)."))
      }
      return Row(
        curve: curve, deltas: deltas,
        pointsInside: compared.map { range in
          curve.points.count { range.contains($0.qualityDecibels) }
        },
        overlap: overlap, warnings: warnings)
    }
    func order(_ row: Row) -> Double { row.deltas[0]?.ratePercent ?? .infinity }
    self.rows = rows.enumerated().sorted {
      (order($0.element), $0.offset) < (order($1.element), $1.offset)
    }.map(\.element)
    notes = Self.notes(on: rows.map(\.curve), of: collection)
    metric = collection.metric
    self.methods = methods
    self.anchor = anchor
    self.rates = rates
  }

  private static func warnings(
    of curve: RateCurve, anchor: RateCurve, rates: Interval?, _ metric: CurveMetric
  ) -> [Warning] {
    var warnings: [Warning] = []
    func warn(_ word: String, _ explanation: String) {
      warnings.append(Warning(word: word, explanation: explanation))
    }
    if curve.points.count < 4 {
      warn("few points", "Fewer than four points: \(curve.points.count).")
    }
    if curve.fallCount > 0 {
      warn(
        "not monotone",
        "\(metric.heading) does not rise with the rate at \(curve.fallCount) of its points.")
    }
    func range(_ rates: Interval) -> String {
      String(format: "from %.4g to %.4g", rates.lower, rates.upper)
    }
    if curve.isInOtherUnit(than: anchor), let own = curve.rates, let others = anchor.rates {
      warn(
        Warning.otherUnit,
        "Its rates, \(range(own)), are in \(curve.unit.rawValue), the anchor's, \(range(others)), in \(anchor.unit.rawValue), so nothing is compared. Bring them to one unit, and name their column bpp if it is bits per pixel."
      )
    } else if let rates, let own = curve.rates,
      own.lower > rates.lower || own.upper < rates.upper
    {
      warn(
        "short range",
        "It has rates \(range(own)) and is not extrapolated to those \(range(rates)).")
    }
    if curve.isOfLuma != anchor.isOfLuma {
      warn(
        "luma",
        "\(curve.isOfLuma ? "Its" : "The anchor's") PSNR is that of luma, the other one is of all channels."
      )
    }
    if let own = curve.averaging, let other = anchor.averaging, own != other {
      warn("other averaging", "The anchor's averaging is: \(other).")
    }
    return warnings
  }

  private static func notes(on curves: [RateCurve], of collection: CurveCollection) -> [String] {
    let heading = collection.metric.heading
    var notes: [String] = []
    func note(_ text: String, _ left: [RateCurve]) {
      if !left.isEmpty { notes.append("\(text): \(left.map(\.name).joined(separator: ", ")).") }
    }
    note("Left out, without a finite \(heading)", collection.curves.filter(\.points.isEmpty))
    note(
      "Left out, not on the anchor's images",
      collection.curves.filter { curve in
        !curve.points.isEmpty && !curves.contains { $0.name == curve.name }
      })
    let unused = curves.reduce(0) { $0 + $1.unusedRowCount }
    if unused > 0 {
      notes.append("Rows left out, without a finite rate and \(heading): \(unused).")
    }
    let averagings = distinct(curves.map { $0.averaging ?? "not known" })
    if averagings.count > 1 {
      notes.append(
        "Curves of different averagings are compared (\(averagings.joined(separator: "; "))), which alone can move a curve by some tenths of a decibel."
      )
    }
    if Set(curves.map(\.unit)).count > 1 {
      notes.append(
        "Some rates are bits per pixel, others are in columns of another name: are all in the same unit?"
      )
    }
    return notes
  }

  /// Checks that the user's own curves are curves.
  ///
  /// - Throws: `Diagnosis` with those that were not.
  package func check() throws(Diagnosis) {
    let failed = rows.filter { $0.curve.isOwn && $0.hasFailed }
    if !failed.isEmpty {
      throw CommandError.rowsFailed(
        failed.count, of: rows.count,
        reasons: failed.map { row in
          "\(row.curve.name): \(row.warnings.map(\.explanation).joined(separator: " "))"
        })
    }
  }

  /// The rows; as text without the columns that only programs ask for.
  package func table(for format: TableFormat) -> Table {
    let shown = columns(for: format).filter { $0.isShown || format != .text }
    return Table(
      columns: shown.map(\.column), rows: rows.map { row in shown.map { $0.cell(row) } })
  }

  private struct Column {
    let column: Table.Column
    var isShown = true
    let cell: (Row) -> Cell
  }

  private func columns(for format: TableFormat) -> [Column] {
    func column(
      _ name: String, _ heading: String, decimals: Int = 2, isShown: Bool = true,
      _ cell: @escaping (Row) -> Cell
    ) -> Column {
      Column(
        column: Table.Column(name, heading: heading, precision: .decimals(decimals)),
        isShown: isShown, cell: cell)
    }
    func first(_ value: @escaping (BjontegaardDelta) -> Double?) -> (Row) -> Cell {
      { row in .optional(row.deltas.lazy.compactMap { $0 }.first.flatMap(value)) }
    }
    let unit = metric.suffix.isEmpty ? "" : " (dB)"
    return [
      column("curve", "Curve") { row in
        .text(row.curve.name + (format == .text && row.curve.isOwn ? " *" : ""))
      },
      column("own", "Own", isShown: false) { $0.curve.isOwn ? .text("yes") : .empty },
      column("kind", "Kind", isShown: false) { .optional($0.curve.kind) },
      column("anchor", "Anchor", isShown: false) { _ in .text(anchor.name) },
    ]
      + methods.enumerated().flatMap { index, method in
        let name = method == .pchip ? "PCHIP" : method.rawValue
        let rateHeading =
          methods.count == 1 ? "BD-rate" : index == 0 ? "BD-rate: \(name)" : name
        return [
          column("bd_rate_\(method.rawValue)_percent", "\(rateHeading) (%)") {
            .optional($0.deltas[index]?.ratePercent)
          },
          column(
            "bd_\(metric.name)_\(method.rawValue)\(metric.suffix)",
            "BD-\(metric.heading)", decimals: 3, isShown: index == 0
          ) {
            .optional($0.deltas[index]?.qualityDecibels)
          },
        ]
      } + [
        column("least_\(metric.name)\(metric.suffix)", "from", first { $0.qualityOverlap.lower }),
        column(
          "largest_\(metric.name)\(metric.suffix)", "to\(unit)", first { $0.qualityOverlap.upper }),
        column("overlap_percent", "Overlap (%)", decimals: 0) {
          .optional($0.overlap.map { 100 * $0 })
        },
        column("points", "Points") { .integer($0.curve.points.count) },
        column("points_inside", "Inside") { .optional($0.pointsInside) },
        column(
          "least_rate", "from rate", decimals: 4, isShown: false, first { $0.rateOverlap?.lower }),
        column(
          "largest_rate", "to rate", decimals: 4, isShown: false, first { $0.rateOverlap?.upper }),
        column("averaging", "Averaging") { row in
          .optional(row.curve.averaging.map { format == .text ? Self.short($0) : $0 })
        },
        column("source", "Source", isShown: false) {
          .optional($0.curve.source ?? $0.curve.path.map(StandardInput.named))
        },
        column("warnings", "Warnings") { row in
          guard !row.warnings.isEmpty else { return .empty }
          return format == .text
            ? .text(row.warnings.map(\.word).joined(separator: ", "))
            : .text(row.warnings.map(\.explanation).joined(separator: " "))
        },
      ]
  }

  /// The name of an averaging in a narrow column.
  private static func short(_ averaging: String) -> String {
    if averaging.lowercased().contains("pooled") { return "pooled" }
    return averaging.hasPrefix("mean of per-image") ? "per image" : averaging
  }
}
