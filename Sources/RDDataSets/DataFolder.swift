import Foundation

/// The folder of data sets: `RDTOOL_DATA`, else `XDG_CACHE_HOME/rdtool/data`, else `~/.cache/rdtool/data`.
package struct DataFolder: Sendable, Equatable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// The folder by the environment of the process.
  package static var standard: DataFolder {
    DataFolder(environment: ProcessInfo.processInfo.environment)
  }

  package init(environment: [String: String]) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let folder = value("RDTOOL_DATA") {
      path = folder
    } else {
      let cache = value("XDG_CACHE_HOME") ?? NSHomeDirectory() + "/.cache"
      path = cache + "/rdtool/data"
    }
  }

  /// The path of a file or folder in it.
  package func path(of name: String) -> String {
    path + "/" + name
  }

  /// The path of the first of several files that is there; of the first one if none is.
  func path(ofFirst names: [String]) -> String {
    path(of: names.first(where: contains) ?? names[0])
  }

  package func contains(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path(of: name))
  }
}
