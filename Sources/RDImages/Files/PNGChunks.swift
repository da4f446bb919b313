/// The chunks of a PNG file: what can be left out of a damaged one without a change of its samples.
///
/// > Source: [w3c2025png], section 5.
struct PNGChunks {
  /// The names of chunks with wrong checksums that change no sample.
  private(set) var damagedNotes: [String] = []

  /// The name of the first chunk that a decoder must know and that the standard has not.
  private(set) var unknownCritical: String?

  /// Whether all chunks are whole, those of samples among them, but the last one is missing, wholly or in part.
  private(set) var lacksEnd = false

  /// The ranges of the file without damaged notes.
  private var kept: [Range<Int>] = []

  private static let critical = ["IHDR", "PLTE", "IDAT", "IEND"]

  /// Chunks that change no sample.
  private static let notes = [
    "bKGD", "cHRM", "gAMA", "hIST", "iCCP", "iTXt", "pHYs", "sPLT", "sRGB", "tEXt", "tIME", "zTXt",
  ]

  /// The last chunk, which has no data.
  private static let end: [UInt8] = [0, 0, 0, 0] + "IEND".utf8 + [0xae, 0x42, 0x60, 0x82]

  /// Reads the chunks of a file that begins with the signature, to the last that is whole.
  init(_ bytes: [UInt8]) {
    func number(_ position: Int) -> Int {
      bytes[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    var position = 8
    var keptStart = 0
    var names: Set<String> = []
    while position + 12 <= bytes.count {
      let end = position + 8 + number(position)
      guard end + 4 <= bytes.count else { break }
      let name = String(decoding: bytes[(position + 4)..<(position + 8)], as: UTF8.self)
      let isRight = Self.checksum(bytes[(position + 4)..<end]) == number(end)
      names.insert(name)
      if !isRight, Self.notes.contains(name) {
        damagedNotes.append(name)
        kept.append(keptStart..<position)
        keptStart = end + 4
        // Capital letters begin the names of critical chunks.
      } else if isRight, bytes[position + 4] & 0x20 == 0, !Self.critical.contains(name) {
        unknownCritical = unknownCritical ?? name
      }
      position = end + 4
    }
    lacksEnd =
      names.contains("IDAT") && !names.contains("IEND")
      && Self.end.starts(with: bytes[min(position, bytes.count)...])
    kept.append(keptStart..<(lacksEnd ? position : bytes.count))
  }

  /// The file without its damaged notes and with a last chunk.
  func cleaned(_ bytes: [UInt8]) -> [UInt8] {
    guard lacksEnd || !damagedNotes.isEmpty else { return bytes }
    return kept.flatMap { bytes[$0] } + (lacksEnd ? Self.end : [])
  }

  /// What was wrong with the file, each a sentence without its full stop.
  var warnings: [String] {
    (damagedNotes.isEmpty
      ? [] : ["chunks with wrong checksums are left out: \(damagedNotes.joined(separator: ", "))"])
      + (lacksEnd ? ["its last chunk is missing"] : [])
  }

  /// The CRC-32 of bytes.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
    Int(~bytes.reduce(~0) { table[Int(($0 ^ UInt32($1)) & 0xff)] ^ $0 >> 8 })
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xedb8_8320
    }
  }
}
