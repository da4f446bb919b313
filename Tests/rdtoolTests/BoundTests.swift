import Foundation
import Testing

@Suite("rdtool bound")
struct BoundTests {
  @Test("distortions at rates: six decibels a bit")
  func rates() async throws {
    let run = try await ToolRun.rdtool(
      "bound", "gaussian:standard-deviation=2", "--rates", "0:1:0.5", "--format", "csv")
    #expect(run.exitCode == 0)
    #expect(
      run.standardOutput == """
        source,distortion_measure,blocklength,excess_probability,quantity,distortion,rate_bits_per_sample,lower,upper
        gaussian:standard-deviation=2,mse,,,rd,4,0,0,0
        gaussian:standard-deviation=2,mse,,,rd,2,0.5,0.5,0.5
        gaussian:standard-deviation=2,mse,,,rd,1,1,1,1

        """)
  }

  @Test("rates at distortions, none beyond the variance")
  func distortions() async throws {
    let run = try await ToolRun.rdtool(
      "bound", "gaussian", "--distortions", "0.25,1,3", "--format", "csv")
    #expect(run.lines.dropFirst().map { $0.split(separator: ",")[4] } == ["1", "0", "0"])
  }

  @Test("naive codes have the distortion of what they drop, at an infinite rate")
  func naive() async throws {
    let run = try await ToolRun.rdtool(
      "bound", "gaussian:standard-deviation=2", "--rates", "1", "--naive", "--format", "csv")
    #expect(run.lines.count == 1 + 1 + 9)
    #expect(run.lines[2] == "gaussian:standard-deviation=2,mse,,,naive:kept=0.0,4,0,,")
    #expect(run.lines[4] == "gaussian:standard-deviation=2,mse,,,naive:kept=0.25,3,inf,,")
    #expect(run.lines[10] == "gaussian:standard-deviation=2,mse,,,naive:kept=1.0,0,inf,,")
  }

  @Test("the Lloyd-Max points are those of quantise")
  func lloydMax() async throws {
    let bound = try await ToolRun.rdtool(
      "bound", "gaussian", "--rates", "0", "--lloyd-max", "--format", "csv")
    let quantise = try await ToolRun.rdtool(
      "quantise", "--bits", "1-8", "--method", "lloyd-max", "--format", "csv")
    let points = bound.lines.dropFirst(2).map { $0.split(separator: ",")[3] }
    let errors = quantise.lines.dropFirst().map { $0.split(separator: ",")[4] }
    #expect(points == errors && points.count == 8)
  }

  @Test("people see no empty column")
  func text() async throws {
    let run = try await ToolRun.rdtool("bound", "gaussian")
    #expect(run.lines.count == 2 + 17)
    #expect(!run.standardOutput.contains("blocklength"))
  }

  @Test(
    "wrong use is refused with one sentence and code 64",
    arguments: [
      ["gaussian", "--rates", "-1"], ["gaussian", "--rates", "-1:2:0.5"],
      ["gaussian", "--rates", "nan"], ["gaussian", "--rates", "1:0:0.25"],
      ["gaussian", "--rates", "0:4:0"], ["gaussian", "--rates", ""],
      ["gaussian", "--rates", "0:4:1e-9"], ["gaussian", "--distortions", "0"],
      ["gaussian", "--distortions", "-0.5"], ["gaussian", "--distortions", "nan"],
      ["gaussian", "--rates", "1", "--distortions", "1"], ["gausian"], [],
      ["gaussian:standard-deviation=1e-140", "--rates", "400"],
    ])
  func wrongUse(_ arguments: [String]) async throws {
    let run = try await ToolRun.program(ToolRun.builtTool, ["bound"] + arguments)
    #expect(run.exitCode == 64, "\(run.standardError)")
    #expect(run.standardOutput == "")
    #expect(run.standardError.hasPrefix("rdtool: "))
  }

  @Test("a source without a known bound says so", arguments: ["laplacian", "uniform"])
  func unknown(_ source: String) async throws {
    let run = try await ToolRun.rdtool("bound", source)
    #expect(run.exitCode == 69)
    #expect(run.standardError.contains("No rate-distortion function"))
  }
}
