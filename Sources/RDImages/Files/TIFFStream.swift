#if RDTOOL_TIFF
  import Foundation
  internal import CTIFF

  /// A file in memory for libtiff, with the first error that the library reports.
  final class TIFFStream {
    private let bytes: [UInt8]
    private var position = 0
    private var firstProblem: String?

    /// The first error, in libtiff's words.
    var problem: String { firstProblem.map { "'\($0)'" } ?? "libtiff gives no reason" }

    /// The memory that libtiff may take at once: what a picture of the largest size needs.
    private static let allocationLimit = 1 << 30

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }

    /// Runs `body` with a handle on the first picture of the file; `nil` if it cannot be opened.
    func use<Result, Failure>(
      _ body: (OpaquePointer?) throws(Failure) -> Result
    ) throws(Failure) -> Result {
      // The pointer outlives the handle, which is closed before this call returns.
      let user = Unmanaged.passUnretained(self).toOpaque()
      let options = TIFFOpenOptionsAlloc()
      TIFFOpenOptionsSetMaxSingleMemAlloc(options, tmsize_t(Self.allocationLimit))
      TIFFOpenOptionsSetErrorHandlerExtR(
        options,
        { _, user, _, format, arguments in
          TIFFStream.at(user).note(format, arguments)
          return 1
        }, user)
      TIFFOpenOptionsSetWarningHandlerExtR(options, { _, _, _, _, _ in 1 }, nil)
      // Without mapping into memory.
      let handle = TIFFClientOpenExt(
        "TIFF", "rm", user, { tmsize_t(TIFFStream.at($0).read(into: $1, Int($2))) },
        { _, _, _ in 0 },
        { TIFFStream.at($0).seek($1, $2) }, { _ in 0 },
        { UInt64(TIFFStream.at($0).bytes.count) }, { _, _, _ in 0 }, { _, _, _ in }, options)
      TIFFOpenOptionsFree(options)
      defer {
        if let handle { TIFFClose(handle) }
        withExtendedLifetime(self) {}
      }
      return try body(handle)
    }

    private static func at(_ user: UnsafeMutableRawPointer?) -> TIFFStream {
      guard let user else { preconditionFailure("libtiff passes on what it was given") }
      return Unmanaged<TIFFStream>.fromOpaque(user).takeUnretainedValue()
    }

    private func note(_ format: UnsafePointer<CChar>?, _ arguments: CVaListPointer?) {
      guard firstProblem == nil, let format, let arguments else { return }
      var text = [CChar](repeating: 0, count: 200)
      vsnprintf(&text, text.count, format, arguments)
      // The number of no row stands for none.
      firstProblem = String(
        decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self
      ).replacing(" at scanline \(UInt32.max)", with: "")
    }

    private func read(into buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
      let length = max(0, min(count, bytes.count - position))
      guard length > 0, let buffer else { return 0 }
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(start: buffer, count: length).copyBytes(
          from: $0[position..<(position + length)])
      }
      position += length
      return length
    }

    private func seek(_ offset: UInt64, _ origin: Int32) -> UInt64 {
      let base = origin == SEEK_CUR ? position : origin == SEEK_END ? bytes.count : 0
      let (target, hasOverflown) = base.addingReportingOverflow(Int(truncatingIfNeeded: offset))
      guard !hasOverflown, target >= 0 else { return .max }
      position = target
      return UInt64(target)
    }
  }
#endif
