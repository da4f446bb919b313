import Foundation
import RDCore
import RDExperiments
import RDFiles
import RDReport
import RDResults
import Studies

/// The reproduction of a folder's experiments, with verdicts on published claims.
package struct Reproduction {
  /// The experiments, each once.
  package let names: [String]

  /// The page of HTML.
  package let page: String

  private let runs: [SweepRun]
  private let results: String
  private let suffix: String
  private let claims: PublishedClaims?

  /// Reads all specifications and claims before the first run, so that errors show at once.
  ///
  /// - Parameters:
  ///   - words: names of specification files without `.toml`, or `all`.
  ///   - profile: the size of the run.
  ///   - experiments: the folder of the specification files.
  ///   - results: the folder of the folders of results.
  ///   - page: the page of HTML; `nil` for one in `results`.
  ///   - jobs: the number of concurrent trials; one per core if `nil`.
  /// - Throws: `UnknownName`; `Diagnosis` for a folder without any; an error of a specification, the claims or the
  ///   page.
  package init(
    _ words: [String], profile: SpecificationRequest.Profile, experiments: String, results: String,
    page: String?, jobs: Int?
  ) throws {
    let names = try Self.names(words, in: experiments)
    let suffix = profile.resultsSuffix
    runs = try names.map { name in
      let file = try SpecificationFile(at: "\(experiments)/\(name).toml")
      return SweepRun(
        plan: try SweepRun.plan(name, file: file, profile: profile),
        folder: "\(results)/\(name)\(suffix)", jobs: jobs)
    }
    let claims =
      try PublishedClaims.read(under: results)
      ?? Installation.publishedResults.flatMap { try PublishedClaims.read(under: $0) }
    self.claims = words.contains("all") ? claims : claims?.on(names)
    self.names = names
    self.results = results
    self.suffix = suffix
    self.page = page ?? "\(results)/report\(suffix).html"
    if page == nil { try AtomicFile.createFolder(results) }
    try AtomicFile.checkWritable(self.page)
  }

  /// The distinct names in the given order; for `all` those of the folder in alphabetical order.
  private static func names(_ words: [String], in folder: String) throws -> [String] {
    let known = Installation.specifications(in: folder)
    guard !known.isEmpty else { throw Installation.noSpecifications(in: folder) }
    var chosen: [String] = []
    for name in words.flatMap({ $0 == "all" ? known : [$0] }) where !chosen.contains(name) {
      guard known.contains(name) else {
        throw UnknownName(kind: "experiment", name: name, known: ["all"] + known)
      }
      chosen.append(name)
    }
    return chosen
  }

  /// Runs one experiment after the other; one that fails does not stop the others.
  ///
  /// - Parameter perform: runs the experiment of a name.
  /// - Returns: the failures, with reasons.
  /// - Throws: `Diagnosis` if it was interrupted.
  package func run(
    _ perform: (_ name: String, SweepRun) throws -> RunReport
  ) throws -> [(name: String, reason: String)] {
    var failures: [(name: String, reason: String)] = []
    for (name, run) in zip(names, runs) {
      do {
        let report = try perform(name, run)
        if let failure = report.failures.first {
          let count = "\(report.failures.count) of \(report.trialCount) trials"
          failures.append((name, "\(count): \(failure.trial): \(failure.reason)"))
        }
      } catch let error as Diagnosis where error.failureClass == .interrupted {
        throw error
      } catch {
        failures.append((name, "\(error)"))
      }
    }
    return failures
  }

  /// Draws the figures and writes the page; missing results are omitted, and claims on them are not measured.
  ///
  /// - Returns: the claims with the measurements; `nil` without claims.
  package func report(gnuplot: Gnuplot?) throws -> PresentedTable? {
    let reader = ResultsReader(root: results)
    // A claim names results of the standard profile; those of another profile replace them here.
    let sets = names.compactMap { name in
      (try? reader.read(name + suffix)).map { $0.named(name) }
    }
    let reports = try sets.map { try Report(of: $0.beside(sets)) }
    for report in reports {
      _ = try report.write(
        to: "\(results)/\(report.results.name)\(suffix)/figures", gnuplot: gnuplot)
    }
    try ReportPage(of: reports, claims: claims).write(to: page, gnuplot: gnuplot)
    return claims?.compared(with: reports)
  }
}
