import RDFiles

/// A stored model: its kind, its parameters, and further sections.
///
/// The same contents give the same bytes on any machine; streams identify their model by `contentHash`.
package struct ModelFile: Sendable, Equatable {
  /// The kind of model, a name of `ImageModelCatalogue`.
  package let kind: String

  /// The model in one line, from which its network can be recorded again.
  package let architecture: String

  /// The trained matrices.
  package let arrays: [NamedArray]

  /// Further data, such as tables of an entropy coder, in the format of the kind.
  package let sections: [NamedSection]

  package struct NamedArray: Sendable, Equatable {
    package let name: String
    package let rows: Int
    package let columns: Int
    package let numbers: [Float]

    /// A matrix of numbers.
    ///
    /// - Precondition: there are `rows * columns` numbers, at least one.
    package init(name: String, rows: Int, columns: Int, numbers: [Float]) {
      precondition(rows > 0 && columns > 0 && numbers.count == rows * columns)
      self.name = name
      self.rows = rows
      self.columns = columns
      self.numbers = numbers
    }

    /// Whether name, shape and all bits are equal.
    package static func == (left: NamedArray, right: NamedArray) -> Bool {
      left.name == right.name && left.rows == right.rows && left.columns == right.columns
        && left.numbers.elementsEqual(right.numbers) { $0.bitPattern == $1.bitPattern }
    }
  }

  /// Bytes with a name.
  package struct NamedSection: Sendable, Equatable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// A model.
  ///
  /// - Precondition: no two arrays and no two sections share a name.
  package init(
    kind: String, architecture: String, arrays: [NamedArray], sections: [NamedSection] = []
  ) {
    precondition(Set(arrays.map(\.name)).count == arrays.count)
    precondition(Set(sections.map(\.name)).count == sections.count)
    self.kind = kind
    self.architecture = architecture
    self.arrays = arrays
    self.sections = sections
  }

  /// The model with a further section.
  ///
  /// - Precondition: its name is not taken.
  package func adding(_ section: NamedSection) -> ModelFile {
    ModelFile(
      kind: kind, architecture: architecture, arrays: arrays, sections: sections + [section])
  }

  /// The bytes of a section, or `nil` if there is none of that name.
  package func section(_ name: String) -> [UInt8]? {
    sections.first { $0.name == name }?.bytes
  }

  /// The array of a name.
  ///
  /// - Throws: ``ModelFileError/missing(part:)`` if it is missing.
  package func array(_ name: String) throws(ModelFileError) -> NamedArray {
    guard let array = arrays.first(where: { $0.name == name }) else {
      throw .missing(part: "array '\(name)'")
    }
    return array
  }

  /// The SHA-256 of the preceding ``bytes``: the identity of the model.
  package var contentHash: ContentHash { ContentHash(of: content) }

  /// The bytes of `contentHash`; streams store the first ones.
  package var hashBytes: [UInt8] { contentHash.bytes }
}
