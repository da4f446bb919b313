import RDArrayFiles

/// Gives all numbers of an array in pieces to what it is given, as often as it is called.
package typealias NumberPieces = (([Double]) throws -> Void) throws -> Void

/// What codes arrays of numbers into streams.
package protocol ArrayCoder: Sendable {
  /// The name of the method, for tables.
  var methodName: String { get }

  /// The descriptor of the source that it is designed for; `nil` for none.
  var source: String? { get }

  /// Codes an array that is read several times: once for its statistics, and once for each stream that is tried.
  ///
  /// - Parameters:
  ///   - form: what the array is besides its numbers; the count may be that of the reading.
  ///   - pieces: gives all numbers.
  ///   - begin: makes an empty file.
  ///   - write: appends to it.
  /// - Returns: of the last stream, which reaches the target.
  /// - Throws: ``StreamError``, `DesignError`, or what the closures throw.
  func encode(
    form: (Int) throws -> ArrayForm, pieces: NumberPieces,
    begin: () throws -> Void, write: @escaping ([UInt8]) throws -> Void
  ) throws -> ArrayCodingOutcome
}

/// What came of an array.
package struct ArrayCodingOutcome: Sendable {
  package let file: StreamEncoder.Outcome

  /// The variance of the numbers; 0 if they are all equal.
  package let variance: Double

  /// The ratio of variance to mean-square error; `nil` where one of them is 0.
  package let ratio: Double?

  /// The greatest error of a number, where it was measured.
  package let maximumError: Double?

  init(
    file: StreamEncoder.Outcome, variance: Double, ratio: Double? = nil,
    maximumError: Double? = nil
  ) {
    self.file = file
    self.variance = variance
    let hasRatio = variance > 0 && file.meanSquaredError > 0
    self.ratio = ratio ?? (hasRatio ? variance / file.meanSquaredError : nil)
    self.maximumError = maximumError
  }
}

extension ArrayCoder {
  /// Writes one stream.
  static func stream(
    _ code: SequenceCode?, form: ArrayForm, mean: Double, pieces: NumberPieces,
    write: @escaping ([UInt8]) throws -> Void
  ) throws -> StreamEncoder.Outcome {
    var encoder = try StreamEncoder(code, form: form, mean: mean, sink: write)
    try pieces { numbers in try encoder.encode(numbers) }
    return try encoder.finish()
  }
}
