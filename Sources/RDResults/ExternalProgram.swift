internal import Foundation

/// Another program of this machine, such as `git` or `gnuplot`.
public struct ExternalProgram: Sendable {
  /// Its file.
  public let path: String

  /// Looks a program up on the search path.
  ///
  /// - Returns: `nil` if there is none of that name.
  public init?(named name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let candidates = folders.map { "\($0)/\(name)" }
    guard let path = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      return nil
    }
    self.path = path
  }

  /// What a finished program left.
  public struct Outcome: Sendable, Equatable {
    /// Its exit code.
    public let status: Int32

    /// What it wrote to standard output and to standard error.
    public let output: String
  }

  /// Runs the program to its end without input.
  ///
  /// - Parameters:
  ///   - arguments: its arguments.
  ///   - folder: where it runs; `nil` for the current folder.
  ///   - environment: variables to set besides those of this process.
  /// - Returns: its exit code and output; `nil` if it could not be started.
  public func run(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
  ) -> Outcome? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    guard (try? process.run()) != nil else { return nil }
    let bytes = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: bytes, as: UTF8.self))
  }
}
