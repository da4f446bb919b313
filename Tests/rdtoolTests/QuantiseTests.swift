import Foundation
import Testing

@Suite("rdtool quantise")
struct QuantiseTests {
  private static let columns =
    "source,method,bits,levels,rate_bits_per_sample,distortion,distortion_ci95,snr_decibels,entropy_bits,gap_decibels,gap_bits,gap_decibels_lower,gap_decibels_upper,gap_bits_lower,gap_bits_upper"

  @Test("the machine-readable summary: columns, empty cells, and numbers of published tables")
  func summary() async throws {
    let run = try await ToolRun.rdtool(
      "quantise", "--levels", "5,8", "--method", "lloyd-max", "--format", "csv")
    #expect(run.exitCode == 0)
    #expect(run.standardError == "")
    #expect(
      run.lines[0] == Self.columns)
    let five = run.lines[1].split(separator: ",", omittingEmptySubsequences: false)
    #expect(five[..<4] == ["gaussian", "lloyd-max", "", "5"])
    // [max1960], table I, prints 0.07994 and 2.203 at N = 5, 0.03454 and 2.825 at N = 8.
    #expect(five[5].hasPrefix("0.07994") && five[8].hasPrefix("2.202"))
    let eight = run.lines[2].split(separator: ",", omittingEmptySubsequences: false)
    #expect(eight[..<4] == ["gaussian", "lloyd-max", "3", "8"])
    #expect(eight[5].hasPrefix("0.03454") && eight[8].hasPrefix("2.824"))
    // 18.0618 dB of the bound at 3 bits less the signal-to-noise ratio, 14.6158 dB.
    #expect(eight[9].hasPrefix("3.4459") || eight[9].hasPrefix("3.4460"))
  }

  @Test("the gap is known for every density, and the plain methods are there by default")
  func defaults() async throws {
    let run = try await ToolRun.rdtool("quantise", "--source", "laplacian", "--format", "csv")
    #expect(run.lines.count == 1 + 4 * 4)
    #expect(run.lines.dropFirst().allSatisfy { !$0.hasSuffix(",") })
    let table = try await ToolRun.rdtool("quantise", environment: ["COLUMNS": "400"])
    #expect(table.lines.count == 2 + 4 * 4)
    #expect(table.lines[0].contains("Gap (bits)"))
  }

  @Test("the machine-readable design: columns, outer thresholds, symmetry")
  func design() async throws {
    let run = try await ToolRun.rdtool(
      "quantise", "--levels", "3", "--method", "lloyd-max", "--show", "design", "--format", "csv")
    #expect(run.lines[0] == "source,method,levels,index,lower_threshold,upper_threshold,level")
    let rows = run.lines.dropFirst().map { $0.split(separator: ",") }
    #expect(rows.map { $0[3] } == ["0", "1", "2"])
    #expect(rows[0][4] == "-inf" && rows[2][5] == "inf" && rows[1][6] == "0")
    #expect(rows[0][5] == "-\(rows[2][4])" && rows[0][6] == "-\(rows[2][6])")
  }

  @Test("a group of methods, a source with parameters, JSON")
  func parameters() async throws {
    let run = try await ToolRun.rdtool(
      "quantise", "--bits", "4", "--method", "uniform:loading=4", "--source",
      "gaussian:mean=-0.71,standard-deviation=2.385", "--format", "json")
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [[String: Any]])
    #expect(
      rows.map { $0["method"] as? String } == [
        "uniform-endpoints:loading=4", "uniform-midpoints:loading=4",
      ])
  }

  @Test("samples of a file are designed on one half and judged on the other")
  package func samples() async throws {
    let folder = try TemporaryFolder()
    // A ramp of 0 to 999: whichever halves, two levels leave nearly (1000 / 2)^2 / 12 = 20833.
    let rows = (0..<1000).map { "\($0),\(($0 * 7919) % 1000)" }.joined(separator: "\n")
    let file = try folder.write("i,x\n\(rows)\n", to: "ramp.csv")
    let run = try await ToolRun.rdtool(
      "quantise", "--from", file.path, "--column", "x", "--bits", "1", "--method", "lloyd-max",
      "--format", "csv")
    #expect(run.exitCode == 0)
    let row = run.lines[1].split(separator: ",", omittingEmptySubsequences: false)
    #expect(row[..<4] == ["ramp.csv", "lloyd-max", "1", "2"])
    let error = try #require(Double(row[5]))
    // Five hundred of a thousand evenly spread numbers: their spread is that of all but for a few per cent.
    #expect(abs(error / 20_833 - 1) < 0.1)
    #expect(row[9] == "" && row[10] == "")
    let again = try await ToolRun.rdtool(
      "quantise", "--from", file.path, "--column", "2", "--bits", "1", "--method", "lloyd-max",
      "--format", "csv")
    #expect(again.standardOutput == run.standardOutput)
  }

  @Test("rates: the nearest number of levels, or quantisers that are measured")
  func rates() async throws {
    let run = try await ToolRun.rdtool(
      "quantise", "--method", "lloyd-max,tcq-4,ectcq-4", "--rates", "1,2", "--samples", "50000",
      "--format", "csv")
    #expect(run.exitCode == 0, "\(run.standardError)")
    #expect(
      run.lines[0] == Self.columns)
    let rows = run.lines.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(
      rows.map { $0[1] } == ["lloyd-max", "lloyd-max", "tcq-4", "tcq-4", "ectcq-4", "ectcq-4"])
    #expect(rows.map { $0[2] } == ["1", "2", "1", "2", "", ""])
    #expect(rows.map { $0[3] } == ["2", "4", "", "", "", ""])
    // 5.00 dB of exact/tcq-gaussian-simulated.csv and 0.53 dB below D(R) of the prototypes, each within half a decibel.
    let signalToNoise = try #require(Double(rows[2][7]))
    #expect(abs(signalToNoise - 5) < 0.5)
    let gap = try #require(Double(rows[4][9]))
    #expect(abs(gap - 0.53) < 0.5)
    // What is measured has an interval, what is computed has none.
    #expect(rows.map { $0[6] == "" } == [true, true, false, false, false, false])
    let again = try await ToolRun.rdtool(
      "quantise", "--method", "ectcq-4", "--rates", "2", "--samples", "50000", "--format", "csv")
    #expect(again.lines[1] == run.lines[6])
    let text = try await ToolRun.rdtool(
      "quantise", "--method", "tcq-4", "--bits", "1", "--samples", "50000")
    #expect(text.lines[0].contains("± (95 %)"))
  }

  @Test(
    "wrong use is refused with one sentence and code 64",
    arguments: [
      ["--rates", "0.3"], ["--rates", "0"], ["--rates", "x"], ["--samples", "10"],
      ["--method", "tcq-4", "--levels", "4"], ["--method", "tcq-4", "--rates", "30"],
      ["--method", "tcq-4", "--bits", "1", "--show", "design"], ["--seed", "-1"],
      ["--bits", "25"], ["--bits", "0"], ["--bits", ""], ["--bits", "6-3"], ["--bits", "-3"],
      ["--bits", "3,3"], ["--levels", "1"], ["--levels", "16777217"], ["--levels", "x"],
      ["--source", "gausian"], ["--source", "gaussian:sd=2"],
      ["--source", "gaussian:standard-deviation=0"], ["--source", "gaussian:mean=nan"],
      ["--method", "llyod"], ["--method", "uniform:loading=-1"], ["--column", "2"],
      ["--source", "gaussian", "--from", "x.csv"], ["--format", "xml"], ["--show", "all"],
      ["--source", "gaussian:mean=1e16", "--bits", "8"],
    ])
  func wrongUse(_ arguments: [String]) async throws {
    try await ToolRun.expectWrongUse(["quantise"] + arguments)
  }

  @Test(
    "bad data is refused with its location and code 65",
    arguments: [
      ("", "no row of numbers"), ("x\n", "no row of numbers"),
      ("1\ntwo\n", "line 2, column 1: 'two'"), ("1\nnan\n", "line 2, column 1: 'nan'"),
      ("3\n3\n3\n", "holds only the number 3.0"), ("1\n2\n", "the design half (1 row)"),
      ("1\n2\n3\n4\n5\n6\n", "too few for 64 levels"),
    ])
  func badData(_ content: String, _ message: String) async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(content, to: "samples.csv")
    let run = try await ToolRun.rdtool("quantise", "--from", file.path, "--bits", "6")
    #expect(run.exitCode == 65)
    #expect(run.standardOutput == "")
    #expect(run.standardError.contains(message), "\(run.standardError)")
  }

  @Test("a missing file is code 69")
  func missing() async throws {
    let run = try await ToolRun.rdtool("quantise", "--from", "/nonexistent/samples.csv")
    #expect(run.exitCode == 69)
    #expect(run.standardError.contains("cannot be opened"))
  }
}
