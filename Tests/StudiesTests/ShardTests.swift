import Dispatch
import Foundation
import RDCore
import RDExperiments
import RDFiles
import RDResults
import Synchronization
import Testing

/// Nine trials, of a second together.
private let specification = """
  experiment = "gaussian"
  dims = [2, 5, 7]
  input = 12
  train = 300
  test = 51
  epochs = 4
  hidden = 9
  repetitions = 1
  bits = "2-3"
  """

private let program = "a program"

/// A runner of the specification on a node of some kernels.
private func runner(
  _ text: String = specification, kernels: String = "Prescott sse", mixed: Bool = false
) throws -> Runner {
  Runner(
    plan: try plan(text), jobs: 1, computation: computation(program, kernels: kernels),
    acceptsMixedKernels: mixed, checkpointInterval: 2)
}

/// Runs a part, as one process of several does.
@discardableResult
private func run(
  _ shard: Shard, into path: String, _ text: String = specification,
  kernels: String = "Prescott sse", mixed: Bool = false
) throws -> ShardReport {
  let runner = try runner(text, kernels: kernels, mixed: mixed)
  let folder = try ResultsFolder(
    at: path, specification: runner.plan.specificationText, access: .shared)
  return try runner.run(shard.positions(of: runner.plan.trials.map(\.cost)), into: folder)
}

/// Puts the parts together and publishes them.
@discardableResult
private func merge(
  _ path: String, _ text: String = specification, kernels: String = "Prescott sse",
  mixed: Bool = false
) throws -> RunReport {
  let runner = try runner(text, kernels: kernels, mixed: mixed)
  let folder = try ResultsFolder(
    at: path, specification: runner.plan.specificationText, access: .publishing)
  let report = try runner.merge(from: folder.trials)
  try folder.publish(
    report.documents, timing: report.timing,
    provenance: try ProgramIdentity().provenance(
      of: runner.plan, report: report, command: ["test"], jobs: 1, started: .now))
  return report
}

/// The state of a merge's trials by name, if it is refused.
private func refusal(_ merge: () throws -> RunReport) throws -> [String: String] {
  let trials: [MergeProblem.Trial]
  do {
    _ = try merge()
    return [:]
  } catch MergeProblem.incomplete(let problems, _, _) {
    trials = problems
  } catch MergeProblem.mixedKernels(let problems, _, _) {
    trials = problems
  }
  return Dictionary(uniqueKeysWithValues: trials.map { ($0.name, $0.state) })
}

@Suite("Shards of a sweep")
struct ShardTests {
  private let resultFiles = ["points.csv", "history.csv", "summary.csv"]

  @Test("parts are disjoint, complete and balanced", arguments: [1, 2, 3, 7, 50, 500])
  func partition(count: Int) {
    var stream = RandomStream(seed: SeedPath(root: 7)["shards", count])
    // Skewed, as the costs of networks of many sizes are, and with ties.
    let costs = (0..<200).map { $0 % 5 == 0 ? 2.385 : pow(stream.nextUniform(), 8) * 100 }
    let parts = Shard.partition(costs, into: count)
    #expect(parts.count == min(count, costs.count))
    #expect(parts.flatMap { $0 }.sorted() == Array(costs.indices))
    #expect(parts.allSatisfy { $0 == $0.sorted() })
    // What any list schedule keeps [graham1969]: the mean, and a last trial.
    let loads = parts.map { $0.reduce(0) { $0 + costs[$1] } }
    let mean = costs.reduce(0, +) / Double(parts.count)
    #expect(loads.max()! <= mean + costs.max()! + 1e-9)
    for index in 1...count {
      let positions = Shard(index, of: count).positions(of: costs)
      #expect(positions == (index <= parts.count ? parts[index - 1] : []))
    }
  }

  @Test("trials of no known cost are dealt out evenly")
  func equalCosts() {
    for cost in [0.0, 1.0] {
      let parts = Shard.partition([Double](repeating: cost, count: 23), into: 5)
      #expect(parts.map(\.count) == [5, 5, 5, 4, 4])
    }
    #expect(Shard.partition([], into: 3).isEmpty)
  }

  @Test("longest first: a long trial has a part to itself")
  func longTrial() {
    #expect(Shard.partition([1, 1, 1, 9, 1, 1], into: 2) == [[3], [0, 1, 2, 4, 5]])
  }

  @Test(
    "only a part from 1 to N is one",
    arguments: ["0/3", "4/3", "1", "1/", "/2", "a/b", "1/2/3", "-1/2", "1/1000001", ""])
  func parsing(text: String) {
    #expect(throws: Diagnosis.self) { try Shard(parsing: text) }
  }

  @Test("N parts in any order, put together, are the bytes of one run", arguments: [1, 2, 3, 7])
  func merging(count: Int) throws {
    let (whole, parts) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try run(specification, into: whole.path + "/r", program: program)
    var stream = RandomStream(seed: SeedPath(root: 3)["order", count])
    let order = (1...count).map { ($0, stream.nextUniform()) }.sorted { $0.1 < $1.1 }.map(\.0)
    var trialCount = 0
    for index in order {
      #expect(parts.bytes(of: "r/points.csv") == nil)
      trialCount += try run(Shard(index, of: count), into: parts.path + "/r").trialCount
    }
    let report = try merge(parts.path + "/r")
    #expect(trialCount == report.trialCount)
    #expect(report.resumedCount == report.trialCount && report.failures.isEmpty)
    for file in resultFiles {
      #expect(try whole.text("r/" + file) == parts.text("r/" + file))
    }
    // The whole run finds the same trials, and has nothing to do.
    let again = try run(specification, into: parts.path + "/r", program: program)
    #expect(again.resumedCount == again.trialCount)
  }

  @Test("what is missing is named, and nothing is published")
  func missing() throws {
    let folder = try TemporaryFolder()
    try run(Shard(1, of: 3), into: folder.path + "/r")
    try run(Shard(3, of: 3), into: folder.path + "/r")
    let plan = try plan(specification)
    let left = Shard(2, of: 3).positions(of: plan.trials.map(\.cost)).map { plan.trials[$0].name }
    let states = try refusal { try merge(folder.path + "/r") }
    #expect(!left.isEmpty && Set(states.keys) == Set(left))
    #expect(states.values.allSatisfy { $0 == "not computed" })
    #expect(folder.bytes(of: "r/provenance.json") == nil)
    // Another program finds nothing, and says what there is instead.
    let other = Runner(plan: plan, jobs: 1, computation: computation("another program"))
    #expect {
      try other.merge(from: TrialStore(existingIn: folder.path + "/r"))
    } throws: {
      "\($0)".contains("trials are stored of another program")
        && ($0 as? MergeProblem)?.failureClass == .missing
    }
  }

  @Test("two different results of one trial are both kept, named and refused")
  func contradiction() throws {
    let folder = try TemporaryFolder()
    try run(Shard(1, of: 1), into: folder.path + "/r")
    let runner = try runner()
    let store = TrialStore(existingIn: folder.path + "/r")
    let (trial, key) = (runner.plan.trials[4].name, runner.keys[4])
    let first = try #require(try store.record(for: key))
    // The same again at another time is no contradiction.
    func altered(points: CSVDocument) -> TrialRecord {
      TrialRecord(
        trial: trial, points: points, tables: first.tables, files: first.files,
        timing: first.timing, started: 5, seconds: 7, peakMemoryMegabytes: 9,
        origin: first.origin)
    }
    try store.store(altered(points: first.points), for: key)
    #expect(try store.record(for: key) == first)
    var points = first.points
    points.append(first.points)
    #expect {
      try store.store(altered(points: points), for: key)
    } throws: {
      guard case OutputError.contradiction(trial, let paths) = $0 else { return false }
      return paths.count == 2
    }
    #expect(try refusal { try merge(folder.path + "/r") }.keys.map { $0 } == [trial])
    #expect(throws: OutputError.self) { try run(Shard(1, of: 1), into: folder.path + "/r") }
  }

  @Test("a damaged trial does not keep the others of its part from running")
  func damage() throws {
    let folder = try TemporaryFolder()
    let results = folder.path + "/r"
    try run(Shard(1, of: 3), into: results)
    let damaged = try files(folder, "trial")
    for file in damaged { _ = try folder.write("cut", to: file) }
    #expect {
      try run(Shard(1, of: 1), into: results)
    } throws: {
      "\($0)".contains(damaged.count == 1 ? "is damaged" : "\(damaged.count) of ")
    }
    let plan = try plan(specification)
    #expect(try files(folder, "trial").count == plan.trials.count)
    #expect {
      try merge(results)
    } throws: {
      let text = "\($0)"
      return text.contains("Remove a damaged file") && !text.contains("Run the shards")
    }
  }

  @Test("a merge removes the checkpoints and failures of finished trials")
  func remains() throws {
    let folder = try TemporaryFolder()
    try run(Shard(1, of: 1), into: folder.path + "/r")
    let runner = try runner()
    let store = TrialStore(existingIn: folder.path + "/r")
    try store.storeCheckpoint([1, 2, 3], for: runner.keys[2])
    #expect(try files(folder, "checkpoint").count == 1)
    try merge(folder.path + "/r")
    #expect(try files(folder, "checkpoint").isEmpty)
    #expect(try files(folder, "trial").count == runner.plan.trials.count)
  }

  @Test("shards that make a folder at the same time all get it")
  func freshFolder() throws {
    let folder = try TemporaryFolder()
    let text = try plan(specification).specificationText
    for attempt in 0..<200 {
      _ = try concurrentMap(Array(0..<4), jobs: 4) { _ in
        _ = try ResultsFolder(
          at: folder.path + "/\(attempt)", specification: text, access: .shared)
      }
    }
  }

  /// The stored files of a kind.
  private func files(_ folder: TemporaryFolder, _ kind: String) throws -> [String] {
    try folder.files().filter { $0.hasSuffix(".\(kind)") }
  }

  @Test("trials of several kernels are refused by name, or taken and said to be so")
  func mixedKernels() throws {
    let folder = try TemporaryFolder()
    let results = folder.path + "/r"
    try run(Shard(1, of: 3), into: results)
    try run(Shard(2, of: 3), into: results)
    try run(Shard(3, of: 3), into: results, kernels: "Haswell avx2 fma")
    let plan = try plan(specification)
    let third = Shard(3, of: 3).positions(of: plan.trials.map(\.cost))
      .map { plan.trials[$0].name }
    // Whichever node merges.
    for kernels in ["Prescott sse", "Haswell avx2 fma", "Zen"] {
      let states = try refusal { try merge(results, kernels: kernels) }
      #expect(Set(states.keys) == Set(third))
      #expect(states.values.allSatisfy { $0.contains("Haswell avx2 fma, on node of Haswell") })
    }
    let report = try merge(results, kernels: "Zen", mixed: true)
    #expect(
      report.kernels
        == ["Prescott sse": plan.trials.count - third.count, "Haswell avx2 fma": third.count])
    let provenance = try JSONDecoder().decode(
      Provenance.self, from: #require(folder.bytes(of: "r/provenance.json")))
    #expect(provenance.kernels == report.kernels)
    // A part that accepts them computes nothing again; one that does not computes its own.
    let accepted = try run(Shard(3, of: 3), into: results, mixed: true)
    #expect(accepted.resumedCount == accepted.trialCount)
    let own = try run(Shard(3, of: 3), into: results)
    #expect(own.resumedCount == 0 && own.trialCount == third.count)
    #expect(try merge(results).kernels == ["Prescott sse": plan.trials.count])
  }

  @Test("a failed trial is published with its status, and computed again by the next run")
  func failure() throws {
    let text =
      specification.replacingOccurrences(of: "hidden = 9", with: "hidden = [9, 9, 9, 9, 9, 9]")
      + "\nactivation = \"linear\"\nlearning-rate = 10.0"
    let (whole, parts) = (try TemporaryFolder(), try TemporaryFolder())
    let expected = try run(text, into: whole.path + "/r", program: program)
    let reports = try [2, 1].map { try run(Shard($0, of: 2), into: parts.path + "/r", text) }
    #expect(reports.reduce(0) { $0 + $1.failures.count } == expected.failures.count)
    let report = try merge(parts.path + "/r", text)
    #expect(!report.failures.isEmpty)
    #expect(report.failures.map(\.trial) == expected.failures.map(\.trial))
    #expect(try whole.text("r/points.csv") == parts.text("r/points.csv"))
    let again = try run(Shard(1, of: 2), into: parts.path + "/r", text)
    #expect(again.resumedCount < again.trialCount)
  }

  @Test("processes that have the same trials at the same time store the same once")
  func sameTrials() throws {
    let (whole, parts) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try run(specification, into: whole.path + "/r", program: program)
    // Each has its own runner, folder and lock, as two processes have.
    _ = try concurrentMap([1, 1, 2, 2], jobs: 4) {
      try run(Shard($0, of: 2), into: parts.path + "/r")
    }
    try merge(parts.path + "/r")
    for file in resultFiles {
      #expect(try whole.text("r/" + file) == parts.text("r/" + file))
    }
    let names = try parts.files().filter { !$0.hasSuffix("lock") }
    #expect(!names.contains { $0.contains(".partial-") || $0.contains("contradiction") })
  }

  @Test("a whole run waits for no part, a part waits for a whole run, a merge for no part")
  func locks() throws {
    let folder = try TemporaryFolder()
    let plan = try plan(specification)
    @Sendable func open(
      _ access: ResultsFolder.Access, patience: Duration = .zero
    ) throws -> ResultsFolder {
      try ResultsFolder(
        at: folder.path, specification: plan.specificationText, access: access, patience: patience)
    }
    do {
      let parts = try [open(.shared), open(.shared), open(.publishing)]
      #expect(throws: OutputError.inUse(path: folder.path)) { try open(.exclusive) }
      withExtendedLifetime(parts) {}
    }
    do {
      let merge = try open(.publishing)
      for access in [ResultsFolder.Access.exclusive, .publishing] {
        #expect(throws: OutputError.inUse(path: folder.path)) { try open(access) }
      }
      withExtendedLifetime(merge) {}
    }
    let whole = Mutex(Optional(try open(.exclusive)))
    for access in [ResultsFolder.Access.shared, .publishing] {
      #expect(throws: OutputError.inUse(path: folder.path)) { try open(access) }
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.3) { whole.withLock { $0 = nil } }
    _ = try open(.shared, patience: .seconds(60))
  }

  @Test("times of an earlier run give the costs, others in proportion")
  func times() throws {
    let folder = try TemporaryFolder()
    let plan = try plan(specification)
    _ = try folder.write(
      "trial,seconds\n\(plan.trials[1].name),12.5\nno such trial,3\n", to: "r/timing.csv")
    let times = try #require(
      TrialTimes(under: [folder.path, folder.path + "/r"], of: plan))
    let seconds = times.expectedSeconds(of: plan.trials)
    #expect(seconds[1] == 12.5)
    #expect(abs(seconds[2] - 12.5 * plan.trials[2].cost / plan.trials[1].cost) < 1e-9)
    #expect(TrialTimes(under: [folder.path], of: plan) == nil)
  }
}
