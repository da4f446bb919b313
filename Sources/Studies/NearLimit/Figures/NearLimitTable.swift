import Foundation
import RDReport
import RDResults

/// The codes near the limit: rate by all bytes and gap at each of the rates that they were designed for, and their speed.
struct NearLimitTable: TableOfResults {
  /// All methods, on the first of the sources.
  static let firstSource = NearLimitTable(isOfFirstSource: true)

  /// Some methods, on the other sources.
  static let otherSources = NearLimitTable(isOfFirstSource: false)

  private let isOfFirstSource: Bool

  package var caption: String {
    isOfFirstSource
      ? "Codes near the limit: rate by all bytes, and gap to D(R)"
      : "Codes near the limit on other sources: rate by all bytes, and gap to D(R)"
  }

  package func suits(_ results: ResultSet) throws -> Bool {
    try results.experiment == "near-limit" && !codes(of: results).isEmpty
  }

  package func table(of results: ResultSet) throws -> PresentedTable {
    let codes = try codes(of: results)
    let rates = Set(codes.map(\.requestedRate)).sorted()
    let shownRate = NearLimitCode.shownRate(of: codes)
    let rows = distinct(codes.map { [$0.source, $0.method] }).map { name in
      let own = codes.filter { [$0.source, $0.method] == name }
      let measured = rates.flatMap { rate -> [PresentedCell] in
        let code = own.first { $0.requestedRate == rate }
        return [
          .optional(code?.rate, decimals: 4),
          .optional(code?.gapDecibels, halfWidth: code?.gapHalfWidth, decimals: 3),
        ]
      }
      let cells: [PresentedCell]
      if isOfFirstSource {
        let shown = own.first { $0.requestedRate == shownRate }
        cells =
          [.text(name[1])] + measured
          + [shown?.encodingSpeed, shown?.decodingSpeed].map {
            .optional($0.map { $0 * 1e-6 }, decimals: 1)
          } + [.optional(own.map(\.sampleCount).min().map { Int($0) })]
      } else {
        cells = [.text(name[0]), .text(name[1])] + measured
      }
      return PresentedTable.Row(name.joined(separator: "/"), cells)
    }
    let names = [PresentedTable.Column("source", "source"), .init("method", "method")]
    let measured = rates.flatMap { rate in
      let asked = String(format: "%g", rate)
      return [
        PresentedTable.Column("rate-\(rate)", "rate at \(asked) (bits)", latex: "rate"),
        PresentedTable.Column(
          "gap-\(rate)", "gap at \(asked) (dB)", latex: "gap at \(asked) (dB)"),
      ]
    }
    guard isOfFirstSource else { return PresentedTable(columns: names + measured, rows: rows) }
    let shown = "\(String(format: "%g", shownRate)) \(shownRate == 1 ? "bit" : "bits")"
    return PresentedTable(
      columns: names.suffix(1) + measured + [
        .init("encoding", "encoded (10⁶/s)", latex: "encoded ($10^6$/s)"),
        .init("decoding", "decoded (10⁶/s)", latex: "decoded ($10^6$/s)"),
        .init("samples", "samples"),
      ], rows: rows, note: "Samples at each rate. Speeds on one thread, at \(shown).")
  }

  private func codes(of results: ResultSet) throws -> [NearLimitCode] {
    let codes = try NearLimitCode.codes(of: results)
    return codes.filter { ($0.source == codes.first?.source) == isOfFirstSource }
  }
}
