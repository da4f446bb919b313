import Foundation
import Testing

@Suite("rdtool bench")
struct BenchTests {
  private static let header =
    "benchmark,case,unit,runs,minimum_ms,median_ms,gflops,sgemm_gflops,sgemm_share"

  @Test("measures training as a fraction of the machine's own products")
  func training() async throws {
    let run = try await ToolRun.rdtool(
      "bench", "training", "--quick", "--format", "csv",
      environment: ["OPENBLAS_CORETYPE": nil, "OPENBLAS_L2_SIZE": nil])
    #expect(run.exitCode == 0)
    // A table for programs leaves standard output to itself.
    #expect(run.standardError.hasPrefix("BLAS: OpenBLAS "))
    #expect(!run.standardError.contains("warning"))
    #expect(run.lines.count == 3)
    #expect(run.lines.first.map(String.init) == Self.header)
    for (line, batch) in zip(run.lines.dropFirst(), ["batch 32", "batch 256"]) {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(cells[..<4] == ["training", Substring(batch), "epoch", "2"])
      let numbers = cells[4...].compactMap { Double($0) }
      try #require(numbers.count == 5)
      #expect(numbers[0] > 0 && numbers[0] <= numbers[1])
      // Other work on the machine may slow either side of a ratio, so no number is held to more than this.
      #expect(numbers.allSatisfy { $0 > 0 && $0.isFinite })
    }
  }

  @Test("measures every coder both ways")
  func coders() async throws {
    let run = try await ToolRun.rdtool("bench", "coders", "--quick", "--format", "csv")
    #expect(run.exitCode == 0)
    #expect(run.lines.count == 17)
    for coder in ["rans", "range", "huffman", "adaptive range"] {
      for task in ["encode", "decode"] {
        for symbolCount in [16, 256] {
          let start = "coders,\"\(coder) \(task), \(symbolCount) symbols\",10^6 symbols,2,"
          #expect(run.lines.filter { $0.hasPrefix(start) }.count == 1)
        }
      }
    }
  }

  @Test("warns of what holds OpenBLAS back")
  func warning() async throws {
    let run = try await ToolRun.rdtool(
      "bench", "quantisers", "--quick",
      environment: ["OPENBLAS_CORETYPE": nil, "OPENBLAS_L2_SIZE": "512", "COLUMNS": "400"])
    #expect(run.exitCode == 0)
    #expect(run.standardOutput.contains("warning: OPENBLAS_L2_SIZE is set"))
    #expect(!run.standardOutput.contains("OPENBLAS_CORETYPE"))
    #expect(run.lines.filter { $0.hasPrefix("quantisers  lloyd-max, ") }.count == 5)
  }

  @Test("an unknown benchmark is wrong use")
  func unknownName() async throws {
    let run = try await ToolRun.rdtool("bench", "trianing")
    #expect(run.exitCode == 64)
    #expect(run.standardOutput == "")
    #expect(
      run.standardError.contains("There is no benchmark 'trianing'. Did you mean 'training'?"))
  }
}
