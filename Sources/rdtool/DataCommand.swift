import ArgumentParser

/// `rdtool data`: the data sets of images.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "List, fetch and verify the data sets of images.",
    discussion: """
      A data set is named NAME[:key=value,…], as in cifar10:split=test,count=1000. Its files are looked up in RDTOOL_DATA, \
      else XDG_CACHE_HOME/rdtool/data, else ~/.cache/rdtool/data. 'dead-leaves' and 'digits' are drawn and need no files.

      Examples:
        rdtool data list
        rdtool data fetch kodak
        rdtool data verify
      """,
    subcommands: [DataListCommand.self, DataFetchCommand.self, DataVerifyCommand.self])
}
