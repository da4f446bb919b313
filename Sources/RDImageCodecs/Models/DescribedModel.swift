import RDCore

/// A model all of whose parameters are keys of its descriptor.
protocol DescribedModel: ImageModel {
  static var name: String { get }

  /// A short description.
  static var title: String { get }

  static var keys: [DescriptorKey<Self>] { get }

  /// The model with all parameters at their defaults.
  init()

  /// Reads a descriptor.
  ///
  /// - Throws: `DescriptorError` or `UnknownName`.
  init(_ descriptor: Descriptor) throws
}

extension DescribedModel {
  /// A one-line description with the parameters and their defaults.
  static var summary: String {
    let model = Self()
    let keys = keys.map { key in
      let text = key.write(model)
      return "\(key.name)=\(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)"
    }
    return "\(title): \(keys.joined(separator: ","))"
  }

  var descriptor: Descriptor {
    let model = Self()
    let written = Self.keys.filter { !$0.isHiddenAtDefault || $0.write(self) != $0.write(model) }
    return Descriptor(name: Self.name, parameters: written.map { ($0.name, $0.write(self)) })
  }

  var architectureKeys: Descriptor {
    Descriptor(
      name: Self.name,
      parameters: Self.keys.compactMap { key in key.architecture.map { (key.name, $0(self)) } })
  }

  /// The model of a descriptor.
  ///
  /// - Throws: `DescriptorError` or `UnknownName`.
  init(reading descriptor: Descriptor) throws {
    self.init()
    try descriptor.checkKeys(Self.keys.map(\.name))
    for key in Self.keys where descriptor.text(key.name) != nil { try key.read(descriptor, &self) }
  }
}
