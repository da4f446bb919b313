import Foundation
import Testing

@Suite("rdtool data")
struct DataTests {
  @Test("lists what is here and what needs no files")
  func list() async throws {
    let folder = try TemporaryFolder()
    let run = try await ToolRun.rdtool(
      "data", "list", "--format", "csv", environment: ["RDTOOL_DATA": folder.url.path])
    #expect(run.exitCode == 0)
    #expect(run.lines.contains { $0.hasPrefix("cifar10,absent,") })
    #expect(run.lines.contains { $0.hasPrefix("dead-leaves,ready,") })
  }

  @Test("finds damage and absence, and says so by its exit code")
  func verify() async throws {
    let folder = try TemporaryFolder()
    let environment = ["RDTOOL_DATA": folder.url.path]
    let nothing = try await ToolRun.rdtool("data", "verify", environment: environment)
    #expect(nothing.exitCode == 0)
    let absent = try await ToolRun.rdtool("data", "verify", "kodak", environment: environment)
    #expect(absent.exitCode == 69)
    try FileManager.default.createDirectory(
      at: folder.file("kodak"), withIntermediateDirectories: true)
    _ = try folder.write("x", to: "kodak/kodim01.png")
    let damaged = try await ToolRun.rdtool("data", "verify", environment: environment)
    #expect(damaged.exitCode == 65)
    #expect(damaged.standardError.contains("kodim01.png' is damaged"))
  }

  @Test("fetches only what has an address")
  func fetch() async throws {
    let drawn = try await ToolRun.rdtool("data", "fetch", "digits")
    #expect(drawn.exitCode == 64 && drawn.standardError.contains("nothing to fetch"))
    let unknown = try await ToolRun.rdtool("data", "fetch", "cifar")
    #expect(unknown.exitCode == 64)
  }
}
