internal import ArgumentParser
internal import RDCore

/// How many levels quantisers get, as bits or as counts.
struct LevelCountOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Bits a sample, as a list or range; 2^bits levels. From 1 to 24. (default: 3-6)",
      valueName: "list"))
  var bits: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Numbers of levels, beside or instead of bits.", valueName: "list"))
  var levels: String?

  /// The level counts, ascending, each once.
  ///
  /// - Throws: ``FlagError``.
  func levelCounts() throws -> [Int] {
    let fromBits = try (bits ?? (levels == nil ? "3-6" : nil)).map { text in
      try reading("--bits") { try NumberList.integers(parsing: text, in: 1...24).map { 1 << $0 } }
    }
    let direct = try levels.map { text in
      try reading("--levels") { try NumberList.integers(parsing: text, in: 2...(1 << 24)) }
    }
    return Set((fromBits ?? []) + (direct ?? [])).sorted()
  }
}
