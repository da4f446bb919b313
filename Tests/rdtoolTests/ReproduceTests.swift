import Foundation
import Testing

@Suite("rdtool reproduce")
struct ReproduceTests {
  /// A folder with two specifications that take a moment, and a claim about one of them.
  private static func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    try files.createDirectory(
      at: folder.file("experiments"), withIntermediateDirectories: true)
    try files.createDirectory(
      at: folder.file("results/published"), withIntermediateDirectories: true)
    try Data(
      """
      experiment = "scalar-quantisers"
      bits = [2, 3]
      [quick]
      bits = [2]
      """.utf8
    ).write(to: folder.file("experiments/b-quantisers.toml"))
    try Data(
      """
      experiment = "gaussian"
      dims = [2]
      input = 8
      train = 64
      test = 32
      hidden = [8]
      epochs = 2
      bits = [3]
      """.utf8
    ).write(to: folder.file("experiments/a-gaussian.toml"))
    try Data(
      """
      study,place,statement,published,tolerance,relation,results,table,row,column
      max1960,table 1,Four levels lose .1175 of the variance,0.1175,0.00005,equals,b-quantisers,none,none,none

      """.utf8
    ).write(to: folder.file("results/published/claims.csv"))
    return folder
  }

  @Test("runs all specifications, draws them, and holds the claims against them")
  func all() async throws {
    let folder = try Self.project()
    let run = try await ToolRun.rdtool(
      "reproduce", "all", "--profile", "quick", in: folder.url, environment: ["PATH": ""])
    #expect(run.exitCode == 0, "\(run.standardError)")
    #expect(run.standardError.contains("1/2 a-gaussian\n2/2 b-quantisers\n"))
    #expect(run.standardOutput.contains("Four levels lose"))
    #expect(run.standardOutput.contains("not measured"))
    for file in [
      "results/a-gaussian-quick/points.csv", "results/a-gaussian-quick/figures/loss-curves.gp",
      "results/b-quantisers-quick/figures/scalar-gap.csv", "results/report-quick.html",
    ] {
      #expect(FileManager.default.fileExists(atPath: folder.file(file).path), "\(file)")
    }
    let page = try String(contentsOf: folder.file("results/report-quick.html"), encoding: .utf8)
    #expect(page.contains("Four levels lose"))
    // Again, nothing runs; the table is the same.
    let again = try await ToolRun.rdtool(
      "reproduce", "b-quantisers", "a-gaussian", "b-quantisers", "--profile", "quick",
      "--format", "csv", in: folder.url, environment: ["PATH": ""])
    #expect(again.exitCode == 0, "\(again.standardError)")
    #expect(again.standardError.contains("1/2 b-quantisers"))
    #expect(again.lines.count == 2)
    // A claim on results that were not asked for is not described, one on those that were is.
    let other = try await ToolRun.rdtool(
      "reproduce", "a-gaussian", "--profile", "quick", "--format", "csv", in: folder.url,
      environment: ["PATH": ""])
    #expect(other.exitCode == 0 && other.standardOutput.isEmpty)
  }

  @Test("from any folder it finds the specifications, and lists them by paper, figure and table")
  func anywhere() async throws {
    let folder = try TemporaryFolder()
    let list = try await ToolRun.rdtool("reproduce", "--list", "--format", "csv", in: folder.url)
    #expect(list.exitCode == 0, "\(list.standardError)")
    #expect(list.lines.first == "paper,place,experiment,question,command")
    #expect(list.lines.contains { $0.hasPrefix("gashgash,table 1,cifar-vae,") })
    #expect(
      list.lines.contains {
        $0.hasPrefix("rdtool,figure 2: claim,gaussian-sweep,")
          && $0.hasSuffix(",rdtool reproduce gaussian-sweep")
      })
    for name in try FileManager.default.contentsOfDirectory(
      atPath: ToolRun.packageFolder.appending(path: "experiments").path)
    {
      #expect(list.lines.contains { $0.hasSuffix(",rdtool reproduce \(name.dropLast(5))") })
    }
    let run = try await ToolRun.rdtool(
      "reproduce", "scalar-quantisers", "--profile", "quick", in: folder.url,
      environment: ["PATH": ""])
    #expect(run.exitCode == 0, "\(run.standardError)")
    let page = folder.file("results/report-quick.html").path
    #expect(FileManager.default.fileExists(atPath: page))
  }

  @Test("the listed figures and tables are those of the paper, in its order")
  func places() throws {
    func text(_ file: String) throws -> String {
      try String(contentsOf: ToolRun.packageFolder.appending(path: file), encoding: .utf8)
    }
    var counts: [Substring: Int] = [:]
    var place = ""
    var rows = ["study,place,results,shown"]
    for line in try text("paper/main.tex").split(separator: "\n") {
      if let match = line.firstMatch(of: /\\begin\{(figure|table)/) {
        counts[match.1, default: 0] += 1
        place = "\(match.1) \(counts[match.1, default: 0])"
      }
      let picture = line.firstMatch(of: /\\includegraphics\[[^\]]*\]\{([^\/}]+)\/([^}]+)\.pdf\}/)
      let table = line.firstMatch(of: /\\input\{generated\/([^\/}]+)\/([^}]+)\.tex\}/)
      if let shown = picture.map({ ($0.1, $0.2) }) ?? table.map({ ($0.1, $0.2) }) {
        rows.append("rdtool,\(place),\(shown.0),\(shown.1)")
      }
    }
    #expect(try text("results/published/places.csv") == rows.joined(separator: "\n") + "\n")
  }

  @Test("checks the claims and the path of the page before anything runs")
  func earlyChecks() async throws {
    let folder = try Self.project()
    let nowhere = try await ToolRun.rdtool(
      "reproduce", "all", "--html", "experiments/b-quantisers.toml/page.html", in: folder.url)
    #expect(nowhere.exitCode == 74, "\(nowhere.standardError)")
    try Data("study,place\na,b\n".utf8)
      .write(to: folder.file("results/published/claims.csv"))
    let damaged = try await ToolRun.rdtool("reproduce", "all", in: folder.url)
    #expect(damaged.exitCode == 65 && damaged.standardError.contains("claims.csv"))
    let entries = try FileManager.default.contentsOfDirectory(
      atPath: folder.file("results").path)
    #expect(entries == ["published"])
  }

  @Test("an experiment that fails does not stop the others, and ends with status 1")
  func failure() async throws {
    let folder = try Self.project()
    try Data("experiment = \"image-codecs\"\ndata = [\"folder:path=nowhere\"]\n".utf8)
      .write(to: folder.file("experiments/a-codecs.toml"))
    let run = try await ToolRun.rdtool(
      "reproduce", "a-codecs", "b-quantisers", in: folder.url, environment: ["PATH": ""])
    #expect(run.exitCode == 1)
    #expect(run.standardError.contains("1 of 2 experiments failed"))
    #expect(
      FileManager.default.fileExists(
        atPath: folder.file("results/b-quantisers/figures/scalar-gap.csv").path))
  }

  @Test("refuses what there is not, before anything runs")
  func refusals() async throws {
    let folder = try Self.project()
    let none = try await ToolRun.rdtool("reproduce", in: folder.url)
    #expect(none.exitCode == 64 && none.standardError.contains("all"))
    let unknown = try await ToolRun.rdtool("reproduce", "b-quantiser", in: folder.url)
    #expect(
      unknown.exitCode == 64 && unknown.standardError.contains("Did you mean 'b-quantisers'?"))
    let nowhere = try await ToolRun.rdtool(
      "reproduce", "all", "--experiments", "none", in: folder.url)
    #expect(nowhere.exitCode == 69 && nowhere.standardError.contains("--experiments"))
    try Data("experiment = \"gaussian\"\nepoch = 3\n".utf8)
      .write(to: folder.file("experiments/z-mistaken.toml"))
    let mistaken = try await ToolRun.rdtool("reproduce", "all", in: folder.url)
    #expect(mistaken.exitCode == 64 || mistaken.exitCode == 65)
    #expect(mistaken.standardError.contains("epoch"))
    let entries = try FileManager.default.contentsOfDirectory(
      atPath: folder.file("results").path)
    #expect(entries == ["published"])
  }
}
