import Foundation
import RDCommands
import RDCore
import RDResults

/// Writes a text to standard output, or throws: a lost table must not look like success.
///
/// - Throws: ``StandardOutputError``.
func printToStandardOutput(_ text: String) throws {
  guard write(text, to: STDOUT_FILENO) else {
    throw StandardOutputError(reason: String(cString: strerror(errno)).lowercased())
  }
}

/// Writes a table to standard output; as text it fits the terminal.
///
/// - Throws: ``StandardOutputError``.
func printTable(
  _ table: Table, as format: TableFormat, width: Table.Width = TerminalWidth.ofTables
) throws {
  try printToStandardOutput(table.rendered(as: format, width: width))
}

/// Writes a text to standard error, ignoring failures; the temporary file of standard input has its name there.
func printToStandardError(_ text: String) {
  _ = write(StandardInput.named(text), to: STDERR_FILENO)
}

/// Writing to standard output failed.
struct StandardOutputError: DiagnosedError, Equatable {
  /// The system's message.
  let reason: String

  var failureClass: FailureClass { .inputOutput }

  var description: String {
    "Standard output cannot be written: \(reason). Free disk space, or redirect it."
  }
}

private func write(_ text: String, to descriptor: Int32) -> Bool {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    rest = rest.dropFirst(count)
  }
  return true
}
