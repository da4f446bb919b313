import RDCore

/// How a stored picture is turned to be upright: the eight values of Exif's tag Orientation.
///
/// > Source: [cipa2023exif], 4.6.4.
enum Orientation: Int, Sendable {
  case upright = 1
  case mirrored
  case halfTurn
  case mirroredHalfTurn
  case transposed
  case quarterTurnRight
  case transposedHalfTurn
  case quarterTurnLeft

  /// The orientation in Exif data, which is a TIFF file, with or without the "Exif" that comes before it in JPEG files; upright if they
  /// name none, or are damaged.
  init(exif bytes: some Collection<UInt8>) {
    let all = Array(bytes.prefix(1 << 16))
    let data = all.starts(with: Array("Exif\0\0".utf8)) ? Array(all.dropFirst(6)) : all
    self = Self.tag(in: data).flatMap(Self.init) ?? .upright
  }

  private static func tag(in data: [UInt8]) -> Int? {
    let isLittle = data.starts(with: Array("II*\0".utf8))
    guard isLittle || data.starts(with: Array("MM\0*".utf8)) else { return nil }
    func number(at position: Int, byteCount: Int) -> Int? {
      guard position >= 0, position + byteCount <= data.count else { return nil }
      let bytes = data[position..<(position + byteCount)]
      return (isLittle ? bytes.reversed() : Array(bytes)).reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(at: 4, byteCount: 4),
      let count = number(at: directory, byteCount: 2)
    else { return nil }
    for entry in 0..<count {
      let position = directory + 2 + 12 * entry
      guard let key = number(at: position, byteCount: 2) else { return nil }
      if key == 0x0112 { return number(at: position + 8, byteCount: 2) }
    }
    return nil
  }

  /// Whether height and width change places.
  fileprivate var isTransposing: Bool { rawValue >= 5 }

  /// Whether the stored rows are read from the last to the first.
  fileprivate var isReversingRows: Bool {
    switch self {
    case .halfTurn, .mirroredHalfTurn, .quarterTurnRight, .transposedHalfTurn: true
    default: false
    }
  }

  /// Whether the stored columns are read from the last to the first.
  fileprivate var isReversingColumns: Bool {
    switch self {
    case .mirrored, .halfTurn, .transposedHalfTurn, .quarterTurnLeft: true
    default: false
    }
  }
}

extension Image {
  /// The picture turned to be upright.
  func turned(_ orientation: Orientation) -> Image {
    guard orientation != .upright else { return self }
    let channels = shape.channels
    var row = shape.width * channels
    var column = channels
    var start = 0
    if orientation.isReversingRows {
      start += (shape.height - 1) * row
      row = -row
    }
    if orientation.isReversingColumns {
      start += (shape.width - 1) * column
      column = -column
    }
    if orientation.isTransposing { swap(&row, &column) }
    let turnedShape =
      orientation.isTransposing
      ? ImageShape(height: shape.width, width: shape.height, channels: channels) : shape
    let turned = [UInt16](unsafeUninitializedCapacity: samples.count) { buffer, count in
      for line in 0..<turnedShape.height {
        var source = start + line * row
        for _ in 0..<turnedShape.width {
          for channel in 0..<channels {
            buffer[count] = samples[source + channel]
            count += 1
          }
          source += column
        }
      }
    }
    return Image(shape: turnedShape, bitDepth: bitDepth, samples: turned)
  }
}
