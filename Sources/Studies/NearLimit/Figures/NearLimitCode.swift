import Foundation
import RDReport
import RDResults

/// A code of the experiment near the limit at one rate: the means over its repetitions, and its speed where that is known.
struct NearLimitCode {
  let source: String
  let method: String

  /// The design rate, in bits per sample.
  let requestedRate: Double

  /// By all bytes of the streams, in bits per sample.
  let rate: Double

  /// `nil` where D(R) is not known well enough.
  let gapDecibels: Double?

  /// The ends between which a gap without a value lies.
  let gapEnds: (lower: Double, upper: Double)?

  /// Of the 95 % interval of the gap; `nil` after one repetition.
  let gapHalfWidth: Double?

  /// Samples of all repetitions.
  let sampleCount: Double

  let blockLength: Int?
  let states: Int?
  let listSize: Int?

  /// Samples per second on one thread.
  let encodingSpeed: Double?
  let decodingSpeed: Double?

  /// Whether it is a trellis for its entropy.
  var isTrellis: Bool { states != nil && method.hasPrefix("ectcq") }

  /// The codes of some results, in their order.
  static func codes(of results: ResultSet) throws -> [NearLimitCode] {
    func key(_ row: ResultRow) throws -> [String] {
      try ["source", "method", "requested_rate_bits"].map { try row.text($0) }
    }
    var trials: [[String]: String] = [:]
    for row in try results.rows("points.csv") { trials[try key(row)] = try row.text("trial") }
    var times: [String: ResultRow] = [:]
    for row in results.rows(ifAny: "timing.csv") { times[try row.text("trial")] = row }
    return try results.rows("summary.csv").map { row in
      let time = try trials[key(row)].flatMap { times[$0] }
      let gap = try row.optionalNumber("gap_decibels")
      return NearLimitCode(
        source: try row.text("source"), method: try row.text("method"),
        requestedRate: try row.number("requested_rate_bits"),
        rate: try row.number("rate_bits_per_sample"),
        gapDecibels: gap,
        gapEnds: gap == nil
          ? (try row.number("gap_decibels_lower"), try row.number("gap_decibels_upper")) : nil,
        gapHalfWidth: try row.optionalNumber("gap_decibels_ci95"),
        sampleCount: try row.number("sample_count") * row.number("repetitions"),
        blockLength: try row.optionalInteger("block_length"),
        states: try row.optionalInteger("states"),
        listSize: try row.optionalInteger("list_size"),
        encodingSpeed: try time?.optionalNumber("encoding_samples_per_second"),
        decodingSpeed: try time?.optionalNumber("decoding_samples_per_second"))
    }
  }

  /// The rate at which codes of all kinds are shown beside each other: the one that is nearest to 1 bit.
  static func shownRate(of codes: [NearLimitCode]) -> Double {
    codes.map(\.requestedRate).min { abs(log2($0)) < abs(log2($1)) } ?? 1
  }

  /// How the polar codes of a list look, and their name where all codes are polar; without a list, one path, it is plain successive
  /// cancellation.
  static func polarStyle(listSize: Int) -> (mark: Mark, title: String) {
    let mark =
      switch listSize {
      case 1: Mark(6, .blue, size: 1.2)
      case 8: Mark(5, .orange, size: 1.2)
      case 32: Mark(9, .green, size: 1.2)
      default: Mark(3, .purple, size: 1.2)
      }
    return (mark, listSize == 1 ? "SC" : "list of \(listSize)")
  }
}

/// What a logarithmic axis needs: its range and its tics.
enum PowerScale {
  /// The range around some positive numbers, and somewhat beyond the least and the greatest.
  static func range(_ numbers: [Double]) -> String {
    "[\((numbers.min() ?? 1) / 1.5):\((numbers.max() ?? 1) * 1.5)]"
  }

  /// Tics at powers of 2, more than one apart where all would be crowded.
  static func powersOfTwo(_ numbers: [Int]) -> String {
    let powers = numbers.map { log2(Double($0)) }
    let (least, most) = (Int((powers.min() ?? 0).rounded()), Int((powers.max() ?? 0).rounded()))
    let step = 1 + (most - least) / 8
    let tics = stride(from: least, through: most, by: step).map { "\"2^{\($0)}\" 2**\($0)" }
    return "(\(tics.joined(separator: ", ")))"
  }

  /// Tics of a gap in decibels.
  static let decibels = "(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)"
}
