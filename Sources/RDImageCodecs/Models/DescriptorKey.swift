import RDCore
import RDNetworks

/// One key of the descriptor of a model: its name, its reader and its writer.
struct DescriptorKey<Model>: Sendable {
  typealias Path<Value> = any WritableKeyPath<Model, Value> & Sendable

  let name: String

  /// Whether the default is omitted on writing, for compatibility with older models.
  var isHiddenAtDefault = false

  /// Reads the text of the key.
  let read: @Sendable (Descriptor, inout Model) throws -> Void

  let write: @Sendable (Model) -> String

  /// What a trained network computes by; `nil` for a key of its training or its quantisation.
  var architecture: (@Sendable (Model) -> String)?

  /// The key as one that only says how a network is trained or its latents are quantised.
  var ofTraining: Self {
    var key = self
    key.architecture = nil
    return key
  }
}

extension DescriptorKey {
  private init<Value>(
    _ name: String, _ path: Path<Value>, read: @escaping @Sendable (Descriptor) throws -> Value,
    write: @escaping @Sendable (Value) -> String
  ) {
    self.name = name
    self.read = { $1[keyPath: path] = try read($0) }
    self.write = { write($0[keyPath: path]) }
    architecture = self.write
  }

  static func integer(_ name: String, _ path: Path<Int>, in range: ClosedRange<Int>) -> Self {
    let expected = "an integer from \(range.lowerBound) to \(range.upperBound)"
    return Self(name, path) {
      Int(
        try $0.requiredNumber(name, expected: expected) {
          Double(range.lowerBound) <= $0 && $0 <= Double(range.upperBound) && $0.rounded() == $0
        })
    } write: {
      String($0)
    }
  }

  static func number(
    _ name: String, _ path: Path<Double>, expected: String,
    where isValid: @escaping @Sendable (Double) -> Bool
  ) -> Self {
    Self(name, path) {
      try $0.requiredNumber(name, expected: expected, where: isValid)
    } write: {
      String($0)
    }
  }

  /// The step of the quantisers of latents.
  static func step(_ path: Path<Double>) -> Self {
    number("step", path, expected: "from 0.01 to 100") { 0.01 <= $0 && $0 <= 100 }.ofTraining
  }

  /// The weight of a loss, or `none`.
  static func weight(_ name: String, _ path: Path<Double?>) -> Self {
    Self(name, path) {
      guard $0.text(name) != "none" else { return nil }
      return try $0.requiredNumber(name, expected: "a number of at least 0, or none") { $0 >= 0 }
    } write: {
      $0.map { String($0) } ?? "none"
    }
  }

  /// The weight of the divergence: whether there is one decides what the network computes.
  static func divergenceWeight(_ path: Path<Double?>) -> Self {
    var key = weight("beta", path)
    key.architecture = { $0[keyPath: path] == nil ? "none" : "given" }
    return key
  }

  /// The widths of layers, separated by slashes; `none` is an empty list, if allowed.
  static func widths(
    _ name: String, _ path: Path<[Int]>, atMost limit: Int, orNone: Bool = true
  ) -> Self {
    Self(name, path) {
      guard !orNone || $0.text(name) != "none" else { return [] }
      return try $0.numbers(name, expected: "an integer from 1 to \(limit)") {
        1 <= $0 && $0 <= Double(limit) && $0.rounded() == $0
      }.map { Int($0) }
    } write: {
      $0.isEmpty ? "none" : $0.map(String.init).joined(separator: "/")
    }
  }

  static func activation(_ name: String, _ path: Path<Activation>) -> Self {
    Self(name, path) {
      try ActivationCatalogue.all.entry(named: $0.text(name) ?? "")
    } write: {
      $0.name
    }
  }

  static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ path: Path<Choice>
  ) -> Self {
    Self(name, path) { descriptor in
      let text = descriptor.text(name) ?? ""
      guard let choice = Choice(rawValue: text) else {
        throw UnknownName(kind: name, name: text, known: Choice.allCases.map(\.rawValue))
      }
      return choice
    } write: {
      $0.rawValue
    }
  }
}
