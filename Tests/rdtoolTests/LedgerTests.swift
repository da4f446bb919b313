import Foundation
import Testing

@Suite("rdtool ledger")
struct LedgerTests {
  static let arguments = [
    "ledger", "gaussian:mean=-0.71,standard-deviation=2.385", "--method", "lloyd-max,tcq-4",
    "--rates", "1,2", "--samples", "20000",
  ]

  private func ledger(_ more: String...) async throws -> ToolRun {
    try await ToolRun.program(ToolRun.builtTool, Self.arguments + more)
  }

  @Test("the same rows on one core and on many, whose parts add up")
  func rows() async throws {
    let one = try await ledger("--format", "csv", "--jobs", "1")
    #expect(one.exitCode == 0)
    #expect(one.standardError == "")
    #expect(one.lines.count == 5)
    #expect(
      one.lines[0]
        == "source,method,requested_rate_bits,rate_bits_per_sample,distortion,distortion_ci95,snr_decibels,blocklength,bound_rate_bits_per_sample,gap_bits,gap_decibels,gap_decibels_lower,gap_decibels_upper,gap_bits_lower,gap_bits_upper,finite_blocklength_bits,quantiser_bits,entropy_model_bits,coder_bits,header_bits,finite_blocklength_decibels,quantiser_decibels,entropy_model_decibels,coder_decibels,header_decibels,status"
    )
    for line in one.lines.dropFirst() {
      // The name of the source is quoted for its comma, so fields are counted from the end.
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).suffix(17)
      let numbers = fields.map { Double($0) }
      let bits = numbers[6..<11].reduce(0) { $0 + ($1 ?? 0) }
      let decibels = numbers[11..<16].reduce(0) { $0 + ($1 ?? 0) }
      #expect(abs(bits - (numbers[0] ?? .nan)) < 1e-9)
      #expect(abs(decibels - (numbers[1] ?? .nan)) < 1e-9)
      #expect(fields.last == "ok")
    }
    let four = try await ledger("--format", "csv", "--jobs", "4")
    #expect(four.standardOutput == one.standardOutput)
  }

  @Test("the table for people, and the figure where gnuplot is")
  package func table() async throws {
    let folder = try TemporaryFolder()
    let figure = folder.file("ledger.svg")
    let hasGnuplot = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot")
    }
    let run = hasGnuplot ? try await ledger("--figure", figure.path) : try await ledger()
    #expect(run.exitCode == 0, "\(run.standardError)")
    // Two lines of headings and four rows; below them what was done to fit the terminal.
    #expect(run.lines.count >= 6)
    #expect(run.lines[0].contains("quantiser (dB)"))
    if hasGnuplot {
      let drawing = try String(contentsOf: figure, encoding: .utf8)
      #expect(drawing.hasPrefix("<?xml"))
    }
  }

  @Test("a row that fails is named, the others are printed, and the exit code is 1")
  func failure() async throws {
    let run = try await ToolRun.rdtool(
      "ledger", "gaussian", "--method", "lloyd-max", "--rates", "0.3,1", "--samples", "1000",
      "--format", "csv")
    #expect(run.exitCode == 1)
    #expect(run.lines.count == 3)
    #expect(run.standardError.contains("lloyd-max at 0.3 bits"), "\(run.standardError)")
  }

  @Test(
    "wrong use is refused with one sentence and code 64",
    arguments: [
      ["nix"], [], ["gaussian", "--rates", "x"], ["gaussian", "--rates", "0"],
      ["gaussian", "--method", "tcq-4+coded"], ["gaussian", "--method", "nix"],
      ["gaussian", "--samples", "10"], ["gaussian", "--jobs", "0"],
      ["gaussian", "--blocklength", "0"], ["gaussian", "--excess", "0.1"],
      ["gaussian", "--blocklength", "9", "--excess", "1"], ["gaussian", "--figure", "x.gif"],
      ["gaussian", "--seed", "-1"], ["gauss-markov", "--blocklength", "9", "--excess", "0.1"],
    ])
  func wrongUse(_ arguments: [String]) async throws {
    let run = try await ToolRun.program(ToolRun.builtTool, ["ledger"] + arguments)
    #expect(run.exitCode == 64, "\(run.standardError)")
    #expect(run.standardOutput == "")
  }

  @Test("the experiment gives the same rows as results, with a report")
  func experiment() async throws {
    let folder = try TemporaryFolder()
    let specification = """
      experiment = "ledger"
      sources = ["gaussian:mean=-0.71,standard-deviation=2.385"]
      methods = ["lloyd-max", "tcq-4"]
      rates = [1, 2]
      samples = 20000
      """
    let file = try folder.write(specification, to: "small.toml")
    let run = try await ToolRun.rdtool(
      "sweep", file.path, "--format", "csv", in: folder.url)
    #expect(run.exitCode == 0, "\(run.standardError)")
    let ledger = try await ledger("--format", "csv")
    // The distances from R(D) of the quick look stand in the results, digit for digit.
    for line in ledger.lines.dropFirst() {
      let gap = line.split(separator: ",", omittingEmptySubsequences: false).suffix(17).first ?? ""
      #expect(run.standardOutput.contains(",\(gap),"))
    }
    let report = try await ToolRun.rdtool("report", "small", in: folder.url)
    #expect(report.exitCode == 0, "\(report.standardError)")
    #expect(report.standardOutput.contains("ledger-table.md"))
    #expect(report.standardOutput.contains("ledger.gp"))
  }
}
