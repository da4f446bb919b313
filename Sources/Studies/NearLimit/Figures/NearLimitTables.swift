import Foundation
import RDReport
import RDResults

extension TableOfResults {
  /// The codes near the limit on the first of the sources: rate by all bytes and gap at each of the rates that they were designed for, and
  /// their speed.
  static let nearLimit = TableOfResults(
    of: NearLimitExperiment.name, "Codes near the limit: rate by all bytes, and gap to D(R)"
  ) { results in
    let all = try NearLimitCode.codes(of: results)
    let codes = all.filter { $0.source == all.first?.source }
    let rate = NearLimitCode.shownRate(of: codes)
    func speed(
      _ key: String, _ heading: String, _ speed: @escaping (NearLimitCode) -> Double?
    ) -> TableColumn<[NearLimitCode]> {
      TableColumn(key, "\(heading) (10⁶/s)", latex: "\(heading) ($10^6$/s)") { row in
        let shown = row.first { $0.requestedRate == rate }
        return .optional(shown.flatMap(speed).map { $0 * 1e-6 }, decimals: 1)
      }
    }
    return try nearLimit(
      codes, names: [.method],
      and: [
        speed("encoding", "encoded", \.encodingSpeed),
        speed("decoding", "decoded", \.decodingSpeed),
        TableColumn("samples") { .optional($0.map(\.sampleCount).min().map { Int($0) }) },
      ], note: "Samples at each rate. Speeds on one thread, at \(rateText(rate)).")
  }

  /// The codes on the other sources: rate by all bytes and gap.
  static let nearLimitOfOtherSources = TableOfResults(
    of: NearLimitExperiment.name,
    "Codes near the limit on other sources: rate by all bytes, and gap to D(R)"
  ) { results in
    let all = try NearLimitCode.codes(of: results)
    return try nearLimit(
      all.filter { $0.source != all.first?.source },
      names: [TableColumn("source") { .text($0.first?.source ?? "") }, .method])
  }

  /// A row for each source and method, with rate and gap at each of the rates.
  private static func nearLimit(
    _ codes: [NearLimitCode], names: [TableColumn<[NearLimitCode]>],
    and others: [TableColumn<[NearLimitCode]>] = [], note: String? = nil
  ) throws -> PresentedTable {
    let rows = distinct(codes.map { [$0.source, $0.method] }).map { name in
      codes.filter { [$0.source, $0.method] == name }
    }
    let measured = Set(codes.map(\.requestedRate)).sorted().flatMap { rate in
      let asked = String(format: "%g", rate)
      return [
        TableColumn<[NearLimitCode]>("rate-\(rate)", "rate at \(asked) (bits)", latex: "rate") {
          .optional($0.first { $0.requestedRate == rate }?.rate, decimals: 4)
        },
        TableColumn("gap-\(rate)", "gap at \(asked) (dB)") {
          let code = $0.first { $0.requestedRate == rate }
          if let ends = code?.gapEnds {
            return .text(String(format: "%.3f to %.3f", ends.lower, ends.upper))
          }
          return .optional(code?.gapDecibels, halfWidth: code?.gapHalfWidth, decimals: 3)
        },
      ]
    }
    return try PresentedTable(
      rows, key: { "\($0.first?.source ?? "")/\($0.first?.method ?? "")" },
      columns: names + measured + others, note: note)
  }
}

extension TableColumn where Row == [NearLimitCode] {
  fileprivate static var method: Self { Self("method") { .text($0.first?.method ?? "") } }
}
