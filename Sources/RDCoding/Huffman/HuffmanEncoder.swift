/// Writes codewords, the most significant bit first; the last byte is padded with zeros.
public struct HuffmanEncoder: Sendable {
  private let code: HuffmanCode
  private var writer = BitWriter()

  /// An encoder at the start of a stream.
  public init(_ code: HuffmanCode) {
    self.code = code
  }

  /// Writes a symbol.
  ///
  /// - Precondition: `symbol` lies in the code's alphabet.
  public mutating func encode(_ symbol: Int) {
    writer.write(UInt64(code.codewords[symbol]), bitCount: Int(code.lengths[symbol]))
  }

  /// Ends the stream; the encoder is then at the start of another one.
  public mutating func finish() -> [UInt8] {
    writer.finish()
  }

  /// The stream of symbols.
  ///
  /// - Precondition: each lies in the code's alphabet.
  public static func encode(_ symbols: [Int32], with code: HuffmanCode) -> [UInt8] {
    // A codeword with its length in the bits above it: one load per symbol.
    let entries = zip(code.codewords, code.lengths).map { UInt64($1) << 32 | UInt64($0) }
    var bitCount = 0
    for symbol in symbols {
      precondition(Int(symbol) >= 0 && Int(symbol) < entries.count, "no symbol of the code")
      bitCount &+= Int(entries[Int(symbol)] &>> 32)
    }
    let byteCount = (bitCount + 7) / 8
    return [UInt8](unsafeUninitializedCapacity: byteCount + 8) { bytes, initializedCount in
      let bytes = UnsafeMutableRawBufferPointer(bytes)
      entries.withUnsafeBufferPointer { entries in
        // The bits not yet written, left-aligned, fewer than 8 before each symbol; the others are zeros.
        var pending: UInt64 = 0
        var pendingCount: UInt64 = 0
        var position = 0
        for symbol in symbols {
          let entry = entries[Int(symbol)]
          let length = entry &>> 32
          let codeword = entry & 0xffff_ffff
          pending |= codeword << (64 &- pendingCount &- length)
          pendingCount &+= length
          bytes.storeBytes(of: pending.bigEndian, toByteOffset: position, as: UInt64.self)
          let written = pendingCount &>> 3
          position &+= Int(written)
          pending &<<= 8 &* written
          pendingCount &-= 8 &* written
        }
        bytes.storeBytes(of: pending.bigEndian, toByteOffset: position, as: UInt64.self)
      }
      initializedCount = byteCount
    }
  }
}
