import RDArrayCoding
import RDArrayFiles

extension ArrayElement {
  /// The type for the adaptive code.
  var numberType: NumberType {
    switch self {
    case .float32: .float32
    case .float64: .float64
    }
  }
}
