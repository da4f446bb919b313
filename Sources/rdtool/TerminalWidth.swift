import Foundation
import RDResults

/// How many characters fit into a line.
enum TerminalWidth {
  /// The width of tables: a limit on a terminal and where `COLUMNS` is set; a pipe or a file loses no column.
  static var ofTables: Table.Width { columns.map { .limit($0) } ?? .about(100) }

  /// The width of tables of sources that are to be copied: a pipe or a file breaks no line.
  static var ofSources: Table.Width { columns.map { .limit($0) } ?? .any }

  /// The width of a help text that goes into a pipe or a file.
  static let ofHelp = 80

  /// `COLUMNS` if it is set, else the width of the terminal that standard output is; `nil` where that is no terminal.
  static var columns: Int? {
    if let text = ProcessInfo.processInfo.environment["COLUMNS"], let columns = Int(text),
      columns > 0
    {
      return columns
    }
    return columns(of: STDOUT_FILENO)
  }

  /// The width of the terminal that a file descriptor is; `nil` if it is not a terminal.
  static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : nil
  }
}
