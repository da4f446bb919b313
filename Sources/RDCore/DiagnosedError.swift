/// The class of a failure, which is the exit code of the process.
///
/// > Source: [sysexits]; codes 1 and 64 to 74 keep their meaning there.
package enum FailureClass: Int32, Sendable {
  /// A trial of an experiment failed.
  case trialFailed = 1

  /// The request itself is wrong: an option, a name, a range.
  case wrongUse = 64

  /// A file or stream is damaged or has the wrong content.
  case badData = 65

  /// A library, tool, file or data set is missing.
  case missing = 69

  /// The system grants too little of something, such as memory or open files.
  case systemLimit = 71

  /// A file or folder could not be created.
  case cannotCreate = 73

  /// Reading or writing failed midway, as on a full disk.
  case inputOutput = 74

  /// The user interrupted the program: 128 plus the number of the signal.
  case interrupted = 130
}

/// An error that says what was wrong, where, and what to do about it.
///
/// `description` is a complete message for a person: at least one sentence, without a leading "error:".
package protocol DiagnosedError: Error, CustomStringConvertible, Sendable {
  /// The class of the failure, which is the exit code.
  var failureClass: FailureClass { get }
}
