import RDCore

/// Reads the bytes of a portable map from the first to the last.
struct PortableMapReader {
  private let bytes: [UInt8]
  private let path: String
  private var position = 0

  init(bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  /// The picture.
  ///
  /// - Throws: ``ImageFileError/damaged(path:format:reason:)`` or ``ImageFileError/tooLarge(path:height:width:channels:)``.
  package mutating func read(sampleLimit: Int) throws(ImageFileError) -> Image {
    guard bytes.count > 2, bytes[0] == UInt8(ascii: "P") else {
      throw damage("the header is not whole")
    }
    let kind = bytes[1]
    let isText = kind < UInt8(ascii: "5")
    let channels = kind == UInt8(ascii: "3") || kind == UInt8(ascii: "6") ? 3 : 1
    position = 2
    let width = try number("the width", atMost: Int(Int32.max))
    let height = try number("the height", atMost: Int(Int32.max))
    let largest = try number("the largest value", atMost: 65535)
    guard largest > 0 else { throw damage("the largest value is 0") }
    try ImageFile.check(
      height: height, width: width, channels: channels, path: path, format: "PGM or PPM",
      sampleLimit: sampleLimit)
    let shape = ImageShape(height: height, width: width, channels: channels)
    // A sample as text takes at least two bytes, including the separator.
    let bytesPerSample = isText ? 2 : largest > 255 ? 2 : 1
    let left = bytes.count - position - (isText ? 0 : 1)
    guard left >= shape.elementCount * bytesPerSample - (isText ? 1 : 0) else {
      throw damage("\(shape.elementCount) samples are said to follow, but the file ends before")
    }
    let samples =
      isText
      ? try textSamples(shape.elementCount, largest: largest)
      : try binarySamples(shape.elementCount, largest: largest, width: bytesPerSample)
    let depth = Int.bitWidth - largest.leadingZeroBitCount
    let maximum = 1 << depth - 1
    guard largest != maximum else { return Image(shape: shape, bitDepth: depth, samples: samples) }
    return Image(
      shape: shape, bitDepth: depth,
      samples: samples.map { UInt16((Int($0) * maximum + largest / 2) / largest) })
  }

  private mutating func textSamples(
    _ count: Int, largest: Int
  ) throws(ImageFileError) -> [UInt16] {
    var samples: [UInt16] = []
    samples.reserveCapacity(count)
    for _ in 0..<count { samples.append(UInt16(try number("a sample", atMost: largest))) }
    return samples
  }

  private mutating func binarySamples(
    _ count: Int, largest: Int, width: Int
  ) throws(ImageFileError) -> [UInt16] {
    guard isSpace(bytes[position]) else { throw damage("no white space ends the header") }
    let start = position + 1
    let samples =
      width == 1
      ? bytes[start..<(start + count)].map(UInt16.init)
      : (0..<count).map { UInt16(bytes[start + 2 * $0]) << 8 | UInt16(bytes[start + 2 * $0 + 1]) }
    if let wrong = samples.first(where: { $0 > largest }) {
      throw damage("a sample is \(wrong), above the largest value \(largest)")
    }
    return samples
  }

  /// The next number, after white space and comments.
  private mutating func number(_ what: String, atMost limit: Int) throws(ImageFileError) -> Int {
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "#") {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      } else if isSpace(bytes[position]) {
        position += 1
      } else {
        break
      }
    }
    let start = position
    var value = 0
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
    {
      value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
      guard value <= limit else { throw damage("\(what) is above \(limit)") }
      position += 1
    }
    guard position > start else { throw damage("\(what) is missing") }
    return value
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }

  private func damage(_ reason: String) -> ImageFileError {
    .damaged(path: path, format: "PGM or PPM", reason: reason)
  }
}
