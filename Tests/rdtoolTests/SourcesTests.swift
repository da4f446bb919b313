import Foundation
import Testing

@Suite("rdtool sources")
struct SourcesTests {
  @Test(
    "the listing for programs: a row for each parameter, with kind, default, meaning and example")
  func listing() async throws {
    let run = try await ToolRun.rdtool("sources", "--format", "csv")
    #expect(run.exitCode == 0)
    #expect(run.standardError == "")
    #expect(run.lines[0] == "source,kind,parameter,default,meaning,summary,example")
    #expect(
      run.lines[1].hasPrefix("gaussian,density,mean,0,\"the mean, in source units\",independent"))
    let names = run.lines.dropFirst().map { $0.prefix { $0 != "," } }
    for name in [
      "gaussian", "laplacian", "uniform", "generalised-gaussian", "logistic", "student-t", "gamma",
      "rayleigh", "exponential", "gaussian-mixture", "beta", "table", "samples", "formula",
      "bernoulli", "discrete", "pmf", "erased",
      "gauss-markov", "autoregressive", "parallel-gaussians",
    ] {
      #expect(names.contains(Substring(name)))
    }
    #expect(run.lines.contains { $0.hasPrefix("gauss-markov,process,rho,0.9,") })
    #expect(run.lines.contains { $0.hasPrefix("bernoulli,discrete,p,,") })
  }

  @Test("the listing for people, and as JSON")
  func readable() async throws {
    let run = try await ToolRun.rdtool("sources")
    #expect(run.lines[0].hasPrefix("Source "))
    #expect(run.standardOutput.contains("example: student-t:degrees-of-freedom=5"))
    let json = try await ToolRun.rdtool("sources", "--format", "json")
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(json.standardOutput.utf8)) as? [[String: Any]])
    #expect(rows.contains { $0["parameter"] as? String == "degrees-of-freedom" })
  }

  @Test("the properties of a source of each kind")
  func properties() async throws {
    func values(_ source: String) async throws -> [String: String] {
      let run = try await ToolRun.rdtool("sources", source, "--format", "csv")
      #expect(run.exitCode == 0, "\(run.standardError)")
      #expect(run.lines[0] == "source,property,value")
      let pairs = run.lines.dropFirst().map { line in
        line.split(separator: ",").suffix(2).map(String.init)
      }
      return Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) })
    }
    func number(_ values: [String: String], _ key: String) throws -> Double {
      try #require(values[key].flatMap { Double($0) })
    }
    let student = try await values(
      "student-t:degrees-of-freedom=5,mean=-0.71,standard-deviation=2.385")
    #expect(student["kind"] == "density" && student["mean"] == "-0.71")
    #expect(abs(try number(student, "variance") - 2.385 * 2.385) <= 1e-14)
    // By scipy: t(5, scale=2.385 / sqrt(5 / 3)).entropy() / ln 2.
    let entropy = try number(student, "differential_entropy_bits")
    #expect(abs(entropy - 3.233496503673468) <= 1e-12, "\(entropy)")
    #expect(student["log_concave"] == "no" && student["symmetric"] == "yes")
    #expect(student["support_lower"] == "-inf")
    let bits = try await values("bernoulli:p=0.11")
    #expect(bits["kind"] == "discrete" && bits["symbol_count"] == "2")
    #expect(abs(try number(bits, "entropy_bits") - 0.499915958164528) <= 1e-14)
    let process = try await values("gauss-markov:rho=0.6,standard-deviation=2.5")
    #expect(process["kind"] == "process")
    #expect(abs(try number(process, "innovation_variance") - 4) <= 1e-14)
    // log2(2 pi e 4) / 2.
    #expect(abs(try number(process, "entropy_rate_bits") - 3.047095585180641) <= 1e-14)
    let parallel = try await values("parallel-gaussians:variances=4/1/0.25")
    #expect(parallel["mean_variance"] == "1.75" && parallel["component_count"] == "3")
    let singular = try await values("parallel-gaussians:variances=1/0")
    #expect(singular["differential_entropy_bits"] == "-inf")
  }

  @Test(
    "wrong use is refused with one sentence and code 64",
    arguments: [
      "gausian", "student-t", "student-t:degrees-of-freedom=2", "bernoulli:p=2", "gaussian:sd=1",
      "autoregressive:coefficients=1/1", "autoregressive:autocovariances=1/1", "gauss-markov:rho=1",
      "gaussian-mixture:weights=1/1,means=0/1", "discrete:probabilities=1/1", "table", ":", "",
    ])
  func wrongUse(_ source: String) async throws {
    try await ToolRun.expectWrongUse(["sources", source])
  }

  @Test("a table that is no density is code 65, a missing one 69")
  func tables() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("x,density\n0,1\n1,1.5\n", to: "bad.csv")
    _ = try folder.write("0,0\n1,1\n2,0\n", to: "good.csv")
    let bad = try await ToolRun.rdtool("sources", "table:file=bad.csv", in: folder.url)
    #expect(bad.exitCode == 65 && bad.standardError.contains("integrates to 1.25"))
    let missing = try await ToolRun.rdtool("sources", "table:file=none.csv", in: folder.url)
    #expect(missing.exitCode == 69 && missing.standardError.contains("cannot be opened"))
    let good = try await ToolRun.rdtool(
      "sources", "table:file=good.csv", "--format", "csv", in: folder.url)
    #expect(good.exitCode == 0)
    #expect(good.lines.contains("table:file=good.csv,symmetric,yes"))
  }

  @Test("what was made of a file is said by every command that takes it, and in the properties")
  func notes() async throws {
    let folder = try TemporaryFolder()
    let numbers = (0..<2000).map { "\(($0 * 7919) % 1000)" }
    _ = try folder.write(numbers.joined(separator: "\n"), to: "samples.csv")
    let source = "samples:file=samples.csv,bins=7"
    for call in [
      ["bound", source, "--rates", "1", "--format", "csv"],
      ["quantise", "--source", source, "--bits", "2", "--format", "csv"],
      [
        "ledger", source, "--rates", "1", "--samples", "1000", "--method", "ecsq", "--format",
        "csv",
      ],
      [
        "encode", "samples.csv", "-o", "x.rdq", "--source", source, "--method", "ecsq", "--rate",
        "2",
      ],
    ] {
      let run = try await ToolRun.program(ToolRun.builtTool, call, in: folder.url)
      #expect(run.exitCode == 0, "\(run.standardError)")
      #expect(
        run.standardError.contains("Note: an estimate: a histogram of 2000 samples"), "\(call)")
      #expect(!run.standardOutput.contains("Note:"))
    }
    let properties = try await ToolRun.rdtool("sources", source, in: folder.url)
    #expect(properties.standardOutput.contains("an estimate: a histogram of 2000 samples"))
    for source in ["pmf:file=samples.csv,normalise=true", "erased:p=0.1"] {
      for call in [
        ["quantise", "--source", source], ["ledger", source],
        ["encode", "samples.csv", "-o", "y.rdq", "--source", source, "--rate", "2"],
      ] {
        let run = try await ToolRun.program(ToolRun.builtTool, call, in: folder.url)
        #expect(run.exitCode == 64, "\(call)")
        #expect(run.standardError.contains("but this needs a source with a density"), "\(call)")
      }
    }
  }

  @Test("every family is fitted, and its row is a source")
  func fits() async throws {
    let folder = try TemporaryFolder()
    let numbers = (1..<200).map { index in
      let u = Double(index) / 200
      return String(format: "%.2f", u < 0.5 ? Foundation.log(2 * u) : -Foundation.log(2 - 2 * u))
    }
    _ = try folder.write(
      "n,x\n" + numbers.map { "1,\($0)" }.joined(separator: "\n"), to: "laplace.csv")
    let run = try await ToolRun.rdtool(
      "sources", "--fit", "laplace.csv", "--column", "x", "--format", "json", in: folder.url)
    #expect(run.exitCode == 0 && run.standardError.contains("rounding interval, 0.01 wide"))
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [[String: Any]])
    #expect(rows.count == 12)
    let best = try #require(rows[0]["source"] as? String)
    #expect(best.hasPrefix("laplacian:mean="))
    #expect(rows[0]["aic_difference"] as? Double == 0)
    let differences = rows.compactMap { $0["aic_difference"] as? Double }
    #expect(differences == differences.sorted() && differences.count == 12)
    for row in rows {
      let source = try #require(row["source"] as? String)
      #expect(try await ToolRun.rdtool("sources", source).exitCode == 0, "\(source)")
    }
    for arguments in [
      ["sources", "gaussian", "--fit", "laplace.csv"], ["sources", "--column", "x"],
      ["sources", "--fit", "laplace.csv", "--column", "x", "--resolution", "0"],
      ["sources", "--fit", "laplace.csv"],
    ] {
      let run = try await ToolRun.program(ToolRun.builtTool, arguments, in: folder.url)
      #expect(run.exitCode == 64 && run.standardOutput == "", "\(arguments)")
    }
    let missing = try await ToolRun.rdtool("sources", "--fit", "none.csv", in: folder.url)
    #expect(missing.exitCode == 69)
  }

  @Test("densities that are infinite at a sample come last, and a pipe breaks no row")
  func poles() async throws {
    let folder = try TemporaryFolder()
    let numbers = (1..<300).map { index in
      let u = (Double(index) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
      return "\(2.0.squareRoot() + (index % 2 == 0 ? 2.385 : -2.385) * u * u * u * u)"
    }
    _ = try folder.write(numbers.joined(separator: "\n"), to: "peaked.csv")
    let run = try await ToolRun.rdtool("sources", "--fit", "peaked.csv", in: folder.url)
    // Headings, a rule and twelve families, unless a column is the same in every row.
    #expect(run.lines.count == 14, "\(run.standardOutput)")
    let last = try #require(run.lines.last)
    #expect(last.hasPrefix("two-sided-gamma:") && last.contains("has no maximum"))
  }

  @Test("quantise reads raw numbers and arrays of NumPy")
  func binarySamples() async throws {
    let folder = try TemporaryFolder()
    let numbers = (0..<1000).map { Float(($0 * 7919) % 1000) }
    let bytes = numbers.flatMap { number in
      (0..<4).map { UInt8(number.bitPattern >> (8 * $0) & 0xff) }
    }
    try Data(bytes).write(to: folder.file("ramp.f32"))
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1000,), }\n"
    let begin = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
    try Data(begin + Array(header.utf8) + bytes).write(to: folder.file("ramp.npy"))
    _ = try folder.write(numbers.map { "\($0)" }.joined(separator: "\n"), to: "ramp.csv")
    var rows: [Substring] = []
    for ending in ["csv", "f32", "npy"] {
      let run = try await ToolRun.rdtool(
        "quantise", "--from", "ramp.\(ending)", "--bits", "2", "--method", "lloyd-max", "--format",
        "csv", in: folder.url)
      #expect(run.exitCode == 0, "\(run.standardError)")
      rows.append(run.lines[1].drop { $0 != "," })
    }
    #expect(rows[0] == rows[1] && rows[0] == rows[2])
    try Data(bytes.dropLast()).write(to: folder.file("short.f32"))
    let short = try await ToolRun.rdtool("quantise", "--from", "short.f32", in: folder.url)
    #expect(short.exitCode == 65 && short.standardError.contains("not a multiple of the 4"))
  }
}
