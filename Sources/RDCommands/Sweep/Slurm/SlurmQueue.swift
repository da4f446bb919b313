import RDCore

/// The jobs of a sweep that are waiting or running, found by their name: a restarted controller may give their numbers to others.
struct SlurmQueue {
  /// A task of an array, or a job without tasks.
  private struct Entry {
    let name: String
    let job: String
    let task: Int?
    let state: String
    let reason: String
  }

  private let entries: [Entry]
  private let name: String

  /// The jobs of a name, and those that put its results together.
  ///
  /// - Throws: `Diagnosis` if the cluster does not answer.
  init(of name: String) throws(Diagnosis) {
    self.name = name
    let text = try SlurmCluster.output(
      of: "squeue",
      ["--noheader", "--array", "--me", "--name=\(name),\(name)-merge", "--format=%j|%F|%K|%T|%R"])
    entries = text.split(separator: "\n").compactMap { line -> Entry? in
      let fields = line.split(separator: "|", maxSplits: 4, omittingEmptySubsequences: false)
        .map { $0.drop { $0 == " " } }
      guard fields.count == 5 else { return nil }
      return Entry(
        name: String(fields[0]), job: String(fields[1]), task: Int(fields[2]),
        state: String(fields[3]), reason: String(fields[4]))
    }
  }

  var isEmpty: Bool { entries.isEmpty }

  /// The tasks that are waiting or running, with whether they run; what is completing has ended.
  var tasks: [Int: Bool] {
    Dictionary(
      entries.filter { $0.state != "COMPLETING" }.compactMap { entry in
        entry.task.map { ($0, entry.state == "RUNNING") }
      }
    ) { $0 || $1 }
  }

  /// The numbers of the jobs that run parts of the trials.
  var partJobs: [String] { jobs { $0.name == name } }

  /// The numbers of the jobs that put results together.
  var mergeJobs: [String] { jobs { $0.name != name } }

  /// Those that have not begun.
  var waitingMergeJobs: [String] { jobs { $0.name != name && $0.state == "PENDING" } }

  private func jobs(_ isWanted: (Entry) -> Bool) -> [String] {
    Set(entries.filter(isWanted).map(\.job)).sorted { ($0.count, $0) < ($1.count, $1) }
  }

  /// The jobs with the number of their tasks in each state, and what they wait for, a line each.
  var lines: [String] {
    (partJobs + mergeJobs).map { job in
      let own = entries.filter { $0.job == job }
      let states = Dictionary(grouping: own, by: \.state).sorted { $0.key < $1.key }.map {
        state, entries in
        let reasons = Set(entries.map(\.reason)).subtracting([""]).sorted().prefix(3)
        let count = own.first?.task == nil ? "" : "\(entries.count) "
        return "\(count)\(state.lowercased())"
          + (reasons.isEmpty ? "" : " on \(reasons.joined(separator: ", "))")
      }
      return "\(mergeJobs.contains(job) ? "Merge job" : "Array job") \(job): "
        + states.joined(separator: "; ")
    }
  }
}
