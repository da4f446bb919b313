import Foundation
import Testing

@Suite("rdtool bound")
struct BoundTests {
  @Test("distortions at rates: six decibels per bit")
  func rates() async throws {
    let run = try await ToolRun.rdtool(
      "bound", "gaussian:standard-deviation=2", "--rates", "0:1:0.5", "--format", "csv")
    #expect(run.exitCode == 0)
    #expect(
      run.standardOutput == """
        source,distortion_measure,blocklength,excess_probability,quantity,distortion,snr_decibels,rate_bits_per_sample,lower,upper,distortion_lower,distortion_upper,dispersion,dispersion_error,status
        gaussian:standard-deviation=2,mse,,,rd,4,0,0,,,4,4,,,
        gaussian:standard-deviation=2,mse,,,rd,2,3.010299956639812,0.5,,,2,2,,,
        gaussian:standard-deviation=2,mse,,,rd,1,6.020599913279624,1,,,1,1,,,

        """ + run.lines.dropFirst(4).map { $0 + "\n" }.joined())
    #expect(
      run.lines.dropFirst(4).map { $0.split(separator: ",")[2] } == Array(
        repeating: "shannon-lower-bound", count: 3)
        + Array(repeating: "gaussian-upper-bound", count: 3))
  }

  @Test("rates at distortions, none beyond the variance")
  func distortions() async throws {
    let run = try await ToolRun.rdtool(
      "bound", "gaussian", "--distortions", "0.25,1,3", "--format", "csv")
    #expect(run.lines[1...3].map { $0.split(separator: ",")[5] } == ["1", "0", "0"])
  }

  @Test("naive codes have the distortion of what they drop, at an infinite rate")
  func naive() async throws {
    let run = try await ToolRun.rdtool(
      "bound", "gaussian:standard-deviation=2", "--rates", "1", "--naive", "--format", "csv")
    #expect(run.lines.count == 1 + 3 + 9)
    #expect(run.lines[4] == "gaussian:standard-deviation=2,mse,,,naive:kept=0.0,4,0,0,,,,,,,")
    #expect(
      run.lines[6].hasPrefix("gaussian:standard-deviation=2,mse,,,naive:kept=0.25,3,1.2493873660"))
    #expect(run.lines[12] == "gaussian:standard-deviation=2,mse,,,naive:kept=1.0,0,inf,inf,,,,,,,")
  }

  @Test("the Lloyd-Max points are those of quantise")
  func lloydMax() async throws {
    let bound = try await ToolRun.rdtool(
      "bound", "gaussian", "--rates", "0", "--lloyd-max", "--format", "csv")
    let quantise = try await ToolRun.rdtool(
      "quantise", "--bits", "1-8", "--method", "lloyd-max", "--format", "csv")
    let points = bound.lines.dropFirst(4).map { $0.split(separator: ",")[3] }
    let errors = quantise.lines.dropFirst().map { $0.split(separator: ",")[5] }
    #expect(points == errors && points.count == 8)
  }

  @Test("people see no empty column, no bound that R(D) meets, and no enclosure of exact rates")
  func text() async throws {
    let gaussian = try await ToolRun.rdtool("bound", "gaussian")
    #expect(gaussian.lines.count == 2 + 17)
    #expect(!gaussian.lines[0].contains("Block") && !gaussian.lines[0].contains("At least"))
    let uniform = try await ToolRun.rdtool("bound", "uniform", "--distortions", "0.25")
    #expect(uniform.lines.count == 2 + 3 && uniform.lines[0].contains("At least"))
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
    try await ToolRun.expectWrongUse(["bound"] + arguments)
  }

  @Test("blocks of samples whose distortion may be larger now and then")
  func blocks() async throws {
    let run = try await ToolRun.rdtool(
      "bound", "gaussian:standard-deviation=2", "--distortions", "1,5", "--blocklength", "100",
      "--excess", "0.01", "--format", "csv")
    let rows = run.lines.filter { $0.contains(",100,0.01,") }.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let names = ["normal-approximation", "converse", "achievability"]
    #expect(rows.map { $0[4] } == names + names)
    // The table of [kostina2012]'s bounds at a quarter of the variance.
    #expect(rows[0][7].hasPrefix("1.23731992328") && rows[1][7].hasPrefix("1.22077745129"))
    #expect(rows[2][7].hasPrefix("1.24957340"))
    // Beyond the variance the approximation says nothing, while a block may still need bits.
    #expect(rows[3][7] == "" && rows[4][7].hasPrefix("0.05"))
  }

  @Test("a normal approximation without a rate says why")
  func obstacles() async throws {
    let run = try await ToolRun.rdtool(
      "bound", "erased:p=0.1", "--distortions", "0.04,0.05,0.1,0.6", "--blocklength", "1000",
      "--excess", "0.01", "--format", "csv")
    let statuses = run.lines.filter { $0.contains(",normal-approximation,") }
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).last }
    #expect(statuses == ["unattainable", "least-distortion", "", "zero-rate"])
    let unlikely = try await ToolRun.rdtool(
      "bound", "gaussian", "--rates", "0.01", "--blocklength", "10", "--excess", "0.9", "--format",
      "csv")
    #expect(unlikely.lines.contains { $0.hasSuffix(",not-positive") })
  }

  @Test(
    "every source has its dispersion, and where the theorem does not hold the row says so",
    arguments: [
      ("uniform", "mse", ""), ("logistic", "mae", ""), ("gauss-markov:rho=0.9", "mse", ""),
      ("parallel-gaussians:variances=4/1", "mse", ""),
      ("discrete:probabilities=0.5/0.3/0.2", "hamming", ""),
      ("discrete:probabilities=0.25/0.25/0.25/0.25", "hamming", "zero-dispersion"),
      ("student-t:degrees-of-freedom=4", "mse", "formal"),
      ("discrete:probabilities=0.5/0.3/0.2,values=-1/0/2", "mse", ""),
      ("discrete:probabilities=0.5/0.3/0.2,values=-1/0/2", "mae", ""),
      ("erased:p=0.1", "hamming", ""),
      ("formula:density=exp(-abs(x)^1.5)", "mse", ""),
      ("exponential", "one-sided", "formal"),
      ("autoregressive:coefficients=1.2/-0.5", "mse", "formal"),
    ])
  func dispersion(_ source: String, _ measure: String, _ status: String) async throws {
    let run = try await ToolRun.rdtool(
      "bound", source, "--measure", measure, "--rates", "0.4", "--blocklength", "500", "--excess",
      "0.01", "--format", "csv")
    // The name of a source may have commas, in quotes.
    let line = try #require(run.lines.first { $0.contains(",normal-approximation,") })
    let row = line.replacing("\"\(source)\"", with: source.prefix { $0 != "," })
      .split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let (rate, value) = (try #require(Double(row[7])), try #require(Double(row[12])))
    #expect(row[14] == status && Double(row[13]) != nil)
    // The quantile of 0.99, per root of the blocklength, in bits.
    let expected = 0.4 + 2.3263478740408408 * (value / 500).squareRoot() / log(2)
    // R(D) at the distortion of a rate is that rate to within the bounds of both.
    #expect(abs(rate - expected) <= 1e-5)
  }

  @Test("a noisy source has its own dispersion and that of its surrogate")
  func surrogate() async throws {
    let run = try await ToolRun.rdtool(
      "bound", "erased:p=0.1", "--distortions", "0.08", "--blocklength", "1000", "--excess", "0.01",
      "--format", "csv")
    let rows = run.lines.filter { $0.contains("-approximation,") }.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(rows.map { $0[4] } == ["normal-approximation", "surrogate-approximation"])
    // By scripts/oracles/dispersion.py.
    #expect(rows[0][12].hasPrefix("0.377913034") && rows[1][12].hasPrefix("0.094446003"))
  }

  @Test("each kind of source has its function")
  func kinds() async throws {
    func first(_ arguments: String...) async throws -> [String] {
      let run = try await ToolRun.program(
        ToolRun.builtTool, ["bound"] + arguments + ["--format", "csv"])
      #expect(run.exitCode == 0, "\(run.standardError)")
      return run.lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let discrete = try await first("bernoulli:p=0.11", "--distortions", "0.05")
    #expect(discrete[1] == "hamming" && discrete[7].hasPrefix("0.21351900104"))
    let process = try await first("gauss-markov:rho=0.9", "--distortions", "0.1")
    #expect(process[7].hasPrefix("0.512922201188"))
    let vector = try await first("parallel-gaussians:variances=4/1", "--distortions", "0.5")
    #expect(vector[7].hasPrefix("1"))
    let absolute = try await first("laplacian", "--measure", "mae", "--rates", "1")
    #expect(absolute[5].hasPrefix("0.35355339059"))
    let absoluteUniform = try await first("uniform", "--measure", "mae", "--distortions", "0.8")
    #expect(absoluteUniform[1] == "mae" && absoluteUniform[4] == "rd")
    let onesided = try await first(
      "exponential:scale=2", "--measure", "one-sided", "--distortions", "0.5")
    #expect(onesided[7] == "2")
  }

  @Test("blocks of a process lie above its limit")
  func process() async throws {
    let run = try await ToolRun.rdtool(
      "bound", "gauss-markov:rho=0.9", "--distortions", "0.1", "--blocklength", "100", "--format",
      "csv")
    #expect(
      run.lines.contains { $0.hasPrefix("gauss-markov:rho=0.9,mse,100,,rd,0.1,10,0.52375366188") })
  }

  @Test(
    "what does not fit the source is refused",
    arguments: [
      ["gaussian", "--measure", "hamming"], ["bernoulli:p=0.3", "--measure", "mse"],
      ["bernoulli:p=0.3", "--measure", "mae"], ["gauss-markov:rho=0.9", "--measure", "mae"],
      ["gaussian", "--measure", "one-sided"],
      ["gaussian", "--measure", "loudness"], ["gaussian", "--blocklength", "100"],
      ["gaussian", "--excess", "0.01"], ["gaussian", "--blocklength", "0", "--excess", "0.01"],
      ["gaussian", "--blocklength", "100", "--excess", "0"],
      ["gaussian", "--blocklength", "100", "--excess", "1"],
      ["gauss-markov:rho=0.9", "--blocklength", "5000"], ["bernoulli:p=0.3", "--naive"],
    ])
  func unfit(_ arguments: [String]) async throws {
    try await ToolRun.expectWrongUse(["bound"] + arguments)
  }

  @Test("a matrix of one's own: R(D) of a coin with an erasure of half the cost")
  func matrix() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("0,1,0.25\n1,0,0.25\n", to: "costs.csv")
    let run = try await ToolRun.rdtool(
      "bound", "bernoulli:p=0.5", "--distortion-matrix", file.path, "--distortions", "0.1,0.3",
      "--format", "csv")
    #expect(run.exitCode == 0)
    let rows = run.lines.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    // An erasure more to choose from cannot cost: without it R(D) is 1 - h(D). Beyond 0.25 everything is erased.
    let rate = try #require(Double(rows[0][7]))
    let entropy = -(0.1 * log2(0.1) + 0.9 * log2(0.9))
    #expect(0.1 < rate && rate < 1 - entropy)
    #expect(Double(rows[1][7]) == 0)
    let blocks = try await ToolRun.rdtool(
      "bound", "bernoulli:p=0.5", "--distortion-matrix", file.path, "--distortions", "0.1",
      "--blocklength", "100", "--excess", "0.01", "--format", "csv")
    // Both symbols need the same.
    #expect(blocks.lines[2].contains(",normal-approximation,0.1,"))
    #expect(blocks.lines[2].hasSuffix(",zero-dispersion"))
    let bad = try await ToolRun.rdtool(
      "bound", "gaussian", "--distortion-matrix", file.path, "--distortions", "0.1")
    #expect(bad.exitCode == 64)
  }
}
