import ArgumentParser
import Foundation
import RDCommands
import RDCore

/// The outcome of a call that threw: the message, its destination, and the exit code.
struct Ending: Equatable {
  /// The message, without the last line feed; may be empty.
  let message: String

  /// The exit code, a raw value of ``FailureClass``; zero for help and the version.
  let code: Int32

  /// The outcome of a call whose arguments do not parse: wrong use, or a request for help.
  init(parsing error: any Error) {
    if let error = error as? any DiagnosedError {
      self.init(diagnosed: error)
    } else {
      let code = RDTool.exitCode(for: error)
      self.init(
        message: code.isSuccess
          ? Self.help(RDTool.fullMessage(for: error, columns: HelpText.unbroken))
          : Self.signed(RDTool.fullMessage(for: error)),
        code: code.isSuccess ? 0 : FailureClass.wrongUse.rawValue)
    }
  }

  /// The outcome of a call that threw while running.
  init(running error: any Error) {
    switch error {
    case let error as any DiagnosedError:
      self.init(diagnosed: error)
    default:
      self.init(
        message: RDTool.exitCode(for: error).isSuccess
          ? Self.help(RDTool.fullMessage(for: error, columns: HelpText.unbroken))
          : Self.signed(RDTool.fullMessage(for: error)),
        code: RDTool.exitCode(for: error).rawValue)
    }
  }

  private init(diagnosed error: any DiagnosedError) {
    self.init(message: "rdtool: \(error.description)", code: error.failureClass.rawValue)
  }

  private init(message: String, code: Int32) {
    self.message = message
    self.code = code
  }

  /// Prints the message, to standard output on success, and exits.
  func end() -> Never {
    if !message.isEmpty, code == 0 {
      do {
        try printToStandardOutput(message + "\n")
      } catch {
        Ending(running: error).end()
      }
    } else if !message.isEmpty {
      printToStandardError(message + "\n")
    }
    exit(code)
  }

  /// Prints the message to standard error, and exits without what libraries do at exit: OpenBLAS waits there for its threads, which
  /// never end if they have not got their memory.
  func endAtOnce() -> Never {
    if !message.isEmpty { printToStandardError(message + "\n") }
    _exit(code)
  }

  /// A help text for the terminal; scripts and the version as they are.
  private static func help(_ message: String) -> String {
    guard message.hasPrefix("OVERVIEW: ") else { return message }
    return HelpText.wrapped(message, width: TerminalWidth.columns ?? TerminalWidth.ofHelp)
  }

  /// The message with the tool's name instead of the argument parser's "Error".
  private static func signed(_ message: String) -> String {
    let label = "Error: "
    return message.hasPrefix(label) ? "rdtool: " + message.dropFirst(label.count) : message
  }
}
