/// What kind of failure an error is, for the exit code of the process.
///
/// > Source: [sysexits]; codes 1 and 64 to 74 keep their meaning there.
public enum FailureClass: Int32, Sendable {
  /// A trial of an experiment failed.
  case trialFailed = 1

  /// The request itself makes no sense: a flag, a name, a range.
  case wrongUse = 64

  /// A file or stream that was read is damaged or does not hold what it should.
  case badData = 65

  /// A library, tool, file or data set is not there.
  case missing = 69

  /// A file or folder could not be created.
  case cannotCreate = 73

  /// Reading or writing failed on the way, as on a full disk.
  case inputOutput = 74

  /// The user interrupted the program: 128 and the number of the signal.
  case interrupted = 130
}

/// An error that says what was wrong, where, and what to do about it.
///
/// `description` is a whole message for a person: at least one sentence, without a leading "error:".
public protocol DiagnosedError: Error, CustomStringConvertible, Sendable {
  /// What kind of failure this is.
  var failureClass: FailureClass { get }
}
