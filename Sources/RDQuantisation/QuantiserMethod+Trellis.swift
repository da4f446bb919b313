import RDCore
import RDTrellisQuantisation

extension QuantiserMethod {
  /// Trellis-coded quantisation of a fixed rate: `tcq-8[:alphabet=lloyd-max|optimised]`.
  static func trellisCoded(
    states: String, _ descriptor: Descriptor
  ) throws(DescriptorError) -> QuantiserMethod {
    try descriptor.checkKeys(["alphabet"])
    let text = descriptor.text("alphabet") ?? TrellisCoded.Alphabet.optimised.rawValue
    guard let alphabet = TrellisCoded.Alphabet(rawValue: text) else {
      throw .badValue(
        descriptor: descriptor.description, key: "alphabet", value: text,
        expected: TrellisCoded.Alphabet.allCases.map(\.rawValue).joined(separator: " or "))
    }
    return QuantiserMethod(
      name: descriptor.description, designer: TrellisCoded(code: .known(states), alphabet: alphabet)
    )
  }

  /// Entropy-coded trellis-coded quantisation: `ectcq-8`.
  static func entropyCodedTrellis(
    states: String, _ descriptor: Descriptor
  ) throws(DescriptorError) -> QuantiserMethod {
    try descriptor.checkKeys([])
    return QuantiserMethod(
      name: descriptor.description, designer: EntropyCodedTrellis(code: .known(states)))
  }
}

extension TrellisCode {
  /// The code of the catalogue with that many states.
  ///
  /// - Precondition: there is one.
  fileprivate static func known(_ states: String) -> TrellisCode {
    guard let code = try? TrellisCodeCatalogue.all.entry(named: states) else {
      preconditionFailure("a method names a trellis that is not in the catalogue")
    }
    return code
  }
}
