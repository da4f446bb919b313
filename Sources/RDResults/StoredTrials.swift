/// What a store holds of each trial, by the names of its files: `<computation>-<kernels>.<kind>`.
package struct StoredTrials: Sendable {
  /// A file of a trial.
  package enum Kind: String, Sendable, CaseIterable {
    /// It has finished.
    case trial

    /// It has failed; the next run computes it again.
    case failed

    /// It has been interrupted in a training, or is being trained.
    case checkpoint

    /// A second result of a finished trial that differs from the first.
    case contradiction
  }

  /// The paths of a trial's files of one kind, by the digest of their kernels.
  package typealias Paths = [String: String]

  private let paths: [String: [Kind: Paths]]

  /// A survey of the names of a folder's files.
  init(in folder: String, names: [String]) {
    var paths: [String: [Kind: Paths]] = [:]
    for name in names {
      let parts = name.split(separator: ".")
      guard parts.count == 2, let dash = name.firstIndex(of: "-"),
        let kind = Kind(rawValue: String(parts[1]))
      else { continue }
      let kernels = String(parts[0][parts[0].index(after: dash)...])
      paths[String(name[...dash]), default: [:]][kind, default: [:]][kernels] =
        "\(folder)/\(name)"
    }
    self.paths = paths
  }

  /// The files of a trial, of all kernels.
  package func paths(_ kind: Kind, of key: TrialKey) -> Paths {
    paths[key.prefix]?[kind] ?? [:]
  }

  /// The results of a trial, of all kernels: finished, else failed.
  package func results(of key: TrialKey) -> Paths {
    paths(.failed, of: key).merging(paths(.trial, of: key)) { $1 }
  }

  /// The digests of the kernels that computed trials: that of the most trials first, among equals the keys' own.
  package func kernels(of keys: [TrialKey]) -> [String] {
    var counts: [String: Int] = [:]
    for key in keys {
      for kernels in results(of: key).keys { counts[kernels, default: 0] += 1 }
    }
    let own = keys.first?.kernelDigest
    return counts.sorted {
      ($1.value, $0.key == own ? 0 : 1, $0.key) < ($0.value, $1.key == own ? 0 : 1, $1.key)
    }.map(\.key)
  }

  /// The number of finished trials that are none of these, as of another program.
  package func otherTrialCount(besides keys: [TrialKey]) -> Int {
    let own = Set(keys.map(\.prefix))
    return paths.filter { !own.contains($0.key) }.reduce(0) { $0 + ($1.value[.trial]?.count ?? 0) }
  }
}
