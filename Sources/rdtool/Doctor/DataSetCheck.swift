internal import Foundation

/// The data sets of real images; the synthetic sources need none.
struct DataSetCheck: DoctorCheck {
  /// The variables of the process.
  var environment = ProcessInfo.processInfo.environment

  func findings() -> [Finding] {
    ["mnist", "cifar-10-batches-bin", "kodak", "bsds500"].map { name in
      let folder = root.appending(path: name)
      let isThere = !((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .isEmpty
      return Finding(
        part: "data", item: name, state: isThere ? .good : .absent,
        found: isThere ? folder.path : "needed only for experiments on images",
        remedy: isThere ? nil : "put its files into \(folder.path), or set RDTOOL_DATA")
    }
  }

  /// Where data sets are looked up: `RDTOOL_DATA`, else `XDG_CACHE_HOME/rdtool/data`, else `~/.cache/rdtool/data`.
  private var root: URL {
    if let folder = environment["RDTOOL_DATA"], !folder.isEmpty { return URL(filePath: folder) }
    let cache =
      environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".cache")
    return cache.appending(path: "rdtool/data")
  }
}
