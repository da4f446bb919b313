import ArgumentParser
import Foundation
import RDCommands
import RDCore
import RDExperiments
import RDFiles
import RDReport
import RDResults
import Studies

/// `rdtool reproduce`: runs the project's experiments, draws what they show, and says what became of every published claim.
struct ReproduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Run the project's experiments again, and hold published claims against the results.",
    usage: "rdtool reproduce <names> ... [<options>]",
    discussion: """
      Runs the specification files of a folder by name, all of them with 'all', one after the other, each as 'rdtool sweep' does: \
      what an earlier run finished is not run again, so the same command goes on after an interruption. Then it draws the figures \
      of each beside its results, writes one page of HTML with everything, and prints the published claims with what was measured.

      An experiment that fails does not stop the others. The quick profile takes minutes for all, needs no download, and \
      measures too little to judge a claim by: of claims, it answers those on what is counted.

      Examples:
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

  @Option(
    help: ArgumentHelp("Trials that run side by side. (default: one a core)", valueName: "count"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Where the specification files are.", valueName: "folder"))
  var experiments = "experiments"

  @Option(help: ArgumentHelp("Where the folders of results are.", valueName: "folder"))
  var results = "results"

  @Option(
    help: ArgumentHelp(
      "Where the page goes. (default: report.html in the results, with the profile's name if it is not standard)",
      valueName: "file"))
  var html: String?

  @Option(help: "Form of the table of claims.")
  var format: TableFormat = .text

  func validate() throws {
    if names.isEmpty {
      throw ValidationError("No experiment is named. Name some, or all of them with 'all'.")
    }
    if let jobs, !(1...1024 ~= jobs) {
      throw ValidationError("--jobs is \(jobs), but must be an integer from 1 to 1024.")
    }
    for (flag, folder) in [
      ("--experiments", experiments), ("--results", results), ("--html", html),
    ]
    where folder?.isEmpty == true {
      throw ValidationError("\(flag) is empty. Name a place.")
    }
  }

  func run() throws {
    let chosen = try chosenNames()
    // Every specification is read before the first runs: a mistake in the last should not take a day to show.
    let plans = try chosen.map { try plan(of: $0) }
    // So are the claims, and the page has somewhere to go.
    let claims = try PublishedClaims.read(under: results)
    if html == nil { try AtomicFile.createFolder(results) }
    try AtomicFile.checkWritable(page)
    var failures: [ReproductionFailed.Failure] = []
    for (index, (name, plan)) in zip(chosen, plans).enumerated() {
      printToStandardError("\(index + 1)/\(chosen.count) \(name)\n")
      do {
        let report = try SweepRun(
          plan: plan, place: "\(results)/\(folder(of: name))", jobs: jobs, checkpointInterval: 50
        ).run()
        if let failure = report.failures.first {
          failures.append(
            .init(
              name: name,
              reason:
                "\(report.failures.count) of \(report.trialCount) trials: \(failure.trial): \(failure.reason)"
            ))
        }
      } catch let error as SweepInterrupted {
        throw error
      } catch {
        failures.append(.init(name: name, reason: "\(error)"))
      }
    }
    try report(on: chosen, claims: names.contains("all") ? claims : claims?.on(chosen))
    if !failures.isEmpty { throw ReproductionFailed(failures: failures, count: chosen.count) }
  }

  /// The names to run, each once, in the order they were given; those of the folder in that of the alphabet for `all`.
  ///
  /// - Throws: `UnknownName` for one that the folder does not have; ``NoExperiments`` where it has none.
  private func chosenNames() throws -> [String] {
    let known = ((try? FileManager.default.contentsOfDirectory(atPath: experiments)) ?? [])
      .filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }.sorted()
    guard !known.isEmpty else { throw NoExperiments(folder: experiments) }
    var chosen: [String] = []
    for name in names.flatMap({ $0 == "all" ? known : [$0] }) where !chosen.contains(name) {
      guard known.contains(name) else {
        throw UnknownName(kind: "experiment", name: name, known: ["all"] + known)
      }
      chosen.append(name)
    }
    return chosen
  }

  private func plan(of name: String) throws -> ExperimentPlan {
    let file = try SpecificationFile(at: "\(experiments)/\(name).toml")
    let request = SpecificationRequest(file: file, profile: profile, overrides: [])
    return try ExperimentCatalogue.all.entry(named: ExperimentCatalogue.name(in: file))
      .plan(request)
  }

  private func folder(of name: String) -> String { name + profile.resultsSuffix }

  /// Where the page goes.
  private var page: String { html ?? "\(results)/report\(profile.resultsSuffix).html" }

  /// Draws the figures, writes the page, and prints the claims; results that could not be made are left out, and claims on them are not measured.
  private func report(on chosen: [String], claims: PublishedClaims?) throws {
    let reader = ResultsReader(root: results)
    // A claim names results of the standard profile; those of another stand in for them here.
    let sets = chosen.compactMap { name in
      (try? reader.read(folder(of: name))).map { $0.named(name) }
    }
    let reports = try sets.map { try Report(of: $0.beside(sets)) }
    let gnuplot = Gnuplot(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")
    for report in reports {
      _ = try report.write(
        to: "\(results)/\(folder(of: report.results.name))/figures", gnuplot: gnuplot)
    }
    try ReportPage(of: reports, claims: claims).write(to: page, gnuplot: gnuplot)
    if gnuplot == nil { printToStandardError("\(Gnuplot.advice)\n") }
    if let table = claims?.compared(with: reports), !table.rows.isEmpty {
      let document = table.document
      try printToStandardOutput(
        format == .text
          ? table.markdown
          : document.table(document.columns.map { .init($0) }).rendered(as: format))
    }
    printToStandardError("Page: \(page)\n")
  }
}
