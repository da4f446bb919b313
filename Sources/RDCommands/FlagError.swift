import RDCore

/// An invalid value of a flag, with the flag's name.
package struct FlagError: DiagnosedError {
  /// The flag, as in `--bits`.
  package let flag: String

  /// The reason.
  package let problem: any DiagnosedError

  package var failureClass: FailureClass { problem.failureClass }

  package var description: String { "\(flag): \(problem.description)" }
}

/// The result of reading a flag's value, its errors with the flag's name.
///
/// - Throws: ``FlagError`` for a `DiagnosedError`.
package func reading<Value>(_ flag: String, _ read: () throws -> Value) throws -> Value {
  do {
    return try read()
  } catch let problem as any DiagnosedError {
    throw FlagError(flag: flag, problem: problem)
  }
}
