import Foundation
import Testing

@Suite("rdtool sweep transform-codec")
struct TransformCodecSweepTests {
  /// Runs a small sweep with some lines in front, and gives its points.
  private func sweep(
    _ lines: String, into folder: TemporaryFolder
  ) async throws -> (run: ToolRun, points: String) {
    let specification = try folder.write(
      """
      experiment = "transform-codec"
      lambdas = [20.0]
      epochs = 1
      filters = 2
      latents = 2
      batch = 4
      \(lines)
      """, to: "sweep.toml")
    let run = try await ToolRun.rdtool("sweep", specification.path, "--out", "r", in: folder.url)
    let points = try? String(contentsOf: folder.file("r/points.csv"), encoding: .utf8)
    return (run, points ?? "")
  }

  @Test(
    "images that it cannot be trained on are told, not trapped on",
    arguments: ["digits:count=8", "dead-leaves:count=8,height=30,width=30"])
  func otherShapes(data: String) async throws {
    let folder = try TemporaryFolder()
    let (run, points) = try await sweep(
      """
      data = "\(data)"
      test = "dead-leaves:count=2"
      """, into: folder)
    #expect(run.exitCode == 1, "\(run.standardError)")
    #expect((run.standardError + points).contains("cannot be trained on images of"))
  }

  @Test("grey images are measured, lossless codecs have no decibels, and headers count")
  func greyTest() async throws {
    let (grey, _) = try await sweep(
      """
      data = "dead-leaves:count=8,height=16,width=16"
      test = "digits:count=3"
      """, into: TemporaryFolder())
    #expect(grey.exitCode == 0, "\(grey.standardError)")
    let (other, _) = try await sweep(
      """
      data = "dead-leaves:count=8,height=16,width=16"
      test = "dead-leaves:count=2,height=24,width=24"
      klt-steps = [0.5]
      """, into: TemporaryFolder())
    #expect(other.exitCode == 1 && other.standardError.contains("klt-steps"))
    let (all, points) = try await sweep(
      """
      data = "dead-leaves:count=8"
      test = "dead-leaves:count=3"
      klt-steps = [0.5]
      codecs = ["png"]
      """, into: TemporaryFolder())
    // A build without libspng has no row of it.
    #expect(all.exitCode == 0 || all.standardError.contains("libspng"), "\(all.standardError)")
    #expect(!points.contains("inf"))
    // No source here has a comma that a field would have to be quoted for.
    let rows = points.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let header = try #require(rows.first?.firstIndex(of: "header_bits_per_image"))
    let method = try #require(rows.first?.firstIndex(of: "method"))
    let linear = rows.filter { $0[method] == "klt" }
    #expect(linear.count == 1 && Double(linear[0][header]).map { $0 > 0 } == true)
  }
}
