import Foundation
import RDResults

/// A code of the experiment near the limit at one rate: the means over its repetitions, and its speed where that is known.
struct NearLimitCode {
  package let source: String
  package let method: String

  /// What it was designed for, in bits per sample.
  let requestedRate: Double

  /// By all bytes of the streams, in bits per sample.
  package let rate: Double

  let gapDecibels: Double

  /// Of the 95 % interval of the gap; `nil` after one repetition.
  let gapHalfWidth: Double?

  /// Samples of all repetitions.
  let sampleCount: Double

  let blockLength: Int?
  let states: Int?
  let listSize: Int?

  /// Samples a second on one thread.
  let encodingSpeed: Double?
  let decodingSpeed: Double?

  /// Whether it is a trellis for its entropy.
  var isTrellis: Bool { states != nil && method.hasPrefix("ectcq") }

  /// The codes of some results, in their order.
  static func codes(of results: ResultSet) throws -> [NearLimitCode] {
    var trials: [String: String] = [:]
    for row in try results.table("points.csv").rows {
      trials[try key(row)] = try row.text("trial")
    }
    var times: [String: ResultRow] = [:]
    for row in results.rows(ifAny: "timing.csv") { times[try row.text("trial")] = row }
    return try results.table("summary.csv").rows.map { row in
      let time = try trials[key(row)].flatMap { times[$0] }
      return NearLimitCode(
        source: try row.text("source"), method: try row.text("method"),
        requestedRate: try row.number("requested_rate_bits"),
        rate: try row.number("rate_bits_per_sample"),
        gapDecibels: try row.number("gap_decibels"),
        gapHalfWidth: try row.optionalNumber("gap_decibels_ci95"),
        sampleCount: try row.number("sample_count") * row.number("repetitions"),
        blockLength: try row.optionalInteger("block_length"),
        states: try row.optionalInteger("states"),
        listSize: try row.optionalInteger("list_size"),
        encodingSpeed: try time?.optionalNumber("encoding_samples_per_second"),
        decodingSpeed: try time?.optionalNumber("decoding_samples_per_second"))
    }
  }

  private static func key(_ row: ResultRow) throws -> String {
    try ["source", "method", "requested_rate_bits"].map { try row.text($0) }.joined(separator: " ")
  }

  /// The rate at which codes of all kinds are shown beside each other: the one that is nearest to 1 bit.
  static func shownRate(of codes: [NearLimitCode]) -> Double {
    codes.map(\.requestedRate).min { abs(log2($0)) < abs(log2($1)) } ?? 1
  }
}
