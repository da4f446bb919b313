import Foundation
import Testing

@Suite("rdtool doctor")
struct DoctorTests {
  @Test("finds matrix products in OpenBLAS, and nothing missing, where the tests run")
  func findings() async throws {
    let run = try await ToolRun.rdtool("doctor", "--format", "json")
    #expect(run.exitCode == 0)
    #expect(run.standardError == "")
    let rows = try Self.rows(run)
    let products = try #require(rows["matrix products"])
    #expect(products["state"] == "ok")
    #expect(products["found"]?.lowercased().contains("openblas") == true)
    #expect(rows["GSL"]?["found"]?.hasPrefix("2.") == true)
  }

  @Test("reports what the environment holds back, and how to fix it")
  func environment() async throws {
    let held = try Self.rows(
      try await ToolRun.rdtool(
        "doctor", "--format", "json", environment: ["OPENBLAS_L2_SIZE": "512"]))
    #expect(held["OPENBLAS_L2_SIZE"]?["state"] == "slow")
    #expect(held["OPENBLAS_L2_SIZE"]?["remedy"] == "unset OPENBLAS_L2_SIZE")
    let free = try Self.rows(
      try await ToolRun.rdtool(
        "doctor", "--format", "json", environment: ["OPENBLAS_L2_SIZE": nil]))
    #expect(free["OPENBLAS_L2_SIZE"]?["state"] == "ok")
  }

  @Test("looks for data sets and programs where the environment says")
  func places() async throws {
    let folder = try TemporaryFolder()
    let images = folder.file("kodak")
    try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
    _ = try folder.write("x", to: "kodak/kodim01.png")
    let rows = try Self.rows(
      try await ToolRun.rdtool(
        "doctor", "--format", "json",
        environment: ["RDTOOL_DATA": folder.url.path, "PATH": folder.url.path]))
    #expect(rows["kodak"]?["state"] == "ok")
    #expect(rows["mnist"]?["state"] == "absent")
    #expect(rows["gnuplot"]?["state"] == "absent")
    #expect(rows["gnuplot"]?["remedy"] == "scripts/setup")
  }

  /// The rows of the table, by item; cells are texts.
  private static func rows(_ run: ToolRun) throws -> [String: [String: String]] {
    let rows = try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8))
    return try #require(rows as? [[String: Any]]).reduce(into: [:]) { result, row in
      let item = try #require(row["item"] as? String)
      result[item] = row.compactMapValues { $0 as? String }
    }
  }
}
