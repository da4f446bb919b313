import Foundation
import Testing

@Suite("rdtool report")
struct ReportTests {
  private let folder: TemporaryFolder

  /// Results of two small runs of the built-in experiments, made by the tool itself.
  init() async throws {
    folder = try TemporaryFolder()
    let sweep = try await ToolRun.rdtool(
      "sweep", "gaussian", "--dims", "2,5", "--input", "8", "--train", "64", "--test", "32",
      "--hidden", "8", "--epochs", "3", "--bits", "3", "--out", "results/small", in: folder.url)
    try #require(sweep.exitCode == 0, "\(sweep.standardError)")
    let scalar = try await ToolRun.rdtool(
      "sweep", "scalar-quantisers", "--bits", "2,3", "--out", "results/scalar", in: folder.url)
    try #require(scalar.exitCode == 0, "\(scalar.standardError)")
  }

  @Test("lists the files it wrote; without gnuplot it says how to get it")
  func withoutGnuplot() async throws {
    let run = try await ToolRun.rdtool("report", in: folder.url, environment: ["PATH": ""])
    #expect(run.exitCode == 0)
    #expect(run.standardError.contains("apt-get install gnuplot"))
    #expect(run.lines.contains("results/small/figures/loss-curves.gp"))
    #expect(run.lines.contains("results/scalar/figures/scalar-gap.csv"))
    #expect(!run.standardOutput.contains(".svg"))
    for file in run.lines {
      #expect(FileManager.default.fileExists(atPath: folder.url.path + "/" + file), "\(file)")
    }
  }

  @Test("writes to another folder, only what is named")
  func elsewhere() async throws {
    let run = try await ToolRun.rdtool(
      "report", "scalar", "--out", "made/here", in: folder.url, environment: ["PATH": ""])
    #expect(run.exitCode == 0)
    #expect(run.lines.first == "made/here/scalar/quantiser-staircase.csv")
    #expect(!run.standardOutput.contains("small"))
  }

  @Test("ends with the code of what was wrong, and a sentence about it")
  func failures() async throws {
    let unknown = try await ToolRun.rdtool("report", "smal", in: folder.url)
    #expect(unknown.exitCode == 64 && unknown.standardError.contains("Did you mean 'small'?"))
    let nowhere = try await ToolRun.rdtool("report", "--results", "none", in: folder.url)
    #expect(nowhere.exitCode == 69 && nowhere.standardError.contains("no folder 'none'"))
    let paper = try await ToolRun.rdtool(
      "report", "--paper", "paper", in: folder.url, environment: ["PATH": ""])
    #expect(paper.exitCode == 69 && paper.standardError.contains("gnuplot"))
    let both = try await ToolRun.rdtool(
      "report", "--paper", "a", "--out", "b", in: folder.url)
    #expect(both.exitCode == 64)

    let summary = folder.url.appending(path: "results/small/summary.csv")
    let text = try String(contentsOf: summary, encoding: .utf8)
    try Data(text.dropLast(40).utf8).write(to: summary)
    let damaged = try await ToolRun.rdtool("report", "small", in: folder.url)
    #expect(damaged.exitCode == 65)
    #expect(damaged.standardError.contains("results/small/summary.csv"))
  }
}
