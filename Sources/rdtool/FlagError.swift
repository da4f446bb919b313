internal import RDCore

/// A value that a flag does not take, with the flag's name before what is wrong.
struct FlagError: DiagnosedError {
  /// The flag, as in `--bits`.
  let flag: String

  /// What is wrong with its value.
  let problem: any DiagnosedError

  var failureClass: FailureClass { problem.failureClass }

  var description: String { "\(flag): \(problem.description)" }
}

/// The result of reading a flag's value, its errors with the flag's name.
///
/// - Throws: ``FlagError`` for a `DiagnosedError`.
func reading<Value>(_ flag: String, _ read: () throws -> Value) throws -> Value {
  do {
    return try read()
  } catch let problem as any DiagnosedError {
    throw FlagError(flag: flag, problem: problem)
  }
}
