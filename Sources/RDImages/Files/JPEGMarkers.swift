/// The markers of a JPEG file: what its header says, and which of its bytes belong to nothing.
///
/// > Source: [itu1992jpeg], Annex B.
struct JPEGMarkers {
  struct Frame {
    enum Kind {
      /// Baseline, extended or progressive, by Huffman or arithmetic codes.
      case discreteCosine
      case lossless
      case hierarchical
      case jpegLS
    }

    let kind: Kind

    /// Bits per sample.
    let precision: Int

    let height: Int
    let width: Int
    let componentCount: Int
  }

  private(set) var frame: Frame?
  private(set) var orientation = Orientation.upright

  /// The ICC profile, if all its pieces are there.
  var profile: [UInt8]? {
    guard let count = profilePieces.first?.count, profilePieces.count == count else { return nil }
    return profilePieces.sorted { $0.number < $1.number }.flatMap(\.bytes)
  }

  /// Bytes between segments that belong to none.
  private(set) var strayByteCount = 0

  /// The index after the end marker; `nil` if the file is cut short.
  private(set) var end: Int?

  /// Whether a single scan has all components at full precision in Huffman codes, so that its end is that of the picture, and a decoder
  /// knows if it is short.
  private(set) var isOfOneScan = false
  private var isSequential = false

  private var profilePieces: [(number: Int, count: Int, bytes: ArraySlice<UInt8>)] = []

  /// The ranges of the file between stray bytes.
  private var kept: [Range<Int>] = []

  /// Reads the markers of a file that begins with that of its start.
  init(_ bytes: [UInt8]) {
    var position = 2
    var keptStart = 0
    while let (start, marker) = Self.marker(in: bytes, from: position) {
      // Any marker may have fill bytes before it.
      let strays = bytes[position..<start].count { $0 != 0xff }
      if strays > 0 {
        strayByteCount += strays
        kept.append(keptStart..<position)
        keptStart = start
      }
      position = start + 2
      // Markers without a segment: restarts, a second start, and the reserved 1.
      if (0xd0...0xd8).contains(marker) || marker == 1 { continue }
      if marker == 0xd9 {
        end = position
        break
      }
      guard position + 2 <= bytes.count else { break }
      let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
      guard length >= 2, position + length <= bytes.count else { break }
      read(marker, bytes[(position + 2)..<(position + length)])
      position += length
      if marker == 0xda { position = Self.endOfScan(in: bytes, from: position) }
    }
    kept.append(keptStart..<bytes.count)
  }

  /// The file without its stray bytes.
  func cleaned(_ bytes: [UInt8]) -> [UInt8] {
    strayByteCount == 0 ? bytes : Array(kept.map { bytes[$0] }.joined())
  }

  /// The index of the next marker's last 0xff, any number of which may come before it, and its second byte.
  private static func marker(in bytes: [UInt8], from position: Int) -> (Int, UInt8)? {
    var position = position
    while position + 1 < bytes.count {
      if bytes[position] == 0xff, bytes[position + 1] != 0xff, bytes[position + 1] != 0 {
        return (position, bytes[position + 1])
      }
      position += 1
    }
    return nil
  }

  /// The index of the first marker that is not a restart.
  private static func endOfScan(in bytes: [UInt8], from position: Int) -> Int {
    var position = position
    while let (start, marker) = Self.marker(in: bytes, from: position) {
      guard (0xd0...0xd7).contains(marker) else { return start }
      position = start + 2
    }
    return bytes.count
  }

  private mutating func read(_ marker: UInt8, _ segment: ArraySlice<UInt8>) {
    switch marker {
    case 0xc0...0xcf where ![0xc4, 0xc8, 0xcc].contains(marker), 0xf7:
      guard frame == nil, segment.count >= 6 else { return }
      let values = segment.prefix(6).map(Int.init)
      frame = Frame(
        kind: Self.kind(of: marker), precision: values[0], height: values[1] << 8 | values[2],
        width: values[3] << 8 | values[4], componentCount: values[5])
      isSequential = [0xc0, 0xc1].contains(marker)
    case 0xda:
      isOfOneScan = isSequential && segment.first.map(Int.init) == frame?.componentCount
    case 0xe1 where segment.starts(with: "Exif\0\0".utf8):
      orientation = Orientation(exif: segment)
    case 0xe2 where segment.starts(with: "ICC_PROFILE\0".utf8) && segment.count > 14:
      let piece = segment.dropFirst(12)
      profilePieces.append(
        (Int(piece[piece.startIndex]), Int(piece[piece.startIndex + 1]), piece.dropFirst(2)))
    default: break
    }
  }

  private static func kind(of marker: UInt8) -> Frame.Kind {
    switch marker {
    case 0xc3, 0xcb: .lossless
    case 0xc5...0xc7, 0xcd...0xcf: .hierarchical
    case 0xf7: .jpegLS
    default: .discreteCosine
    }
  }
}
