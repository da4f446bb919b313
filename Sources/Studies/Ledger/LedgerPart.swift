/// The parts of the distance between a compressor and R(D), in the order in which they are added up from the bound.
package enum LedgerPart: String, Sendable, CaseIterable {
  /// What no code of that blocklength can avoid.
  case finiteBlocklength = "finite_blocklength"

  /// What the quantiser loses although its indices are coded ideally: the cells' shape and the space they leave.
  case quantiser

  /// What the entropy coder's model of the indices costs above their entropy; for indices of one length, all that these are
  /// longer.
  case entropyModel = "entropy_model"

  /// What the bytes of the coder cost above the ideal code length of its model.
  case coder

  /// What the header of the stream costs.
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
