/// The parts of the distance between a compressor and R(D), in the order in which they are added up from the bound.
package enum LedgerPart: String, Sendable, CaseIterable {
  /// The loss at finite blocklength, which is unavoidable.
  case finiteBlocklength = "finite_blocklength"

  /// The loss of the quantiser with ideally coded indices.
  case quantiser

  /// The excess of the model's code length over the entropy of the indices; for fixed-length indices, their excess
  /// length.
  case entropyModel = "entropy_model"

  /// The excess of the coder's bytes over the ideal code length of its model.
  case coder

  /// The header of the stream.
  case header

  package var title: String {
    switch self {
    case .finiteBlocklength: "blocklength"
    case .quantiser: "quantiser"
    case .entropyModel: "model"
    case .coder: "coder"
    case .header: "header"
    }
  }
}
