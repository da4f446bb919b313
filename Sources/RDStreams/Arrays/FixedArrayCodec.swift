import RDArrayFiles
import RDQuantisers

/// Codes arrays by one given quantiser, such as a trained one, whatever its rate comes to.
package struct FixedArrayCodec: ArrayCoder {
  private let quantiser: RatedQuantiser
  private let label: String

  package let methodName: String
  package let source: String?

  /// The mean and the standard deviation, where they are not measured.
  private let scale: ArrayScale?

  /// A codec.
  ///
  /// - Parameters:
  ///   - quantiser: for samples of mean 0 and variance 1, with the probabilities of its symbols.
  ///   - label: how it was made, which streams hold for the reader's eyes.
  ///   - methodName: its name in tables.
  ///   - source: what it was designed for.
  ///   - scale: the mean and the standard deviation, where they are not measured.
  package init(
    _ quantiser: RatedQuantiser, label: String, methodName: String, source: String,
    scale: ArrayScale? = nil
  ) {
    self.quantiser = quantiser
    self.label = label
    self.methodName = methodName
    self.source = source
    self.scale = scale
  }

  package func encode(
    form: (Int) throws -> ArrayForm, pieces: NumberPieces,
    begin: () throws -> Void, write: @escaping ([UInt8]) throws -> Void
  ) throws -> ArrayCodingOutcome {
    var statistics = ArrayStatistics()
    try pieces { numbers in statistics.take(numbers) }
    try statistics.check()
    let scale = scale ?? ArrayScale(mean: statistics.mean, deviation: statistics.deviation)
    let code =
      statistics.deviation > 0
      ? try SequenceCode(
        quantiser, lengths: .ideal, sampleCount: statistics.count, label: label, mean: scale.mean,
        deviation: scale.deviation) : nil
    try begin()
    return ArrayCodingOutcome(
      file: try Self.stream(
        code, form: form(statistics.count), mean: statistics.mean, pieces: pieces, write: write),
      variance: statistics.deviation * statistics.deviation)
  }
}
