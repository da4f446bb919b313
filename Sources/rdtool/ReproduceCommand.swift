import ArgumentParser
import RDCommands
import RDCore
import RDExperiments
import RDReport
import RDResults

/// `rdtool reproduce`: runs the project's experiments, draws their figures, and judges every published claim.
struct ReproduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Run the project's experiments again, and hold published claims against the results.",
    usage: """
      rdtool reproduce <names> ... [<options>]
      rdtool reproduce --list [--format FORMAT]
      """,
    discussion: """
      Runs specification files by name, all of them with 'all', one after the other, each as 'rdtool sweep' does: \
      what an earlier run finished is not run again, so the same command resumes after an interruption. Then it draws the figures \
      of each beside its results, writes one page of HTML with everything, and prints the published claims with what was measured.

      The specification files and the claims are those of the current folder, else those that come with the program; \
      results go to the current folder. --list shows which section, figure or table of which paper each of them answers.

      An experiment that fails does not stop the others. The quick profile takes minutes for all, needs no download, and \
      measures too little to judge a claim by: of claims, it answers those on what is counted.

      Examples:
        rdtool reproduce --list
        rdtool reproduce all --profile quick
        rdtool reproduce gaussian-sweep mnist-lossless
        rdtool reproduce all --profile full --jobs 8
      """)

  @Argument(help: "Names of specification files without .toml, or all.")
  var names: [String] = []

  @Option(
    help: ArgumentHelp(
      "How much to run: quick takes seconds each, full what each file's [full] section says.",
      valueName: "profile"))
  var profile: SpecificationRequest.Profile = .standard

  @Option("count", parsing: .next, "Trials that run side by side. (default: one per core)")
  var jobs: Int?

  @Flag(help: "List the studies by paper, figure and table, with their commands; run nothing.")
  var list = false

  @Option(
    help: ArgumentHelp(
      "Where the specification files are. (default: experiments, else those of the program)",
      valueName: "folder"))
  var experiments: String?

  @Option(help: ArgumentHelp("Where the folders of results are.", valueName: "folder"))
  var results = "results"

  @Option(
    "file", parsing: .next,
    "The page to write. (default: report.html in the results, with the profile's name if it is not standard)"
  )
  var html: String?

  @Option(help: "Form of the table of claims.")
  var format: TableFormat = .text

  func validate() throws {
    if list, !names.isEmpty {
      throw ValidationError("--list lists all studies. Leave the names out.")
    }
    if names.isEmpty, !list {
      throw ValidationError(
        "No experiment is named. Name some, or all of them with 'all'; --list lists them.")
    }
    try checkJobs(jobs)
    for (flag, folder) in [
      ("--experiments", experiments), ("--results", results), ("--html", html),
    ]
    where folder?.isEmpty == true {
      throw ValidationError("\(flag) is empty. Name a path.")
    }
  }

  func run() throws {
    let experiments = experiments ?? Installation.experiments
    if list {
      try printTable(StudyListing.table(experiments: experiments, for: format), as: format)
      if format == .text { try printToStandardOutput("\nrdtool reproduce STUDY runs one.\n") }
      return
    }
    let reproduction = try Reproduction(
      names, profile: profile, experiments: experiments, results: results, page: html, jobs: jobs)
    let count = reproduction.names.count
    var started = 0
    let failures = try reproduction.run { name, run in
      started += 1
      printToStandardError("\(started)/\(count) \(name)\n")
      return try run.runShowingProgress()
    }
    let gnuplot = Gnuplot.installed
    let claims = try showingProgress("figures") { _ in try reproduction.report(gnuplot: gnuplot) }
    if gnuplot == nil { printToStandardError("\(Gnuplot.advice)\n") }
    if let claims, !claims.rows.isEmpty {
      let document = claims.document
      try printToStandardOutput(
        format == .text
          ? claims.markdown
          : document.table(document.columns.map { .init($0) }).rendered(as: format))
    }
    printToStandardError("Page: \(reproduction.page)\n")
    if !failures.isEmpty {
      throw Diagnosis(
        .trialFailed,
        "\(failures.count) of \(count) experiments failed:\n"
          + CommandError.lines(failures.map { "\($0.name): \($0.reason)" })
          + "\nThe others have run. 'rdtool doctor' describes data sets and libraries that are missing; give the same command again to resume."
      )
    }
  }
}
