import RDCoding
import RealModule

extension LatentContextModel {
  /// Latents in bytes.
  ///
  /// - Precondition: the channels agree, dead ones are zero and no magnitude is above ``latentLimit``.
  package func encode(_ grid: LatentGrid) -> [UInt8] {
    var encoder = RangeEncoder()
    let escapes = EscapeCode()
    forEachNumber(of: grid) { number, expectation in
      let reach = reaches[expectation.class]
      let error = Int(number - expectation.rounded)
      let model = tables[expectation.table]
      if abs(error) <= reach {
        encoder.encode(error + reach + 1, with: model)
      } else {
        encoder.encode(error < 0 ? 0 : 2 * reach + 2, with: model)
        escapes.encode(UInt32(abs(error) - reach - 1), to: &encoder)
      }
    }
    return encoder.finish()
  }

  /// The latents of bytes; the shape is known, and the caller has checked its size.
  ///
  /// - Throws: `CodingError` for bytes that no encoder writes.
  package func decode(
    _ bytes: [UInt8], count: Int, height: Int, width: Int
  ) throws(CodingError) -> LatentGrid {
    var grid = LatentGrid(
      count: count, height: height, width: width, channels: channels,
      values: Array(repeating: 0, count: count * height * width * channels))
    var decoder = RangeDecoder(bytes)
    let escapes = EscapeCode()
    try forEachPosition(count: count, height: height, width: width) {
      contexts, first throws(CodingError) in
      for index in liveChannels.indices {
        let expectation = contexts.expectation(of: index)
        let reach = reaches[expectation.class]
        let symbol = try decoder.decode(with: tables[expectation.table])
        var error = symbol - reach - 1
        if symbol == 0 || symbol == 2 * reach + 2 {
          let excess = Int(try escapes.decode(from: &decoder))
          error = symbol == 0 ? -reach - 1 - excess : reach + 1 + excess
        }
        let number = Int(expectation.rounded) + error
        guard abs(number) <= Int(Self.latentLimit) else {
          throw .damagedTable(reason: "a latent of \(number)")
        }
        contexts.accept(Int32(number), channel: index, expectation: expectation)
        grid.values[first + liveChannels[index]] = Int32(number)
      }
    }
    try decoder.finish()
    return grid
  }

  /// The ideal code length of each image of a grid, in bits, shape `[count]`.
  package func idealBits(of grid: LatentGrid) -> [Double] {
    let lengths = codeLengths
    var bits = Array(repeating: 0.0, count: grid.count)
    var index = 0
    let perImage = grid.positionCount * liveChannels.count
    forEachNumber(of: grid) { number, expectation in
      bits[index / max(1, perImage)] += self.bits(of: number, at: expectation, lengths)
      index += 1
    }
    return bits
  }

  /// The ideal code lengths of all symbols of all tables, in bits.
  package var codeLengths: [[Double]] {
    tables.map { table in
      table.frequencies.map { Double(table.precision) - Double.log2(Double($0)) }
    }
  }

  @inline(__always)
  package func bits(
    of number: Int32, at expectation: LatentContexts.Expectation, _ lengths: [[Double]]
  ) -> Double {
    let reach = reaches[expectation.class]
    let error = Int(number - expectation.rounded)
    let table = lengths[expectation.table]
    if abs(error) <= reach { return table[error + reach + 1] }
    return table[error < 0 ? 0 : 2 * reach + 2]
      + EscapeCode.bits(of: UInt32(abs(error) - reach - 1))
  }
}

/// The escape code of large errors: exponential Golomb of order 2, in raw bits.
struct EscapeCode {
  private static let order = 2

  /// The maximum number of bits after the zeros: predictions are within 2^18 and latents within 2^15, so errors have at most 19.
  private static let lengthLimit = 19
  private let coin: SymbolModel

  init() {
    guard let coin = try? SymbolModel(uniformOver: 2, precision: 1) else {
      preconditionFailure("there is a model of two symbols")
    }
    self.coin = coin
  }

  package func encode(_ value: UInt32, to encoder: inout RangeEncoder) {
    let shifted = value + 1 << UInt32(Self.order)
    let length = 32 - shifted.leadingZeroBitCount
    for _ in 0..<length - Self.order - 1 { encoder.encode(0, with: coin) }
    for bit in (0..<length).reversed() {
      encoder.encode(Int(shifted >> UInt32(bit) & 1), with: coin)
    }
  }

  package func decode(from decoder: inout RangeDecoder) throws(CodingError) -> UInt32 {
    var length = Self.order + 1
    while try decoder.decode(with: coin) == 0 {
      length += 1
      guard length <= Self.lengthLimit else { throw .damagedTable(reason: "a latent is too large") }
    }
    var shifted: UInt32 = 1
    for _ in 0..<length - 1 { shifted = shifted << 1 | UInt32(try decoder.decode(with: coin)) }
    return shifted - 1 << UInt32(Self.order)
  }

  package static func bits(of value: UInt32) -> Double {
    let length = 32 - (value + 1 << UInt32(order)).leadingZeroBitCount
    return Double(2 * length - order - 1)
  }
}
