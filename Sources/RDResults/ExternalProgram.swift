import Foundation
import Synchronization

/// Another program of this machine, such as `git` or `gnuplot`.
package struct ExternalProgram: Sendable {
  package let path: String

  /// Looks a program up; `nil` if there is none of that name.
  ///
  /// - Parameters:
  ///   - name: its name, as in `git`, or its path if there is a slash in it.
  ///   - searchPath: folders separated by colons; by default those of the variable `PATH`.
  package init?(named name: String, searchPath: String? = nil) {
    let folders = (searchPath ?? ProcessInfo.processInfo.environment["PATH"] ?? "")
      .split(separator: ":")
    let candidates = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
    guard let path = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      return nil
    }
    self.path = path
  }

  /// The outcome of a finished program.
  package struct Outcome: Sendable, Equatable {
    package let status: Int32
    package let output: String

    /// The standard error output.
    package let complaint: String
  }

  /// Runs the program to its end without input.
  ///
  /// - Parameters:
  ///   - arguments: its arguments.
  ///   - folder: where it runs; `nil` for the current folder.
  ///   - environment: its variables; `nil` for those of this process.
  /// - Returns: its exit code and output; `nil` if it could not be started.
  package func run(
    _ arguments: [String], in folder: String? = nil, environment: [String: String]? = nil
  ) -> Outcome? {
    let process = Process()
    let output = Pipe()
    let complaint = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    if let environment { process.environment = environment }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = complaint
    guard (try? process.run()) != nil else { return nil }
    let slot = RunningPrograms.list(process.processIdentifier)
    defer { RunningPrograms.release(slot) }
    // Both are read concurrently: a program with a full pipe would block forever.
    let complaintText = Mutex("")
    let isRead = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      let text = text(of: complaint)
      complaintText.withLock { $0 = text }
      isRead.signal()
    }
    let outputText = text(of: output)
    isRead.wait()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: outputText,
      complaint: complaintText.withLock { $0 })
  }
}

private func text(of pipe: Pipe) -> String {
  String(decoding: (try? pipe.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
}
