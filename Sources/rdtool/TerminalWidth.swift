import Foundation

/// How many characters fit into a line.
enum TerminalWidth {
  /// The width of a table that goes into a pipe or a file.
  static let ofTables = 100

  /// The width of a help text that goes into a pipe or a file.
  static let ofHelp = 80

  /// `COLUMNS` if it is set, else the width of the terminal that standard output is, else `other`.
  static func columns(else other: Int) -> Int {
    if let text = ProcessInfo.processInfo.environment["COLUMNS"], let columns = Int(text),
      columns > 0
    {
      return columns
    }
    return columns(of: STDOUT_FILENO) ?? other
  }

  /// The width of the terminal that a file descriptor is; `nil` if it is not a terminal.
  static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : nil
  }
}
