import RDReport
import RDResults

/// The learned codes of Gaussian blocks that stand beside other results: means over repetitions of the codes whose encoder searches, of the
/// training that is listed first.
struct LearnedBlockCodes {
  /// A row of means for each blocklength and weight.
  let rows: [ResultRow]

  /// The source that they are codes of.
  static let source = "gaussian"

  /// Reads them; `nil` without such results.
  init?(beside results: ResultSet) throws {
    let sibling = results.siblings.first { $0.experiment == GaussianCodecExperiment.name }
    guard
      let learned = try sibling?.rows("summary.csv").where("method", "learned")
        .where("assignment", "search").having("gap_decibels"), let first = learned.first
    else { return nil }
    rows = try learned.where("training", first.text("training"))
  }

  /// The codes of the blocklength whose rates are nearest to given ones, with these.
  ///
  /// A code is trained for a weight, so its rate varies; codes farther than a fiftieth from a rate are omitted.
  func nearest(
    to rates: [Double]
  ) throws -> (blockLength: Int, codes: [(rate: Double, row: ResultRow)])? {
    func nearest(_ rate: Double, _ length: Int) throws -> (row: ResultRow, distance: Double)? {
      try rows.where("block_length", "\(length)")
        .map { (row: $0, distance: abs(try $0.number("rate_bits_per_sample") / rate - 1)) }
        .min { $0.distance < $1.distance }
    }
    let candidates = try rows.integers("block_length").map { length in
      (length, try rates.map { try nearest($0, length)?.distance ?? .infinity }.max() ?? .infinity)
    }
    guard let best = candidates.min(by: { $0.1 < $1.1 })?.0 else { return nil }
    let codes = try rates.compactMap { rate -> (rate: Double, row: ResultRow)? in
      guard let code = try nearest(rate, best), code.distance < 0.02 else { return nil }
      return (rate, code.row)
    }
    return codes.isEmpty ? nil : (best, codes)
  }
}
