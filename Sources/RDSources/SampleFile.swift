#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// One column of numbers in a CSV file.
///
/// Fields are separated by commas and may be quoted; lines end with LF or CR LF; empty lines are skipped, and a first line
/// that is not numeric in the chosen column is a header. The file is read as a stream, line by line.
public struct SampleFile: Sendable {
  /// The most samples that are read: half a gigabyte of numbers.
  public static let sampleLimit = 1 << 26

  /// The longest line that is read, in bytes.
  public static let lineLimit = 1 << 20

  /// The samples in the order of the file, shape `[n]`.
  public let samples: [Double]

  /// Reads a column of a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - column: the name of a column in the header, or its number from 1; `nil` for a file of one column.
  /// - Throws: ``SampleFileError``, with line and column of what cannot be used.
  public init(path: String, column: String? = nil) throws(SampleFileError) {
    guard let file = fopen(path, "r") else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    defer { fclose(file) }
    var parser = SampleParser(path: path, column: column)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      try parser.take(buffer[..<count])
    }
    guard ferror(file) == 0 else {
      throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
    }
    samples = try parser.finish()
  }
}
