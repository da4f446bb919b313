import Foundation
import Testing

@Suite("rdtool sweep --shard and --merge")
struct ShardCommandTests {
  /// Seven trials, two of which train for a while.
  private static let arguments = [
    "sweep", "gaussian", "--dims", "3,7", "--input", "20", "--train", "3000", "--test", "300",
    "--epochs", "100", "--hidden", "24", "--bits", "2-3", "--checkpoint-epochs", "3", "--jobs", "1",
    "--out", "r",
  ]

  private func sweep(
    _ more: String..., in folder: TemporaryFolder, environment: [String: String?] = [:],
    whileRunning: ((pid_t) async throws -> Void)? = nil
  ) async throws -> ToolRun {
    try await ToolRun.program(
      ToolRun.builtTool, Self.arguments + more, in: folder.url, environment: environment,
      whileRunning: whileRunning)
  }

  private func results(_ folder: TemporaryFolder) throws -> [String] {
    try ["points.csv", "history.csv", "summary.csv"].map { try folder.text("r/" + $0) }
  }

  @Test("parts that are killed in a training resume, and merge to the bytes of one run")
  func kill() async throws {
    let (whole, parts) = (try TemporaryFolder(), try TemporaryFolder())
    let local = try await sweep(in: whole)
    let store = parts.file("r/.trials")
    try FileManager.default.createDirectory(at: store, withIntermediateDirectories: true)
    for part in ["1/2", "2/2"] {
      let run = try await sweep("--shard", part, in: parts) { process in
        FolderWatch(store).send(SIGKILL, to: process) {
          let names = (try? FileManager.default.contentsOfDirectory(atPath: store.path)) ?? []
          return names.contains { $0.hasSuffix(".checkpoint") }
        }
      }
      #expect(run.exitCode == 128 + SIGKILL)
      // A part of the store is not published, and the trial that was killed is named.
      let merge = try await sweep("--merge", in: parts)
      #expect(merge.exitCode == 69 && merge.standardOutput == "")
      #expect(merge.standardError.contains("stopped in its training"), "\(merge.standardError)")
      #expect(parts.bytes(of: "r/points.csv") == nil)
      let again = try await sweep("--shard", part, in: parts)
      #expect(again.exitCode == 0, "\(again.standardError)")
      #expect(again.standardOutput.hasPrefix("Part \(part): "))
      #expect(again.standardOutput.contains(" 1 resumed in training"))
    }
    let merge = try await sweep("--merge", in: parts)
    #expect(merge.exitCode == 0, "\(merge.standardError)")
    #expect(merge.standardOutput == local.standardOutput)
    #expect(try results(parts) == results(whole))
  }

  @Test("parts run at the same time, and the command without --shard publishes")
  func concurrent() async throws {
    let (whole, parts) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try await sweep(in: whole)
    async let first = sweep("--shard", "1/2", in: parts)
    async let second = sweep("--shard", "2/2", in: parts)
    for run in try await [first, second] { #expect(run.exitCode == 0, "\(run.standardError)") }
    let end = try await sweep(in: parts)
    #expect(end.exitCode == 0 && !end.standardOutput.isEmpty)
    #expect(try results(parts) == results(whole))
  }

  @Test("--dry-run shows the trials of a part")
  func dryRun() async throws {
    let folder = try TemporaryFolder()
    let parts = ["1/2", "2/2", "3/2"]
    var names: [Substring] = []
    for part in parts {
      let run = try await sweep("--dry-run", "--format", "csv", "--shard", part, in: folder)
      guard part != "3/2" else {
        #expect(run.exitCode == 64 && run.standardError.contains("as in 2/8"))
        continue
      }
      names += run.lines.dropFirst()
    }
    let all = try await sweep("--dry-run", "--format", "csv", in: folder)
    #expect(Set(names) == Set(all.lines.dropFirst()) && names.count == all.lines.count - 1)
  }

  @Test("parts of other kernels meet: refused by name, accepted with --mixed-kernels")
  func otherKernels() async throws {
    let folder = try TemporaryFolder()
    let nehalem = ["OPENBLAS_CORETYPE": "Nehalem"]
    let prescott = ["OPENBLAS_CORETYPE": "Prescott"]
    #expect(
      try await sweep("--shard", "1/2", in: folder, environment: nehalem).exitCode == 0)
    #expect(
      try await sweep("--shard", "2/2", in: folder, environment: prescott).exitCode == 0)
    let refused = try await sweep("--merge", in: folder, environment: nehalem)
    #expect(refused.exitCode == 65)
    #expect(refused.standardError.contains("have no result by the kernels of the others"))
    let accepted = try await sweep("--merge", "--mixed-kernels", in: folder, environment: nehalem)
    #expect(accepted.exitCode == 0, "\(accepted.standardError)")
    let again = try await sweep("--shard", "1/1", in: folder, environment: nehalem)
    #expect(again.standardError.contains("trials are stored by the kernels Prescott"))
    #expect(try await sweep("--merge", in: folder, environment: nehalem).exitCode == 0)
  }

  @Test("a full disk ends a part with nothing half-written, and it resumes")
  func fullDisk() async throws {
    let folder = try TemporaryFolder()
    let call = ([ToolRun.builtTool.path] + Self.arguments + ["--shard", "1/1"])
      .map { "'\($0)'" }.joined(separator: " ")
    // No file may be larger than 2 kB.
    let full = try await ToolRun.program(
      URL(fileURLWithPath: "/bin/bash"), ["-c", "trap '' XFSZ; ulimit -f 2; exec \(call)"],
      in: folder.url)
    #expect(full.exitCode == 74, "\(full.standardError)")
    #expect(try !folder.files().contains { $0.contains(".partial-") })
    #expect(try await sweep("--shard", "1/1", in: folder).exitCode == 0)
    #expect(try await sweep("--merge", in: folder).exitCode == 0)
  }

  @Test("a merge needs a folder of trials; a part asks no version control")
  func lean() async throws {
    let folder = try TemporaryFolder()
    let merge = try await sweep("--merge", in: folder)
    #expect(merge.exitCode == 69 && merge.standardError.contains("holds no trials"))
    #expect(try folder.files().isEmpty)
    let git = try folder.write("#!/bin/sh\necho called >>'\(folder.path)/calls'\n", to: "bin/git")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: git.path)
    let path = ["PATH": "\(folder.file("bin").path):/usr/bin:/bin"]
    #expect(try await sweep("--shard", "1/1", in: folder, environment: path).exitCode == 0)
    #expect(folder.bytes(of: "calls") == nil)
    #expect(try await sweep("--merge", in: folder, environment: path).exitCode == 0)
    #expect(folder.bytes(of: "calls") != nil)
  }

  @Test("--shard with --merge makes no sense")
  func both() async throws {
    try await ToolRun.expectWrongUse(["sweep", "gaussian", "--shard", "1/2", "--merge"])
    try await ToolRun.expectWrongUse(["sweep", "gaussian", "--dry-run", "--merge"])
  }
}
