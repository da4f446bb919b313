internal import RDCore

extension LedgerSource {
  /// Whether it is known what a finite blocklength costs.
  var hasFiniteBlocklengthBound: Bool { true }

  /// The least rate of a code of finite blocklength at a distortion, and that blocklength; `nil` where none is asked for or known.
  func finiteBlocklengthRate(
    atDistortion distortion: Double, settings: LedgerSettings
  ) throws -> (rate: Information, blocklength: Int)? {
    nil
  }
}

/// A source for which it is not known what a finite blocklength costs.
struct NoFiniteBlocklengthBound: DiagnosedError, Equatable {
  let source: String

  var failureClass: FailureClass { .missing }

  var description: String {
    "No bound for codes of finite blocklength is known here for the source '\(source)'. Leave --blocklength out."
  }
}
