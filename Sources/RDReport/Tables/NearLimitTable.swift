internal import Foundation
internal import RDResults

/// The codes near the limit: rate by all bytes and gap at each of the rates that they were designed for, and their speed.
struct NearLimitTable: TableOfResults {
  /// All methods, on the first of the sources.
  static let firstSource = NearLimitTable(isOfFirstSource: true)

  /// Some methods, on the other sources.
  static let otherSources = NearLimitTable(isOfFirstSource: false)

  private let isOfFirstSource: Bool

  var caption: String {
    isOfFirstSource
      ? "Codes near the limit: rate by all bytes, and gap to D(R)"
      : "Codes near the limit on other sources: rate by all bytes, and gap to D(R)"
  }

  func suits(_ results: ResultSet) throws -> Bool {
    try results.experiment == "near-limit" && !codes(of: results).isEmpty
  }

  func table(of results: ResultSet) throws -> PresentedTable {
    let codes = try codes(of: results)
    let rates = Set(codes.map(\.requestedRate)).sorted()
    let shownRate = NearLimitCode.shownRate(of: codes)
    let rows = distinct(codes.map { [$0.source, $0.method] }).map { name in
      let own = codes.filter { [$0.source, $0.method] == name }
      let shown = own.first { $0.requestedRate == shownRate }
      let measured = rates.flatMap { rate -> [PresentedCell] in
        let code = own.first { $0.requestedRate == rate }
        return [
          .optional(code?.rate, decimals: 4),
          .optional(code?.gapDecibels, halfWidth: code?.gapHalfWidth, decimals: 3),
        ]
      }
      return PresentedTable.Row(
        name.joined(separator: "/"),
        [.text(name[0]), .text(name[1]), .optional(own.map(\.sampleCount).min().map { Int($0) })]
          + measured
          + [shown?.encodingSpeed, shown?.decodingSpeed].map {
            .optional($0.map { $0 * 1e-6 }, decimals: 1)
          })
    }
    return PresentedTable(
      columns: [
        .init("source", "source"), .init("method", "method"), .init("samples", "samples"),
      ]
        + rates.flatMap { rate in
          let asked = String(format: "%g", rate)
          return [
            PresentedTable.Column("rate-\(rate)", "rate (bits), \(asked) asked for"),
            PresentedTable.Column("gap-\(rate)", "gap (dB)"),
          ]
        }
        + [
          .init("encoding", "encoded (10⁶/s)", latex: "encoded ($10^6$/s)"),
          .init("decoding", "decoded (10⁶/s)", latex: "decoded ($10^6$/s)"),
        ],
      rows: rows,
      note:
        "Samples at each rate. Speeds on one thread, at \(String(format: "%g", shownRate)) \(shownRate == 1 ? "bit" : "bits")."
    )
  }

  private func codes(of results: ResultSet) throws -> [NearLimitCode] {
    let codes = try NearLimitCode.codes(of: results)
    return codes.filter { ($0.source == codes.first?.source) == isOfFirstSource }
  }
}
