import ArgumentParser
import RDCommands

/// The sizes of quantisers, as bits, rates or numbers of levels.
struct QuantiserSizeOptions: ParsableArguments {
  @Option(
    "list", "Bits per sample, as a list or range; 2^bits levels. From 1 to 24. (default: 3-6)")
  var bits: String?

  @Option("list", "Numbers of levels, beside or instead of bits.")
  var levels: String?

  @Option(
    "list",
    "Rates in bits per sample, as a list or range such as 1:3:0.5, beside or instead of bits.")
  var rates: String?

  /// Whether any size is given.
  var areGiven: Bool { bits != nil || levels != nil || rates != nil }

  /// The requested sizes.
  var sizes: QuantiserSizes { QuantiserSizes(bits: bits, levels: levels, rates: rates) }
}
