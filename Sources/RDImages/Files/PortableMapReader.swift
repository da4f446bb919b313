import RDCore

/// Reads the bytes of a portable map, bit map to arbitrary map, from the first to the last.
struct PortableMapReader {
  private let input: ImageFileInput
  private let bytes: [UInt8]

  /// After the signature.
  private var position = 2

  init(_ input: ImageFileInput) {
    self.input = input
    bytes = input.bytes
  }

  /// The picture of one of the kinds P1 to P6.
  ///
  /// - Throws: ``ImageFileError/damaged(path:format:reason:)`` or ``ImageFileError/tooLarge(path:height:width:channels:)``.
  mutating func read() throws(ImageFileError) -> DecodedPicture {
    guard bytes.count > 2 else { throw damage("the header is not whole") }
    let kind = bytes[1] - UInt8(ascii: "0")
    let width = try number("the width", atMost: Int(Int32.max))
    let height = try number("the height", atMost: Int(Int32.max))
    let isBitMap = kind == 1 || kind == 4
    let largest = isBitMap ? 1 : try number("the largest value", atMost: 65535)
    guard largest > 0 else { throw damage("the largest value is 0") }
    let shape = try input.shape(height: height, width: width, channels: kind % 3 == 0 ? 3 : 1)
    if kind > 3 { try endHeader() }
    let samples =
      switch kind {
      case 1: try bitMapOfText(shape.elementCount)
      case 2, 3: try textSamples(shape, largest: largest)
      case 4: try bitMap(shape)
      default: try binarySamples(shape, largest: largest)
      }
    return picture(shape, largest: largest, samples)
  }

  /// The picture of the kind P7, whose header has a line for each of its numbers.
  ///
  /// - Throws: ``ImageFileError``.
  mutating func readArbitrary() throws(ImageFileError) -> DecodedPicture {
    var numbers: [String: Int] = [:]
    var kind = ""
    while true {
      let key = nextWord()
      switch key {
      case "WIDTH", "HEIGHT", "DEPTH", "MAXVAL":
        numbers[key] = try number(
          "the number of \(key)", atMost: key == "MAXVAL" ? 65535 : Int(Int32.max))
      case "TUPLTYPE": kind += restOfLine()
      case "ENDHDR": break
      case "": throw damage("the header is not whole")
      default: throw damage("'\(key)' is no line of a header")
      }
      if key == "ENDHDR" { break }
    }
    guard let width = numbers["WIDTH"], let height = numbers["HEIGHT"],
      let channels = numbers["DEPTH"], let largest = numbers["MAXVAL"], largest > 0
    else { throw damage("the header lacks a WIDTH, HEIGHT, DEPTH or MAXVAL") }
    if position < bytes.count, bytes[position] == UInt8(ascii: "\r") { position += 1 }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\n") else {
      throw damage("no new line ends the header")
    }
    position += 1
    guard (1...4).contains(channels), kind.isEmpty || Self.kinds[channels - 1].contains(kind) else {
      throw input.unsupported("it has \(channels) channels of the kind '\(kind)'")
    }
    let shape = try input.shape(height: height, width: width, channels: channels)
    let samples = try binarySamples(shape, largest: largest)
    return picture(shape, largest: largest, samples)
  }

  /// The kinds of tuple by their number of channels, less one.
  private static let kinds = [
    ["BLACKANDWHITE", "GRAYSCALE"], ["BLACKANDWHITE_ALPHA", "GRAYSCALE_ALPHA"], ["RGB"],
    ["RGB_ALPHA"],
  ]

  /// The picture of samples up to a largest value.
  private func picture(
    _ shape: ImageShape, largest: Int, _ samples: [UInt16]
  ) -> DecodedPicture {
    let depth = Int.bitWidth - largest.leadingZeroBitCount
    var samples = samples
    samples.scale(from: largest, to: 1 << depth - 1)
    // Another picture of the same kind may follow.
    let follows = bytes.count > position + 2 && bytes[position...].starts(with: bytes.prefix(2))
    return DecodedPicture(
      Image(shape: shape, bitDepth: depth, samples: samples),
      warnings: follows ? ["it has more than one picture, of which the first is taken"] : [])
  }

  private mutating func textSamples(
    _ shape: ImageShape, largest: Int
  ) throws(ImageFileError) -> [UInt16] {
    // A sample as text takes at least two bytes, including the separator.
    try checkRemaining(2 * shape.elementCount - 1, for: shape)
    var samples: [UInt16] = []
    samples.reserveCapacity(shape.elementCount)
    for _ in 0..<shape.elementCount {
      samples.append(UInt16(try number("a sample", atMost: largest)))
    }
    return samples
  }

  /// Digits, 1 for black, which need no space between them.
  private mutating func bitMapOfText(_ count: Int) throws(ImageFileError) -> [UInt16] {
    guard bytes.count - position >= count else { throw shortage(count) }
    var samples: [UInt16] = []
    samples.reserveCapacity(count)
    for _ in 0..<count {
      skipSpace()
      guard position < bytes.count, bytes[position] & 0xfe == UInt8(ascii: "0") else {
        throw damage("a sample is missing")
      }
      samples.append(UInt16(~bytes[position] & 1))
      position += 1
    }
    return samples
  }

  /// Rows of bits, 1 for black.
  private mutating func bitMap(_ shape: ImageShape) throws(ImageFileError) -> [UInt16] {
    let rows = PackedRows(bitDepth: 1, samplesPerRow: shape.width)
    try checkRemaining(rows.byteCount * shape.height, for: shape)
    let start = position
    position += rows.byteCount * shape.height
    return bytes.withUnsafeBufferPointer { bytes in
      guard let first = bytes.baseAddress else { return [] }
      return [UInt16](unsafeUninitializedCapacity: shape.elementCount) { samples, count in
        for row in 0..<shape.height {
          let line = first + start + row * rows.byteCount
          for column in 0..<shape.width {
            samples[count] = UInt16(rows.sample(column, of: line) ^ 1)
            count += 1
          }
        }
      }
    }
  }

  private mutating func binarySamples(
    _ shape: ImageShape, largest: Int
  ) throws(ImageFileError) -> [UInt16] {
    let width = largest > 255 ? 2 : 1
    try checkRemaining(width * shape.elementCount, for: shape)
    let start = position
    position += width * shape.elementCount
    let samples = bytes.withUnsafeBufferPointer { bytes in
      [UInt16](unsafeUninitializedCapacity: shape.elementCount) { samples, count in
        count = shape.elementCount
        for index in 0..<count {
          samples[index] =
            width == 1
            ? UInt16(bytes[start + index])
            : UInt16(bytes[start + 2 * index]) << 8 | UInt16(bytes[start + 2 * index + 1])
        }
      }
    }
    if let wrong = samples.first(where: { $0 > largest }) {
      throw damage("a sample is \(wrong), above the largest value \(largest)")
    }
    return samples
  }

  /// Checks that enough of the file is left before memory is allocated.
  private func checkRemaining(
    _ byteCount: Int, for shape: ImageShape
  ) throws(ImageFileError) {
    guard bytes.count - position >= byteCount else { throw shortage(shape.elementCount) }
  }

  private func shortage(_ sampleCount: Int) -> ImageFileError {
    damage("\(sampleCount) samples are said to follow, but the file ends before")
  }

  /// One byte of white space, after which the samples begin.
  private mutating func endHeader() throws(ImageFileError) {
    guard position < bytes.count, isSpace(bytes[position]) else {
      throw damage("no white space ends the header")
    }
    position += 1
  }

  /// The next number, after white space and comments.
  private mutating func number(_ what: String, atMost limit: Int) throws(ImageFileError) -> Int {
    skipSpace()
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

  /// The next word of capital letters.
  private mutating func nextWord() -> String {
    skipSpace()
    let word = bytes[position...].prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    position += word.count
    return String(decoding: word, as: UTF8.self)
  }

  /// The words up to the end of the line, at most 80 characters.
  private mutating func restOfLine() -> String {
    let line = bytes[position...].prefix { $0 != UInt8(ascii: "\n") }
    position += line.count
    return String(decoding: line.prefix(80).filter { !isSpace($0) }, as: UTF8.self)
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "#") {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      } else if isSpace(bytes[position]) {
        position += 1
      } else {
        break
      }
    }
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }

  private func damage(_ reason: String) -> ImageFileError { input.damage(reason) }
}
