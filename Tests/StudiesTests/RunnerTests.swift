import Foundation
import RDCore
import RDExperiments
import RDFiles
import RDResults
import Synchronization
@_exported import TestFolders
import Testing

private let small = """
  experiment = "gaussian"
  dims = [3, 7]
  input = 12
  train = 400
  test = 101
  epochs = 6
  hidden = 9
  repetitions = 2
  bits = "2-3"
  """

/// The computation of a program, by the kernels of a made-up node.
func computation(_ program: String, kernels: String = "Prescott sse") -> Computation {
  Computation(
    code: ContentHash(of: program),
    origin: TrialOrigin(kernels: kernels, node: "node of \(kernels)", processor: "a processor"))
}

/// Runs a specification and publishes its results, as the tool does.
func run(
  _ text: String, into path: String, jobs: Int = 1, program: String = "a program",
  interruption: Interruption = Interruption(), observer: (any ProgressObserver)? = nil
) throws -> RunReport {
  let plan = try plan(text)
  let folder = try ResultsFolder(at: path, specification: plan.specificationText)
  let report = try Runner(
    plan: plan, jobs: jobs, computation: computation(program), checkpointInterval: 2,
    observer: observer, interruption: interruption
  ).run(into: folder)
  let provenance = try ProgramIdentity().provenance(
    of: plan, report: report, command: ["test"], jobs: jobs, started: .now)
  try folder.publish(report.documents, timing: report.timing, provenance: provenance)
  return report
}

/// Asks the run to stop at the n-th report.
private final class StopAfter: ProgressObserver {
  private let remaining: Mutex<Int>
  private let interruption: Interruption

  init(_ reports: Int, _ interruption: Interruption) {
    remaining = Mutex(reports)
    self.interruption = interruption
  }

  func report(_ progress: ProgressReport) {
    remaining.withLock {
      $0 -= 1
      if $0 == 0 { interruption.request() }
    }
  }
}

@Suite("Running an experiment")
struct RunnerTests {
  private let resultFiles = ["points.csv", "history.csv", "summary.csv"]

  @Test("one job and four write the same bytes")
  func jobs() throws {
    let (one, four) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try run(small, into: one.path + "/r", jobs: 1)
    _ = try run(small, into: four.path + "/r", jobs: 4)
    for file in resultFiles {
      #expect(try one.text("r/" + file) == four.text("r/" + file))
    }
  }

  @Test(
    "a run stopped anywhere resumes from there and ends with the same bytes", arguments: [1, 9, 20])
  func resume(afterReports: Int) throws {
    let (whole, parts) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try run(small, into: whole.path + "/r")
    let interruption = Interruption()
    #expect(throws: RunInterrupted.self) {
      try run(
        small, into: parts.path + "/r", interruption: interruption,
        observer: StopAfter(afterReports, interruption))
    }
    #expect(!FileManager.default.fileExists(atPath: parts.path + "/r/points.csv"))
    let report = try run(small, into: parts.path + "/r")
    #expect(report.resumedCount > 0)
    for file in resultFiles {
      #expect(try whole.text("r/" + file) == parts.text("r/" + file))
    }
  }

  @Test("a finished run given again computes nothing anew, another program everything")
  func again() throws {
    let folder = try TemporaryFolder()
    let first = try run(small, into: folder.path + "/r")
    let second = try run(small, into: folder.path + "/r")
    let third = try run(small, into: folder.path + "/r", program: "another program")
    #expect(first.resumedCount == 0)
    #expect(second.resumedCount == second.trialCount)
    #expect(third.resumedCount == 0)
    #expect(first.resultHashes == third.resultHashes)
  }

  @Test("adding a latent dimension moves nobody's numbers")
  func namedSeeds() throws {
    let (two, three) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try run(small, into: two.path + "/r")
    _ = try run(
      small.replacingOccurrences(of: "[3, 7]", with: "[5, 3, 7]"), into: three.path + "/r")
    let before = Set(try two.text("r/points.csv").split(separator: "\n"))
    let after = Set(try three.text("r/points.csv").split(separator: "\n"))
    #expect(before.isSubset(of: after))
  }

  @Test("a trial that diverges is a row with its status, and the others go on")
  func failure() throws {
    let folder = try TemporaryFolder()
    // Fourteen linear layers, whose product leaves the range of single precision after a few steps of this size.
    let text =
      small.replacingOccurrences(of: "hidden = 9", with: "hidden = [9, 9, 9, 9, 9, 9]")
      + "\nactivation = \"linear\"\nlearning-rate = 10.0"
    let report = try run(text, into: folder.path + "/r")
    #expect(!report.failures.isEmpty)
    let points = try CSVDocument(parsing: folder.text("r/points.csv"), origin: "points.csv")
    let status = try #require(points.index(of: "status"))
    let method = try #require(points.index(of: "method"))
    #expect(points.rows.filter { $0[status].hasPrefix("failed: ") }.count == report.failures.count)
    #expect(points.rows.contains { $0[method] == "pca" && $0[status] == "ok" })
  }

  @Test("a training that the last step of its only epoch ruins has failed, too")
  func lateFailure() throws {
    let folder = try TemporaryFolder()
    let text = """
      experiment = "gaussian"
      dims = 3
      input = 20
      train = 500
      test = 50
      epochs = 1
      batch = 500
      bits = 2
      methods = "autoencoder"
      hidden = [64, 64, 64, 64, 64, 64, 64, 64, 64, 64]
      activation = "linear"
      learning-rate = 10.0
      """
    let report = try run(text, into: folder.path + "/r")
    #expect(report.failures.map(\.trial) == ["autoencoder baseline d=3 #1"])
    #expect(report.failures.allSatisfy { $0.reason.contains("diverged") })
  }

  @Test("latents with fewer values than levels are quantised without loss, not refused")
  func fewValues() throws {
    let folder = try TemporaryFolder()
    // Latents driven into saturation.
    let text = """
      experiment = "gaussian"
      dims = 10
      input = 20
      train = 2000
      test = 100
      epochs = 20
      hidden = 16
      learning-rate = 1.0
      methods = "autoencoder"
      """
    let report = try run(text, into: folder.path + "/r")
    #expect(report.failures.isEmpty)
    let points = try CSVDocument(parsing: folder.text("r/points.csv"), origin: "points.csv")
    let quantiser = try #require(points.index(of: "latent_quantiser"))
    #expect(points.rows.count { $0[quantiser] == "lloyd-max-trained" } == 4)
  }

  @Test("results of another specification are left alone")
  func otherSpecification() throws {
    let folder = try TemporaryFolder()
    _ = try run(small, into: folder.path + "/r")
    let before = try folder.text("r/points.csv")
    #expect {
      try run(small + "\nbatch = 5", into: folder.path + "/r")
    } throws: { error in
      "\(error)".contains("batch = 32") && "\(error)".contains("batch = 5")
    }
    #expect(try folder.text("r/points.csv") == before)
  }

  @Test("a folder with other files is left alone")
  func foreignFolder() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(fileURLWithPath: folder.path + "/holiday.jpg"))
    #expect(throws: OutputError.notAResultsFolder(path: folder.path)) {
      try run(small, into: folder.path)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["holiday.jpg"])
  }

  @Test("a folder that another run writes to is not shared")
  func lock() throws {
    let folder = try TemporaryFolder()
    let plan = try plan(small)
    let held = try ResultsFolder(at: folder.path, specification: plan.specificationText)
    #expect(throws: OutputError.inUse(path: folder.path)) { try run(small, into: folder.path) }
    withExtendedLifetime(held) {}
  }

  @Test("a damaged checkpoint or trial is named, not used", arguments: ["truncated", "altered"])
  func damage(_ kind: String) throws {
    let folder = try TemporaryFolder()
    let interruption = Interruption()
    #expect(throws: RunInterrupted.self) {
      try run(
        small, into: folder.path + "/r", interruption: interruption,
        observer: StopAfter(7, interruption))
    }
    let store = folder.path + "/r/.trials"
    let files = try FileManager.default.contentsOfDirectory(atPath: store)
    for ending in [".checkpoint", ".trial"] {
      let file = store + "/" + (try #require(files.first { $0.hasSuffix(ending) }))
      let original = try Data(contentsOf: URL(fileURLWithPath: file))
      var bytes = original
      if kind == "truncated" {
        bytes.removeLast(bytes.count / 3)
      } else {
        bytes[bytes.count / 2] ^= 0x40
      }
      try bytes.write(to: URL(fileURLWithPath: file))
      #expect {
        try run(small, into: folder.path + "/r")
      } throws: { error in
        guard case OutputError.damaged(let path, _) = error else { return false }
        return path == file
      }
      try original.write(to: URL(fileURLWithPath: file))
    }
  }
}
