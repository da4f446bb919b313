import RDArrayFiles
import RDCore
import RDFiles
import RDResults
import RDSources
import RDStreams
import RDTheory
import Studies

/// An array of numbers that has been coded into a file.
package struct ArrayEncoding {
  private let codec: any ArrayCoder
  private let outcome: ArrayCodingOutcome

  /// Whether the output is a file, and not a device or a pipe.
  package let isFile: Bool

  /// Codes an array into a file.
  ///
  /// - Parameters:
  ///   - path: a file of numbers.
  ///   - column: its column, where it is a table of text.
  ///   - syntax: how that table is written.
  ///   - codec: what codes it.
  ///   - output: the file to write.
  /// - Throws: an error of the files, with its option where it is of the output; `StreamError`.
  package init(
    of path: String, column: String?, syntax: TextTableSyntax = TextTableSyntax(),
    by codec: any ArrayCoder, to output: String
  ) throws {
    let array = try ArrayFile(path: path, column: column, syntax: syntax)
    var writer: AtomicFileWriter?
    outcome = try codec.encode(
      form: { try array.form(count: $0) },
      pieces: { take in
        var reader = try array.makeReader()
        while let numbers = try reader.next() { try take(numbers) }
      },
      begin: { writer = try reading("--output") { try AtomicFileWriter(path: output) } },
      write: { bytes in try reading("--output") { try writer?.write(bytes) } })
    try reading("--output") { try writer?.commit() }
    self.codec = codec
    isFile = writer?.isFile ?? true
  }

  /// What is to be said of a file whose tables are a fifth of it and more; `nil` for others.
  package var note: String? {
    let file = outcome.file
    guard file.headerByteCount > 1000, 5 * file.headerByteCount > file.byteCount else { return nil }
    return
      "Note: \(file.headerByteCount) of the \(file.byteCount) bytes are header and tables, which do not grow with the array. For few numbers take another method, or for a process shorter blocks."
  }

  /// A row: size, rate, error, and the distance from the bound of the source that the codec is designed for.
  package func table(for format: TableFormat) throws -> Table {
    let (file, variance) = (outcome.file, outcome.variance)
    let hasRatio = variance > 0 && file.meanSquaredError > 0
    let ratio = hasRatio ? variance / file.meanSquaredError : 1
    let gap = hasRatio ? try gap(rate: .bits(file.bitsPerNumber), ratio: ratio) : nil
    let showsEnds =
      codec.source != nil && (format != .text || gap.map { $0.decibels.value == nil } ?? false)
    var columns = [
      Table.Column("method", heading: "Method"),
      Table.Column("samples", heading: "Samples"),
      Table.Column("bytes", heading: "Bytes"),
      Table.Column("rate_bits_per_sample", heading: "Rate (bits)", precision: .decimals(4)),
      Table.Column("distortion", heading: "MSE"),
      Table.Column("snr_decibels", heading: "SNR (dB)", precision: .decimals(4)),
    ]
    if outcome.maximumError != nil {
      columns.append(Table.Column("maximum_error", heading: "Maximum error"))
    }
    if codec.source != nil {
      columns.append(
        Table.Column("gap_decibels", heading: "Gap (dB)", precision: .decimals(4)))
    }
    var table = Table(columns: columns + (showsEnds ? GapColumns.decibels : []))
    var cells: [Cell] = [
      .text(variance > 0 || codec.source == nil ? codec.methodName : "constant"),
      .integer(file.count),
      .integer(file.byteCount),
      file.count > 0 ? .real(file.bitsPerNumber) : .empty,
      file.count > 0 ? .real(file.meanSquaredError) : .empty,
      hasRatio ? .real(decibels(ofPowerRatio: ratio)) : .empty,
    ]
    if let error = outcome.maximumError { cells.append(file.count > 0 ? .real(error) : .empty) }
    if codec.source != nil { cells.append(.optional(gap?.decibels.value)) }
    table.append(cells + (showsEnds ? GapColumns.decibelCells(gap) : []))
    return table
  }

  /// How far a ratio of variance to error is below that of the bound at a rate; `nil` where none is known.
  private func gap(rate: Information, ratio: Double) throws -> RateDistortionGap? {
    guard let descriptor = codec.source else { return nil }
    let source = try SourceCatalogue.source(Descriptor(parsing: descriptor))
    let variance: Double
    switch source {
    case .density(let density): variance = density.variance
    case .process(let process): variance = process.variance
    case .discrete, .erased, .parallel: return nil
    }
    guard
      let bound = try RateDistortionCatalogue.function(of: source, measure: .meanSquaredError)
    else { return nil }
    // Tables of a few numbers may take more bits than a distortion has digits for.
    let gap = bound.gap(distortion: variance / ratio, rate: rate)
    return gap.decibels.upper.isFinite ? gap : nil
  }
}
