import RDCoding
import RDCore
import Testing

@Suite("Range-coded streams in pieces")
struct PieceTests {
  @Test("bytes that were taken out on the way, and the end, make the same stream")
  func encoder() throws {
    for source in MessageSource.all {
      let seed = SeedPath(root: 7)["pieces", source.name]
      let model = try SymbolModel(probabilities: source.probabilities, precision: source.precision)
      var stream = RandomStream(seed: seed)
      for length in [0, 1, 2, 3, 4, 1000, 20_000] {
        let message = source.message(length: length, seed: seed["length", length])
        var whole = RangeEncoder()
        whole.encode(contentsOf: message, with: model)
        let expected = whole.finish()
        var encoder = RangeEncoder()
        var bytes: [UInt8] = []
        for symbol in message {
          encoder.encode(Int(symbol), with: model)
          if stream.next(below: 5) == 0 { bytes += encoder.takeSettledBytes() }
        }
        bytes += encoder.finish()
        #expect(bytes == expected, "\(source.name), \(length) symbols")
      }
    }
  }

  @Test("carries run through what was not taken out, and never into what was")
  func carries() throws {
    // Words of all ones come about once in 2^32; a symbol at the upper end of a wide interval makes them often.
    let model = try SymbolModel(frequencies: [0xff_ffff, 1], precision: 24)
    var stream = RandomStream(seed: SeedPath(root: 7)["pieces", "carries"])
    for _ in 0..<200 {
      var whole = RangeEncoder()
      var encoder = RangeEncoder()
      var bytes: [UInt8] = []
      var message: [Int32] = []
      for _ in 0..<300 { message.append(stream.next(below: 9) == 0 ? 0 : 1) }
      whole.encode(contentsOf: message, with: model)
      for symbol in message {
        encoder.encode(Int(symbol), with: model)
        bytes += encoder.takeSettledBytes()
      }
      bytes += encoder.finish()
      let expected = whole.finish()
      #expect(bytes == expected)
    }
  }

  @Test("a decoder that gets the bytes little by little reads the same, and knows the end")
  func decoder() throws {
    for source in MessageSource.all {
      let seed = SeedPath(root: 7)["pieces", source.name]
      let model = try SymbolModel(probabilities: source.probabilities, precision: source.precision)
      var stream = RandomStream(seed: seed)
      for length in [0, 1, 5, 5000] {
        let message = source.message(length: length, seed: seed["length", length])
        var encoder = RangeEncoder()
        encoder.encode(contentsOf: message, with: model)
        let bytes = encoder.finish()
        for ending in ["whole", "longer", "shorter"] {
          var given = bytes
          if ending == "longer" { given.append(0x5a) }
          if ending == "shorter", given.isEmpty { continue }
          if ending == "shorter" { given.removeLast() }
          let expected = read(length, with: model, from: given) { _ in 0 }
          let pieces = read(length, with: model, from: given) { missing in
            missing + stream.next(below: 9)
          }
          #expect(pieces == expected, "\(source.name), \(length), \(ending)")
          if ending == "whole" { #expect(pieces == .success(message)) }
          if ending == "longer" { #expect(pieces != .success(message)) }
        }
      }
    }
  }

  /// Reads symbols and the end of a stream; `piece` says how many more bytes a decoder gets that lacks `n`, and for the first all of them if it
  /// says 0.
  private func read(
    _ count: Int, with model: SymbolModel, from bytes: [UInt8], piece: (Int) -> Int
  ) -> Result<[Int32], CodingError> {
    let first = piece(RangeDecoder.startingByteCount)
    var position = first == 0 ? bytes.count : min(first, bytes.count)
    var decoder = RangeDecoder(Array(bytes[..<position]))
    var symbols: [Int32] = []
    do throws(CodingError) {
      for _ in 0..<count {
        if decoder.unreadByteCount < RangeDecoder.bytesPerSymbol, position < bytes.count {
          let end = min(position + piece(RangeDecoder.bytesPerSymbol), bytes.count)
          decoder.append(Array(bytes[position..<end]))
          position = end
        }
        symbols.append(Int32(try decoder.decode(with: model)))
      }
      decoder.append(Array(bytes[position...]))
      try decoder.finish()
    } catch {
      // How many bytes there were is told by those that the decoder has.
      return .failure(.endOfStream(byteCount: 0))
    }
    return .success(symbols)
  }
}
