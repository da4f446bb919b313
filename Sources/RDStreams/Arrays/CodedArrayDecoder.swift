import RDCoding
import RDCore

/// Reads a file of coded numbers, piece by piece: memory does not grow with the array.
///
/// What it gives is to be believed when the last piece has come without an error, for only then the checksum was seen.
package struct CodedArrayDecoder {
  package let header: CodedArrayHeader
  private var bytes: CheckedBytes
  private var coder: (any SymbolCoder)?
  private var rangeDecoder: RangeDecoder?
  private var symbolsLeft = 0
  private var numbersLeft: Int
  private var isFinished = false

  /// Symbols and numbers of a piece at most.
  private static let pieceLength = 1 << 16

  /// Reads the header.
  ///
  /// - Parameter source: gives at most as many of the next bytes of the file as it is asked for; none at the end.
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

  /// The next numbers, at least one; `nil` when all have come and the file has ended as it should.
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
      // What an encoder leaves is at most what a decoder looks ahead; with a byte more it is no end.
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
