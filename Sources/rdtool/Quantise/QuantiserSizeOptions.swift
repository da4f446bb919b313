import ArgumentParser
import RDCommands

/// The sizes of quantisers, as bits, rates or numbers of levels.
struct QuantiserSizeOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Bits per sample, as a list or range; 2^bits levels. From 1 to 24. (default: 3-6)",
      valueName: "list"))
  var bits: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Numbers of levels, beside or instead of bits.", valueName: "list"))
  var levels: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rates in bits per sample, as a list or first:last:step, beside or instead of bits.",
      valueName: "list"))
  var rates: String?

  /// The requested sizes.
  var sizes: QuantiserSizes { QuantiserSizes(bits: bits, levels: levels, rates: rates) }
}
