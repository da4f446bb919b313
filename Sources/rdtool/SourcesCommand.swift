import ArgumentParser
import RDCommands
import RDCore
import RDResults

/// `rdtool sources`: lists the sources, or the properties of one.
struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "List the sources with their parameters, or show the properties of one.",
    usage: "rdtool sources [SOURCE] [--format FORMAT]",
    discussion: """
      Without a source, each source and each of its parameters has a row. A parameter without a default is \
      needed, as the example below it shows, or stands instead of others. With a source, NAME[:key=value,…], \
      each of its properties has a row: entropies in bits per sample, all else in source units.

      A file of samples replaces a source in 'rdtool quantise --from': CSV, raw float32 \
      (.f32, .raw, .bin), or a NumPy array (.npy).

      Examples:
        rdtool sources
        rdtool sources generalised-gaussian:shape=0.7
        rdtool sources gauss-markov:rho=0.9 --format json
      """)

  @Argument(help: "The source whose properties to show, NAME[:key=value,…].")
  var source: String?

  @Option(help: "How to print the table.")
  var format: TableFormat = .text

  func run() throws {
    let table =
      if let source {
        try SourceProperties(Descriptor(parsing: source)).table()
      } else {
        SourceListing.table(for: format)
      }
    try printTable(table, as: format)
  }
}
