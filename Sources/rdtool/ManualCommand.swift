import ArgumentParser
import RDFiles

/// `rdtool manual`: the manual pages.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Write the manual pages, one for each command.",
    usage: "rdtool manual --output FOLDER",
    discussion: """
      The pages are what 'rdtool help' prints, for man; scripts/install puts them where man looks.

      Examples:
        rdtool manual --output man1
      """)

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The folder to write to, made where it is missing.", valueName: "folder"))
  var output: String

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output is empty. Name a folder.") }
  }

  func run() throws {
    try AtomicFile.createFolder(output)
    for page in ManualPage.all {
      let path = "\(output)/\(page.name).1"
      try AtomicFile.write(page.text.utf8, to: path)
      try printToStandardOutput("\(path)\n")
    }
  }
}
