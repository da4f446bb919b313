import RDArrayFiles
import RDCore
import RDFiles
import RDLatentCodes
import RDResults
import RDStreams

/// A file that arrays are decoded to.
package struct ArrayOutput {
  private let path: String
  private let format: ArrayFileFormat

  /// The file of that name; `nil` if no array is stored under such a name.
  package init?(path: String) {
    guard let format = ArrayFileFormat(path: path) else { return nil }
    self.init(path: path, format: format)
  }

  /// Standard output for what a stream begins with: NumPy's format of one array or of several.
  static func standard(for start: [UInt8]) -> ArrayOutput {
    ArrayOutput(
      path: StandardInput.output(StandardInput.name),
      format: StreamHeader.hasSeveralArrays(start) ? .numPyArchive : .numPy)
  }

  private init(path: String, format: ArrayFileFormat) {
    self.path = path
    self.format = format
  }

  /// How a stream is decoded.
  package struct Request {
    /// The paths of learned quantisers, one of which the stream may name.
    package var models: [String] = []

    /// Whether it may have more numbers than its length makes credible.
    package var allowsAnySize = false

    /// The wanted rows; `nil` for all.
    package var rows: RowRange?

    /// The number of concurrent chunks.
    package var jobs = 1

    package init() {}
  }

  /// Decodes a stream of numbers into it.
  ///
  /// - Parameters:
  ///   - file: the stream.
  ///   - request: how.
  ///   - observer: receives what is done.
  /// - Throws: ``UnusableFile``; an error of the files.
  package func decode(
    _ file: String, _ request: Request, observer: (any ProgressObserver)? = nil
  ) throws {
    let quantisers = try request.models.map { try LearnedQuantiserFile.read($0) }
    let input = try FileBytes(path: file)
    do {
      guard StreamHeader.isAdaptive(try input.read(0..<StreamHeader.startLength)) else {
        guard request.rows == nil else {
          throw Diagnosis.wrongUse(
            "--range is for files that the method auto wrote, and '\(file)' is not one. Leave it out."
          )
        }
        return try decodeSequence(input, quantisers, allowsAnySize: request.allowsAnySize)
      }
      try decode(
        CodedArrays(input, allowsAnySize: request.allowsAnySize), rows: request.rows,
        jobs: request.jobs, observer: observer)
    } catch let error as StreamError {
      throw UnusableFile(path: file, problem: error)
    }
  }

  /// Decodes by a quantiser, piece by piece.
  private func decodeSequence(
    _ input: FileBytes, _ quantisers: [LearnedBlockQuantiser], allowsAnySize: Bool
  ) throws {
    var position = 0
    var decoder = try StreamDecoder(
      source: { count in
        let bytes = try input.read(position..<max(position, min(position + count, input.count)))
        position += bytes.count
        return bytes
      }, external: LearnedBlockQuantiser.externalTables(among: quantisers),
      allowsAnySize: allowsAnySize)
    let form = decoder.header.form
    try write([("", form)]) { writer in
      try writer.begin()
      while let numbers = try decoder.next() {
        try writer.write(numbers.map { form.type.ordered(number: $0) })
      }
    }
  }

  /// Decodes adaptive codes, some chunks at a time.
  private func decode(
    _ coded: CodedArrays, rows: RowRange?, jobs: Int, observer: (any ProgressObserver)?
  ) throws {
    guard rows == nil || coded.arrays.count == 1 else {
      throw StreamError.severalArrays(coded.arrays.count)
    }
    let range = try rows.map { try $0.range(of: coded.arrays[0].header.form) }
    let forms = coded.arrays.map { array in
      let form = array.header.form
      return (name: array.header.name, form: range.map(form.rows) ?? form)
    }
    try write(forms) { writer in
      for index in forms.indices {
        try writer.begin()
        try coded.decode(index, rows: range, jobs: jobs, observer: observer) { numbers in
          try writer.write(numbers)
        }
      }
    }
  }

  /// Writes the file, if what fills it succeeds.
  private func write(
    _ arrays: [(name: String, form: ArrayForm)], fill: (inout ArrayFileWriter) throws -> Void
  ) throws {
    let file = try reading("--output") { try AtomicFileWriter(path: path) }
    var writer = try ArrayFileWriter(format, arrays: arrays, path: path) { bytes in
      try reading("--output") { try file.write(bytes) }
    }
    try fill(&writer)
    try writer.finish()
    try reading("--output") { try file.commit() }
  }

  /// Writes a sequence of numbers, of eight bytes each where the format has a choice.
  ///
  /// - Throws: an error of the file.
  package func write(_ numbers: [Double]) throws {
    let type: NumberType = format == .raw || format == .binary ? .float32 : .float64
    try write(numbers.map { type.ordered(number: $0) }, type)
  }

  /// Writes a sequence of integers: as NumPy's of four bytes, or as text.
  ///
  /// - Throws: `Diagnosis` for a format of other numbers; an error of the file.
  package func write(_ integers: [Int32]) throws {
    guard format == .numPy || format == .commaSeparated else {
      throw Diagnosis.wrongUse(
        "'\(path)' would hold floating-point numbers, but indices are integers. Name a file that ends with .npy or .csv."
      )
    }
    try write(integers.map { Int64($0) }, .int32)
  }

  private func write(_ ordered: [Int64], _ type: NumberType) throws {
    guard let form = ArrayForm(type: type, shape: [ordered.count]) else {
      preconditionFailure("an array in memory has a form")
    }
    try write([("", form)]) { writer in
      try writer.begin()
      try writer.write(ordered)
    }
  }
}
