import ArgumentParser
import RDDataSets

/// `rdtool data fetch`: downloads data sets.
struct DataFetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Fetch data sets from their own addresses, and check them.",
    discussion: """
      Files come over HTTPS and are checked by SHA-256 before they get their own names. What is whole already is not fetched \
      again, and a fetch that was cut off resumes.

      Examples:
        rdtool data fetch kodak bsds500
      """)

  @Argument(help: "The data sets: mnist (11 MB), cifar10 (170 MB), kodak (15 MB), bsds500 (70 MB).")
  var names: [String]

  @Option(
    help: "The address of a folder that has files of the same names, to fetch them from there.")
  var mirror: String?

  func run() throws {
    let distributions = try names.map { try DataSetCatalogue.distribution(named: $0) }
    let folder = DataFolder.standard
    let line = FetchLine()
    for distribution in distributions {
      let count: Int
      do {
        defer { line?.clear() }
        count = try DataSetFetcher(into: folder, mirror: mirror, observer: line)
          .fetch(distribution)
      }
      let action = count > 0 ? "fetched and checked" : "whole already"
      try printToStandardOutput("\(distribution.name): \(action), in \(folder.path)\n")
    }
  }
}
