import Foundation
import Testing

@Suite("rdtool embed")
struct EmbedTests {
  /// Points in two clusters, with a column that tells which.
  private func clusters(_ count: Int, header: Bool = true) -> String {
    let rows = (0..<count).map { point in
      let centre = point % 2 == 0 ? 0.0 : 9.0
      let numbers = (0..<3).map { centre + Double((point * 37 + $0 * 53) % 101) / 101 }
      return (numbers.map { "\($0)" } + [point % 2 == 0 ? "left" : "right"]).joined(separator: ",")
    }
    return (header ? ["a,b,c,side"] : []).joined() + (header ? "\n" : "")
      + rows.joined(separator: "\n") + "\n"
  }

  @Test("the same map for any number of threads, of several sets")
  func jobs() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(clusters(60), to: "one.csv")
    _ = try folder.write(clusters(44), to: "two.csv")
    var maps: [Data] = []
    for jobs in ["1", "3"] {
      let run = try await ToolRun.program(
        ToolRun.builtTool,
        [
          "embed", "one.csv", "two.csv", "--label", "side", "--perplexity", "8", "--jobs", jobs,
          "-o", "map.csv",
        ], in: folder.url)
      #expect(run.exitCode == 0 && run.standardError == "")
      #expect(run.standardOutput.contains("accuracy of 10 neighbours"))
      maps.append(try Data(contentsOf: folder.file("map.csv")))
    }
    #expect(maps[0] == maps[1])
    let lines = String(decoding: maps[0], as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 105 && lines[0] == "set,label,x,y")
    #expect(lines[1].hasPrefix("one.csv,left,") && lines[104].hasPrefix("two.csv,right,"))
  }

  @Test("data sets of images, by principal components and by t-SNE", arguments: ["pca", "tsne"])
  func images(method: String) async throws {
    let folder = try TemporaryFolder()
    let run = try await ToolRun.program(
      ToolRun.builtTool,
      [
        "embed", "--data", "digits:count=120", "--data", "digits:split=test,count=30", "--method",
        method, "--perplexity", "10", "--steps", "50", "--output", "map.csv",
      ], in: folder.url)
    #expect(run.exitCode == 0 && run.standardError == "")
    #expect(run.standardOutput.contains("points") && run.standardOutput.contains("150"))
    let map = try String(contentsOf: folder.file("map.csv"), encoding: .utf8)
    #expect(map.split(separator: "\n").count == 151)
  }

  @Test(
    "points far from zero and tiny ones keep their structure",
    arguments: [(1e8, 1.0), (-3e12, 1e4), (0, 1e-50), (0, 3e60), (1e-30, 1e-38)])
  func centred(offset: Double, unit: Double) async throws {
    let folder = try TemporaryFolder()
    let rows = (0..<40).map { point in
      (0..<3).map { component in
        let cluster = Double((point % 2) * (component + 1))
        return "\(offset + unit * (cluster + Double((point * 37 + component * 53) % 101) / 1010))"
      }.joined(separator: ",")
    }
    _ = try folder.write(rows.joined(separator: "\n"), to: "points.csv")
    let run = try await ToolRun.program(
      ToolRun.builtTool, ["embed", "points.csv", "--method", "pca", "-o", "map.csv"],
      in: folder.url)
    #expect(run.exitCode == 0 && run.standardError == "")
    let map = try String(contentsOf: folder.file("map.csv"), encoding: .utf8)
    let x = try map.split(separator: "\n").dropFirst().map { line in
      try #require(Double(line.split(separator: ",", omittingEmptySubsequences: false)[2])) / unit
    }
    // The clusters are sqrt(14) apart, and each is about 0.17 wide.
    let even = stride(from: 0, to: 40, by: 2).map { x[$0] }
    let odd = stride(from: 1, to: 40, by: 2).map { x[$0] }
    let distance = abs(even.reduce(0, +) - odd.reduce(0, +)) / 20
    #expect(abs(distance - 14.0.squareRoot()) < 0.1)
    #expect(try #require(even.max()) - #require(even.min()) < 0.3)
  }

  @Test(
    "what cannot be embedded is named, and nothing is written",
    arguments: [
      (["absent.csv"], 69, "'absent.csv' cannot be opened"),
      (["few.csv"], 65, "few.csv, line 2, column 4: 'left' is not a number"),
      (["few.csv", "--label", "size"], 64, "no column 'size'"),
      (["few.csv", "--label", "side"], 64, "12 points are too few for a perplexity of 30.0"),
      (["few.csv", "wide.csv", "--label", "4"], 65, "Set 2 has points of 4 components"),
      (["--data", "kodak:size=3"], 64, "size"),
      (["few.csv", "--perplexity", "1"], 64, "--perplexity is 1.0"),
      ([], 64, "There is nothing to embed"),
    ])
  func refused(arguments: [String], exitCode: Int32, message: String) async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(clusters(12), to: "few.csv")
    _ = try folder.write("1,2,3,4,5\n2,3,4,5,6\n", to: "wide.csv")
    let run = try await ToolRun.program(
      ToolRun.builtTool, ["embed"] + arguments + ["-o", "map.csv"], in: folder.url)
    #expect(run.exitCode == exitCode)
    #expect(run.standardError.contains(message), "\(run.standardError)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("map.csv").path))
  }

  @Test("an input is not overwritten")
  func sameFile() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(clusters(12), to: "few.csv")
    let run = try await ToolRun.program(
      ToolRun.builtTool, ["embed", "few.csv", "--label", "side", "-o", "./few.csv"],
      in: folder.url)
    #expect(run.exitCode == 64 && run.standardError.contains("would be lost"))
  }
}
