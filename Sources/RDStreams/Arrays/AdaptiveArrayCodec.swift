import RDArrayCoding
import RDArrayFiles
import RDCore

/// Codes arrays of any numbers by `ArrayCode`, which finds out by itself how: the method `auto`.
package struct AdaptiveArrayCodec: ArrayCoder {
  package let quality: ArrayQuality
  package let effort: ArrayEffort

  /// The indices of the first dimension of a chunk; without one, as many as the code likes.
  package let chunkRows: Int?

  package var methodName: String { StreamHeader.adaptiveMethod }

  /// None is assumed.
  package var source: String? { nil }

  package init(quality: ArrayQuality, effort: ArrayEffort = .standard, chunkRows: Int? = nil) {
    self.quality = quality
    self.effort = effort
    self.chunkRows = chunkRows
  }

  package func encode(
    form: (Int) throws -> ArrayForm, pieces: NumberPieces,
    begin: () throws -> Void, write: @escaping ([UInt8]) throws -> Void
  ) throws -> ArrayCodingOutcome {
    var numbers: [Double] = []
    try pieces { numbers += $0 }
    let form = try form(numbers.count)
    guard numbers.count == form.count else {
      throw StreamError.countChanged(expected: form.count, found: numbers.count)
    }
    let array = NumberArray(numbers, type: form.element.numberType, shape: form.memoryShape)
    let header = StreamHeader(adaptive: form).bytes
    // The quality of a rate counts the header and the checksum.
    let code = try ArrayCode.encode(
      array, quality: quality, effort: effort, chunkRows: chunkRows,
      overhead: header.count + Fingerprint.checksumLength)
    let errors = try ArrayErrors(
      of: ArrayCode.decode(code, type: array.type, shape: array.shape).numbers, from: array.numbers)
    try begin()
    var writer = StreamWriter(sink: write)
    try writer.write(header)
    try writer.write(code)
    try writer.finish(hasSymbols: false)
    return ArrayCodingOutcome(
      file: StreamEncoder.Outcome(
        count: numbers.count, byteCount: writer.byteCount, headerByteCount: header.count,
        meanSquaredError: errors.meanSquare),
      variance: errors.variance, maximumError: errors.maximum)
  }
}

extension ArrayForm {
  /// The extents in the order of memory, the last one running fastest.
  package var memoryShape: [Int] { isFortranOrder ? shape.reversed() : shape }
}
