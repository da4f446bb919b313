import RDCoding
import ReferenceTables
import Testing

/// A row of `streams.csv`.
struct StreamCase: Sendable, CustomTestStringConvertible {
  let name: String
  let precision: Int
  let probabilities: [Double]
  let frequencies: [UInt32]
  let symbols: [Int32]
  let rangeStream: [UInt8]
  let ransStream: [UInt8]
  let huffmanLengths: [UInt8]
  let huffmanMeanLength: Double
  let huffmanStream: [UInt8]
  let adaptiveBits: [AdaptiveModel.Estimator: Double]

  var testDescription: String { name }

  static func all() throws -> [StreamCase] {
    try referenceTables.rows("streams").map { row in
      func numbers<Number>(_ key: String, _ read: (Substring) -> Number?) -> [Number] {
        (row[key] ?? "").split(separator: " ").compactMap(read)
      }
      return StreamCase(
        name: row["case"] ?? "", precision: Int(try row.number("precision")),
        probabilities: numbers("probabilities") { Double($0) },
        frequencies: numbers("frequencies") { UInt32($0) },
        symbols: numbers("symbols") { Int32($0) },
        rangeStream: bytes(row["range_stream"]), ransStream: bytes(row["rans_stream"]),
        huffmanLengths: numbers("huffman_lengths") { UInt8($0) },
        huffmanMeanLength: try row.number("huffman_mean_length"),
        huffmanStream: bytes(row["huffman_stream"]),
        adaptiveBits: [
          .krichevskyTrofimov: try row.number("adaptive_kt_bits"),
          .laplace: try row.number("adaptive_laplace_bits"),
        ])
    }
  }

  private static func bytes(_ text: String?) -> [UInt8] {
    let digits = (text ?? "").compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(16 * digits[$0] + digits[$0 + 1]) }
  }
}
