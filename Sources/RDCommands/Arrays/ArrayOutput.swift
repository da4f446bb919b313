import Foundation
import RDArrayFiles
import RDCore
import RDFiles
import RDLatentCodes
import RDResults
import RDStreams

/// A file that an array is decoded to.
package struct ArrayOutput {
  /// How its numbers are written.
  private enum Format: String {
    case numPy = "npy"
    case single = "f32"
    case raw
    case binary = "bin"
    case commaSeparated = "csv"
  }

  private let path: String
  private let format: Format

  /// The file of that name; `nil` if no array is stored under such a name.
  package init?(path: String) {
    let ending = (path as NSString).pathExtension.lowercased()
    guard let format = Format(rawValue: ending) else { return nil }
    self.path = path
    self.format = format
  }

  /// Standard output, in NumPy's format.
  static let standard = ArrayOutput(path: StandardInput.output(StandardInput.name), format: .numPy)

  private init(path: String, format: Format) {
    self.path = path
    self.format = format
  }

  /// Decodes a stream of numbers into it.
  ///
  /// - Parameters:
  ///   - file: the stream.
  ///   - models: the paths of learned quantisers, one of which the stream may name.
  ///   - allowsAnySize: whether it may have more numbers than its length makes credible.
  /// - Throws: ``UnusableFile``; an error of the files.
  package func decode(
    _ file: String, models: [String] = [], allowsAnySize: Bool = false
  ) throws {
    let quantisers = try models.map { try LearnedQuantiserFile.read($0) }
    let input = try InputFile.open(file)
    defer { try? input.close() }
    do {
      var decoder = try StreamDecoder(
        source: { count in try input.read(upToCount: count).map(Array.init) ?? [] },
        external: LearnedBlockQuantiser.externalTables(among: quantisers),
        allowsAnySize: allowsAnySize)
      let writer = try reading("--output") { try AtomicFileWriter(path: path) }
      if format == .numPy {
        try reading("--output") { try writer.write(decoder.header.form.numPyStart) }
      }
      while let numbers = try decoder.next() {
        let bytes = bytes(of: numbers, element: decoder.header.form.element)
        try reading("--output") { try writer.write(bytes) }
      }
      try reading("--output") { try writer.commit() }
    } catch let error as StreamError {
      throw UnusableFile(path: file, problem: error)
    } catch let error as CocoaError {
      throw InputFile.unreadable(file, error.localizedDescription)
    }
  }

  /// Writes a sequence of numbers, of eight bytes each where the format has a choice.
  ///
  /// - Throws: an error of the file.
  package func write(_ numbers: [Double]) throws {
    let header =
      format == .numPy
      ? NumPyHeader.bytes(
        elementType: ArrayElement.float64.rawValue, shape: [numbers.count], isFortranOrder: false)
      : []
    try AtomicFile.write(header + bytes(of: numbers, element: .float64), to: path)
  }

  /// Writes a sequence of integers: as NumPy's of four bytes, or as text.
  ///
  /// - Throws: `Diagnosis` for a format of other numbers; an error of the file.
  package func write(_ integers: [Int32]) throws {
    switch format {
    case .numPy:
      let header = NumPyHeader.bytes(
        elementType: "<i4", shape: [integers.count], isFortranOrder: false)
      let bytes = integers.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
      try AtomicFile.write(header + bytes, to: path)
    case .commaSeparated:
      try AtomicFile.write(integers.map { "\($0)\n" }.joined(), to: path)
    case .single, .raw, .binary:
      throw Diagnosis.wrongUse(
        "'\(path)' would hold floating-point numbers, but indices are integers. Name a file that ends with .npy or .csv."
      )
    }
  }

  private func bytes(of numbers: [Double], element: ArrayElement) -> [UInt8] {
    switch format {
    case .numPy: return element.bytes(of: numbers)
    case .single, .raw, .binary: return ArrayElement.float32.bytes(of: numbers)
    case .commaSeparated:
      let lines = numbers.map { element == .float32 ? "\(Float($0))\n" : "\($0)\n" }
      return Array(lines.joined().utf8)
    }
  }
}
