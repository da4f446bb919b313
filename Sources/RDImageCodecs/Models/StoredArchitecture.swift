import RDCore
import RDModelFiles

/// What the architecture line of a model file says: `DESCRIPTOR`, or `DESCRIPTOR;shape=32x32x3` for a model of one shape of images.
package struct StoredArchitecture {
  /// The model with its parameters.
  package let descriptor: Descriptor

  /// The shape of all images; `nil` for a model of any size.
  package let shape: ImageShape?

  private static let shapeMark = ";shape="

  /// Reads the line of a file.
  ///
  /// - Throws: ``ModelFileError/damaged(reason:)``.
  package init(of file: ModelFile) throws(ModelFileError) {
    let text = file.architecture
    let mark = text.firstRange(of: Self.shapeMark)
    let name = text[..<(mark?.lowerBound ?? text.endIndex)]
    guard let descriptor = try? Descriptor(parsing: String(name)), descriptor.name == file.kind
    else { throw Self.damaged(file) }
    self.descriptor = descriptor
    shape = mark.flatMap { ImageShape(parsing: text[$0.upperBound...]) }
    guard shape != nil || mark == nil else { throw Self.damaged(file) }
  }

  /// The error of a line that is no architecture.
  static func damaged(_ file: ModelFile) -> ModelFileError {
    .damaged(reason: "'\(file.architecture)' is not an architecture")
  }

  /// The line of a model of one shape of images.
  static func text(_ descriptor: Descriptor, shape: ImageShape) -> String {
    "\(descriptor)\(shapeMark)\(shape)"
  }
}

extension ImageShape {
  /// Reads a shape as it is written, such as `32x32x3`; `nil` for anything else, and for more than any image has.
  fileprivate init?(parsing text: Substring) {
    let numbers = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard numbers.count == 3, numbers[0...1].allSatisfy({ 1...ImageContainer.sideLimit ~= $0 }),
      1...4 ~= numbers[2]
    else { return nil }
    self.init(height: numbers[1], width: numbers[0], channels: numbers[2])
  }
}
