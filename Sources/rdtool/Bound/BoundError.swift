internal import RDCore

/// Why no bound can be shown.
enum BoundError: DiagnosedError, Equatable {
  /// The rate–distortion function of the source is not known.
  case unknown(source: String)

  /// The distortion at that rate is too small for a number.
  case belowRange(source: String, rate: Double)

  var failureClass: FailureClass {
    switch self {
    case .unknown: .missing
    case .belowRange: .wrongUse
    }
  }

  var description: String {
    switch self {
    case .unknown(let source):
      "No rate-distortion function under mean-square error is known here for the source '\(source)'. 'rdtool quantise --source \(source)' shows quantisers for it."
    case .belowRange(let source, let rate):
      "The distortion of '\(source)' at \(rate) bits a sample is too small to be written as a number. Take a lower rate or a wider source."
    }
  }
}
