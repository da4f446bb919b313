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
      ["--weights", "w.csv"], ["--apply", "x.npy"], ["--from", "x.csv", "--apply", "y.npy"],
      ["--from", "x.csv", "--levels", "4", "--method", "lloyd-max", "--apply", "y.wav"],
      ["--from", "x.csv", "--weights-column", "2"], ["--start", "-1,1", "--method", "ecsq"],
      ["--from", "x.csv", "--start", "-1,1", "--bits", "1"],
      ["--from", "x.csv", "--tolerance", "1"], ["--design", "d.csv", "--bits", "3"],
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

  @Test(
    "numbers under a design of a file: indices, levels and the error, a number on a threshold above it"
  )
  func apply() async throws {
    let folder = try TemporaryFolder()
    let numbers = try folder.write("-9\n-0.5\n0.25\n1\n0.5\n7\n", to: "x.csv")
    let design = try folder.write(
      "lower_threshold,level\n-inf,-1\n-0.5,0.125\n0.5,2\n", to: "design.csv")
    let files = ["values.npy", "indices.npy", "indices.csv"].map {
      folder.url.appending(path: $0).path
    }
    let run = try await ToolRun.rdtool(
      "quantise", "--from", numbers.path, "--design", design.path, "--apply", files[0],
      "--indices", files[1], "--format", "csv")
    #expect(run.exitCode == 0, "\(run.standardError)")
    let row = run.lines[1].split(separator: ",", omittingEmptySubsequences: false)
    #expect(row[..<4] == ["x.csv", "design.csv", "", "3"])
    // 64 + 0.390625 + 0.015625 + 1 + 2.25 + 25, over 6.
    let error = try #require(Double(row[5]))
    #expect(abs(error - 92.65625 / 6) <= 1e-14)
    let indices: [Int32] = [0, 1, 1, 2, 2, 2]
    let values = indices.map { [-1, 0.125, 2][Int($0)] }
    let bytes = try files[..<2].map { [UInt8](try Data(contentsOf: URL(filePath: $0))) }
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes[10..<128], as: UTF8.self) }
    #expect(text(bytes[0]).hasPrefix("{'descr': '<f8', 'fortran_order': False, 'shape': (6,), }"))
    #expect(
      Array(bytes[0][128...])
        == values.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) })
    #expect(text(bytes[1]).hasPrefix("{'descr': '<i4', 'fortran_order': False, 'shape': (6,), }"))
    #expect(
      Array(bytes[1][128...])
        == indices.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) })
    let again = try await ToolRun.rdtool(
      "quantise", "--from", numbers.path, "--source", "uniform", "--levels", "2", "--method",
      "lloyd-max", "--indices", files[2], "--format", "csv")
    #expect(again.exitCode == 0, "\(again.standardError)")
    #expect(try String(contentsOfFile: files[2], encoding: .utf8) == "0\n0\n1\n1\n1\n1\n")
  }

  @Test(
    "a design of all numbers, printed, read back and applied, has the same error; weights say so")
  func designs() async throws {
    let folder = try TemporaryFolder()
    let rows = (0..<200).map { "\(($0 * 7919) % 1000),\($0 % 3)" }.joined(separator: "\n")
    let file = try folder.write("x,w\n\(rows)\n", to: "x.csv").path
    let values = folder.url.appending(path: "values.csv").path
    let start = [
      "quantise", "--from", file, "--column", "x", "--start", "100,300,800", "--tolerance", "1e-9",
      "--weights", file, "--weights-column", "w", "--apply", values, "--format", "csv",
    ]
    let made = try await ToolRun.program(ToolRun.builtTool, start)
    #expect(made.exitCode == 0, "\(made.standardError)")
    #expect(made.lines[0].contains(",weighted_distortion,"))
    let design = try await ToolRun.program(
      ToolRun.builtTool, start + ["--show", "design"])
    let path = try folder.write(design.standardOutput, to: "design.csv").path
    let applied = try String(contentsOfFile: values, encoding: .utf8)
    let read = try await ToolRun.rdtool(
      "quantise", "--from", file, "--column", "x", "--weights", file, "--weights-column", "w",
      "--design", path, "--apply", values, "--format", "csv")
    func error(_ run: ToolRun) -> Substring? {
      run.lines.last?.split(separator: ",", omittingEmptySubsequences: false)[5]
    }
    #expect(error(read) == error(made))
    #expect(try String(contentsOfFile: values, encoding: .utf8) == applied)
    // The error is that of the written values.
    let pairs = zip(rows.split(separator: "\n"), applied.split(separator: "\n"))
    var (sum, total) = (0.0, 0.0)
    for (row, value) in pairs {
      let fields = row.split(separator: ",").compactMap { Double($0) }
      let difference = fields[0] - (Double(value) ?? .nan)
      sum += fields[1] * difference * difference
      total += fields[1]
    }
    let printed = try #require(error(made).flatMap { Double($0) })
    #expect(abs(printed / (sum / total) - 1) <= 1e-12)
  }

  @Test("a missing file is code 69")
  func missing() async throws {
    let run = try await ToolRun.rdtool("quantise", "--from", "/nonexistent/samples.csv")
    #expect(run.exitCode == 69)
    #expect(run.standardError.contains("cannot be opened"))
    let design = try await ToolRun.rdtool("quantise", "--design", "/nonexistent/design.csv")
    #expect(design.exitCode == 69)
  }
}
