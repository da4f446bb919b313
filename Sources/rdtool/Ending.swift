import ArgumentParser
import Foundation
import RDCore

/// How a call that threw ends: what is printed, where, and the exit code of the process.
struct Ending: Equatable {
  /// What is printed, without the last line feed; empty for nothing.
  let message: String

  /// The exit code, as ``FailureClass`` counts; zero for help and the version.
  let code: Int32

  /// The ending of a call whose arguments do not parse: wrong use, whatever the error was, or a request for help.
  init(parsing error: any Error) {
    if let error = error as? any DiagnosedError {
      self.init(diagnosed: error)
    } else {
      let code = RDTool.exitCode(for: error)
      self.init(
        message: Self.signed(RDTool.fullMessage(for: error)),
        code: code.isSuccess ? 0 : FailureClass.wrongUse.rawValue)
    }
  }

  /// The ending of a call that threw while it ran.
  init(running error: any Error) {
    switch error {
    case let error as any DiagnosedError:
      self.init(diagnosed: error)
    default:
      self.init(
        message: Self.signed(RDTool.fullMessage(for: error)),
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

  /// Prints the message, to standard output if nothing failed, and ends the process.
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

  /// The message with the tool's name where the argument parser puts the word "Error".
  private static func signed(_ message: String) -> String {
    let label = "Error: "
    return message.hasPrefix(label) ? "rdtool: " + message.dropFirst(label.count) : message
  }
}

/// Lets `rdtool … | head` end the process without a word, even where the caller ignores the signal.
func endQuietlyWhenNobodyReads() {
  signal(SIGPIPE, SIG_DFL)
}
