import RDArrayCoding
import RDArrayFiles
import RDCore
import RDFiles
import RDResults
import RDSources
import RDStreams
import RDTheory
import Studies

/// Arrays of numbers that have been coded into a file.
package struct ArrayEncoding {
  private let methodName: String

  /// The source that the codec is designed for; `nil` for none.
  private let source: String?

  /// Of each array, with its name.
  private let outcomes: [(name: String, outcome: ArrayCodingOutcome)]

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
    let outcome = try codec.encode(
      form: { try array.form(count: $0) },
      pieces: { take in
        var reader = try array.makeReader()
        while let numbers = try reader.next() { try take(numbers) }
      },
      begin: { writer = try reading("--output") { try AtomicFileWriter(path: output) } },
      write: { bytes in try reading("--output") { try writer?.write(bytes) } })
    try reading("--output") { try writer?.commit() }
    methodName = codec.methodName
    source = codec.source
    outcomes = [("", outcome)]
    isFile = writer?.isFile ?? true
  }

  /// Codes arrays of any types into a file.
  ///
  /// - Parameters:
  ///   - arrays: of one file.
  ///   - codec: what codes them.
  ///   - jobs: the number of concurrent chunks, on which no byte depends.
  ///   - observer: receives what is done.
  ///   - output: the file to write.
  /// - Throws: an error of the files, with its option where it is of the output; `StreamError`, `ArrayCodingError`.
  package init(
    of arrays: StoredArrays, by codec: AdaptiveArrayCodec, jobs: Int,
    observer: (any ProgressObserver)? = nil, to output: String
  ) throws {
    let writer = try reading("--output") { try AtomicFileWriter(path: output) }
    let sink = AdaptiveArrayCodec.Output { bytes in
      try reading("--output") { try writer.write(bytes) }
    } takeBack: { count in
      try reading("--output") { try writer.takeBack(count) }
    }
    let arrays = arrays.arrays
    guard !arrays.isEmpty else { throw Diagnosis.badData("There are no arrays in the file.") }
    let isOne = arrays.count == 1
    let codecs = try codec.codecs(arrays)
    outcomes = try arrays.enumerated().map { index, array in
      let outcome: ArrayCodingOutcome
      do {
        outcome = try codecs[index].encode(
          array.numbers(), name: array.name, hasNext: index < arrays.count - 1, jobs: jobs,
          observer: isOne ? observer : nil, to: sink)
      } catch let error as ArrayCodingError where !isOne {
        throw Diagnosis(error.failureClass, "'\(array.name)': \(error)")
      }
      if !isOne {
        observer?.report(
          ProgressReport(
            part: "all", completed: index + 1, total: arrays.count,
            note: "\(index + 1)/\(arrays.count)", hasEnded: index == arrays.count - 1))
      }
      return (array.name, outcome)
    }
    try reading("--output") { try writer.commit() }
    methodName = StreamHeader.adaptiveMethod
    source = nil
    isFile = writer.isFile
  }

  /// What is to be said of a file whose tables are a fifth of it and more; `nil` for others.
  package var note: String? {
    let file = outcomes[0].outcome.file
    guard source != nil, file.headerByteCount > 1000, 5 * file.headerByteCount > file.byteCount
    else { return nil }
    return
      "Note: \(file.headerByteCount) of the \(file.byteCount) bytes are header and tables, which do not grow with the array. For few numbers take another method, or for a process shorter blocks."
  }

  /// A row for each array: size, rate, error, and the distance from the bound of the source that the codec is designed for; of several, the
  /// sums in a last row.
  package func table(for format: TableFormat) throws -> Table {
    let isOne = outcomes.count == 1
    let gaps = try outcomes.map { _, outcome in
      try outcome.ratio.flatMap { try gap(rate: .bits(outcome.file.bitsPerNumber), ratio: $0) }
    }
    let showsEnds =
      source != nil
      && (format != .text || gaps.contains { $0.map { $0.decibels.value == nil } ?? false })
    var columns = isOne ? [] : [Table.Column("array", heading: "Array")]
    columns += [
      Table.Column("method", heading: "Method"),
      Table.Column("samples", heading: "Samples"),
      Table.Column("bytes", heading: "Bytes"),
      Table.Column("rate_bits_per_sample", heading: "Rate (bits)", precision: .decimals(4)),
      Table.Column("distortion", heading: "MSE"),
      Table.Column("snr_decibels", heading: "SNR (dB)", precision: .decimals(4)),
    ]
    let hasMaximum = outcomes.contains { $0.outcome.maximumError != nil }
    if hasMaximum { columns.append(Table.Column("maximum_error", heading: "Maximum error")) }
    if source != nil {
      columns.append(
        Table.Column("gap_decibels", heading: "Gap (dB)", precision: .decimals(4)))
    }
    var table = Table(columns: columns + (showsEnds ? GapColumns.decibels : []))
    for ((name, outcome), gap) in zip(outcomes, gaps) {
      let (file, variance) = (outcome.file, outcome.variance)
      func real(_ number: Double?) -> Cell {
        guard let number, number.isFinite, file.count > 0 else { return .empty }
        return .real(number)
      }
      var cells: [Cell] = isOne ? [] : [.text(name)]
      cells += [
        .text(variance > 0 || source == nil ? methodName : "constant"),
        .integer(file.count),
        .integer(file.byteCount),
        real(file.bitsPerNumber),
        real(file.meanSquaredError),
        real(outcome.ratio.map { decibels(ofPowerRatio: $0) }),
      ]
      if hasMaximum { cells.append(real(outcome.maximumError)) }
      if source != nil { cells.append(.optional(gap?.decibels.value)) }
      table.append(cells + (showsEnds ? GapColumns.decibelCells(gap) : []))
    }
    if !isOne {
      let samples = outcomes.reduce(0) { $0 + $1.outcome.file.count }
      let bytes = outcomes.reduce(0) { $0 + $1.outcome.file.byteCount }
      let rate = samples > 0 ? Cell.real(8 * Double(bytes) / Double(samples)) : .empty
      table.append(
        [.text("all"), .text(methodName), .integer(samples), .integer(bytes), rate, .empty, .empty]
          + (hasMaximum ? [.empty] : []))
    }
    return table
  }

  /// How far a ratio of variance to error is below that of the bound at a rate; `nil` where none is known.
  private func gap(rate: Information, ratio: Double) throws -> RateDistortionGap? {
    guard let descriptor = source else { return nil }
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
