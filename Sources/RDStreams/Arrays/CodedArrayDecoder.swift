import RDCoding
import RDCore

/// Reads a file of coded numbers, piece by piece: memory does not grow with the array.
///
/// The numbers are verified only once the last piece has been read without an error: the checksum is at the end.
package struct CodedArrayDecoder {
  package let header: CodedArrayHeader
  private var bytes: CheckedBytes
  private var coder: (any SymbolCoder)?
  private var rangeDecoder: RangeDecoder?
  private var symbolsLeft = 0
  private var numbersLeft: Int
  private var isFinished = false

  /// The maximum number of symbols or numbers of a piece.
  private static let pieceLength = 1 << 16

  /// Reads the header.
  ///
  /// - Parameter source: reads at most the given number of the next bytes of the file; none at the end.
  /// - Throws: ``CodedArrayError``, or what the source throws.
  package init(source: @escaping (Int) throws -> [UInt8]) throws {
    bytes = CheckedBytes(source: source)
    header = try CodedArrayHeader(from: &bytes)
    numbersLeft = header.form.count
    if let code = header.code {
      coder = code.makeCoder(sampleCount: header.form.count)
      symbolsLeft = code.symbolCount(sampleCount: header.form.count)
    }
  }

  /// The next numbers, at least one; `nil` at the verified end of the file.
  ///
  /// - Throws: ``CodedArrayError``, or what the source throws.
  package mutating func next() throws -> [Double]? {
    guard numbersLeft > 0 else {
      if !isFinished { try finish() }
      isFinished = true
      return nil
    }
    var standard: [Double] = []
    if coder == nil {
      standard = [Double](repeating: 0, count: min(numbersLeft, Self.pieceLength))
    }
    // A block may take several pieces of symbols.
    while standard.isEmpty { try decode(appendingTo: &standard) }
    let count = min(standard.count, numbersLeft)
    numbersLeft -= count
    return standard.prefix(count).map { header.number(of: $0) }
  }

  private mutating func decode(appendingTo standard: inout [Double]) throws {
    let count = min(symbolsLeft, Self.pieceLength)
    guard count > 0 else {
      throw CodedArrayError.damagedPayload(reason: "There are fewer numbers than the header says.")
    }
    let wanted = count * RangeDecoder.bytesPerSymbol + RangeDecoder.startingByteCount
    var decoder: RangeDecoder
    if let started = rangeDecoder {
      decoder = started
      rangeDecoder = nil
      if decoder.unreadByteCount < wanted {
        decoder.append(try bytes.takePayload(upTo: wanted))
      }
    } else {
      decoder = RangeDecoder(try bytes.takePayload(upTo: wanted))
    }
    do throws(CodingError) {
      try coder?.decode(symbolCount: count, from: &decoder, appendingTo: &standard)
    } catch {
      throw CodedArrayError.damagedPayload(reason: "\(error)")
    }
    rangeDecoder = decoder
    symbolsLeft -= count
  }

  private mutating func finish() throws {
    if var decoder = rangeDecoder {
      rangeDecoder = nil
      // A decoder looks ahead by at most what an encoder leaves out; a byte more is trailing data.
      decoder.append(try bytes.takePayload(upTo: RangeDecoder.startingByteCount + 1))
      do throws(CodingError) {
        try decoder.finish()
      } catch {
        throw CodedArrayError.damagedPayload(reason: "\(error)")
      }
    }
    let checksum = bytes.checksum
    guard try bytes.takeChecksum() == checksum, try bytes.isEmpty() else {
      throw CodedArrayError.altered
    }
  }
}
