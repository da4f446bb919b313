import Dispatch
import Foundation
import Synchronization
@_exported import TestFolders
import Testing

/// What the built tool printed, and how it ended.
///
/// A test of the command line calls ``rdtool(_:in:environment:timeLimit:whileRunning:)`` and looks at the three properties:
/// ```swift
/// let run = try await ToolRun.rdtool("quantise", "--bits", "3-6", "--format", "csv")
/// #expect(run.exitCode == 0)
/// #expect(run.standardError == "")
/// ```
struct ToolRun {
  /// Everything on standard output.
  let standardOutput: String

  /// Everything on standard error.
  let standardError: String

  /// The exit code; 128 and the signal's number if a signal ended the process, as a shell has it.
  let exitCode: Int32

  /// Standard output without its last line feed, cut into lines.
  var lines: [Substring] {
    standardOutput.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  /// Runs `rdtool` as it was built for this test run.
  ///
  /// - Parameters:
  ///   - arguments: what follows `rdtool` on the command line.
  ///   - folder: the working folder; that of the test process if none is given.
  ///   - environment: variables to set; `nil` as a value removes one. Everything else is inherited but the terminal's
  ///     width, which would move the lines of the help text.
  ///   - timeLimit: how long it may take before it is killed and the test fails.
  ///   - whileRunning: what the test does meanwhile, with the process: `{ kill($0, SIGKILL) }`. The run is over when
  ///     both are.
  /// - Returns: what it printed; output goes through files, so there is no limit on its length and no terminal in sight.
  /// - Throws: what `whileRunning` throws, or why the tool could not be started.
  static func rdtool(
    _ arguments: String..., in folder: URL? = nil, environment: [String: String?] = [:],
    timeLimit: Duration = .seconds(300), whileRunning: ((pid_t) async throws -> Void)? = nil
  ) async throws -> ToolRun {
    try await program(
      builtTool, arguments, in: folder, environment: environment, timeLimit: timeLimit,
      whileRunning: whileRunning)
  }

  /// Runs any program, as ``rdtool(_:in:environment:timeLimit:whileRunning:)`` runs the tool.
  static func program(
    _ executable: URL, _ arguments: [String], in folder: URL? = nil,
    environment: [String: String?] = [:], timeLimit: Duration = .seconds(300),
    whileRunning: ((pid_t) async throws -> Void)? = nil
  ) async throws -> ToolRun {
    let output = try TemporaryFolder()
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    let changes = ["COLUMNS": nil].merging(environment) { $1 }
    process.environment = changes.reduce(into: ProcessInfo.processInfo.environment) {
      $0[$1.key] = $1.value
    }
    process.standardInput = FileHandle.nullDevice
    let standardOutput = output.file("stdout")
    let standardError = output.file("stderr")
    try Data().write(to: standardOutput)
    try Data().write(to: standardError)
    let handles = try [standardOutput, standardError].map { try FileHandle(forWritingTo: $0) }
    process.standardOutput = handles[0]
    process.standardError = handles[1]

    let (endings, ending) = AsyncStream<Void>.makeStream()
    // The time of the process counts, not that of the tests that wait for a thread to look at its end.
    let hasEnded = Mutex(false)
    let isOverdue = Mutex(false)
    process.terminationHandler = { _ in
      hasEnded.withLock { $0 = true }
      ending.finish()
    }
    try process.run()
    // The process has them now; hundreds of runs would leave as many open, which Foundation does not survive.
    for handle in handles { try handle.close() }
    let identifier = process.processIdentifier
    let guardian = DispatchSource.makeTimerSource()
    guardian.schedule(deadline: .now() + .milliseconds(Int(timeLimit / .milliseconds(1))))
    guardian.setEventHandler {
      guard !hasEnded.withLock({ $0 }) else { return }
      isOverdue.withLock { $0 = true }
      kill(identifier, SIGKILL)
    }
    guardian.activate()
    try await whileRunning?(identifier)
    for await _ in endings {}
    guardian.cancel()
    #expect(
      !isOverdue.withLock { $0 },
      "\(executable.lastPathComponent) \(arguments) took more than \(timeLimit)")

    let isSignal = process.terminationReason == .uncaughtSignal
    return ToolRun(
      standardOutput: try String(contentsOf: standardOutput, encoding: .utf8),
      standardError: try String(contentsOf: standardError, encoding: .utf8),
      exitCode: process.terminationStatus + (isSignal ? 128 : 0))
  }

  /// Makes sure that the tool refuses arguments as wrong use, with a message and no output.
  static func expectWrongUse(_ arguments: [String]) async throws {
    let run = try await program(builtTool, arguments)
    #expect(run.exitCode == 64, "\(run.standardError)")
    #expect(run.standardOutput == "")
    #expect(run.standardError.hasPrefix("rdtool: "))
  }

  /// The tool, which the build puts beside the test bundle.
  static var builtTool: URL {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    #else
      let bundle: URL? = Bundle.main.executableURL
    #endif
    return (bundle ?? Bundle.main.bundleURL).deletingLastPathComponent().appending(path: "rdtool")
  }

  /// The folder of the package, where `scripts/` and `experiments/` are.
  static var packageFolder: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }
}
