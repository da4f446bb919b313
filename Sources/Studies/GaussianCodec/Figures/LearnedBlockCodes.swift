import RDResults

/// The learned codes of Gaussian blocks that stand beside other results: means over repetitions of the codes whose encoder searches, trained in the
/// first of the ways that were compared.
struct LearnedBlockCodes {
  /// A row of means for each blocklength and weight.
  package let rows: [ResultRow]

  /// The source that they are codes of.
  package static let source = "gaussian"

  /// Reads them; `nil` where no such results stand beside.
  init?(beside results: ResultSet) throws {
    guard let sibling = results.siblings.first(where: { $0.experiment == "gaussian-codec" }) else {
      return nil
    }
    let learned = try sibling.table("summary.csv").rows.filter {
      try $0.text("method") == "learned" && $0.text("assignment") == "search"
        && $0.optionalNumber("gap_decibels") != nil
    }
    let training = try learned.first?.text("training")
    rows = try learned.filter { try $0.text("training") == training }
    if rows.isEmpty { return nil }
  }

  /// The codes of the blocklength whose rates are nearest to some, with the rate that each is near to.
  ///
  /// A code is trained for a weight and gets the rate that follows, so what is further than a fiftieth from a rate is left out.
  func nearest(
    to rates: [Double]
  ) throws -> (blockLength: Int, codes: [(rate: Double, row: ResultRow)])? {
    func nearest(_ rate: Double, _ length: Int) throws -> (row: ResultRow, distance: Double)? {
      let codes = try rows.filter { try $0.integer("block_length") == length }
        .map { (row: $0, distance: abs(try $0.number("rate_bits_per_sample") / rate - 1)) }
      return codes.min { $0.distance < $1.distance }
    }
    let lengths = Set(try rows.map { try $0.integer("block_length") }).sorted()
    let distances = try lengths.map { length in
      try rates.map { try nearest($0, length)?.distance ?? .infinity }.max() ?? .infinity
    }
    guard let best = zip(lengths, distances).min(by: { $0.1 < $1.1 })?.0 else { return nil }
    var codes: [(rate: Double, row: ResultRow)] = []
    for rate in rates {
      if let code = try nearest(rate, best), code.distance < 0.02 { codes.append((rate, code.row)) }
    }
    return codes.isEmpty ? nil : (best, codes)
  }
}
