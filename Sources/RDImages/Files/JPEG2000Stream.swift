#if RDTOOL_OPENJPEG
  package import COpenJPEG

  /// An OpenJPEG stream in memory, with the errors that the library reports.
  package final class JPEG2000Stream {
    /// The bytes to read, or those written.
    package private(set) var bytes: [UInt8]
    private var position = 0
    private var firstProblem: String?

    /// The first error or warning, in OpenJPEG's words.
    package var problem: String { firstProblem ?? "OpenJPEG gives no reason" }

    package init(_ bytes: [UInt8] = []) {
      self.bytes = bytes
    }

    /// Runs `body` with an OpenJPEG stream handle, collecting the codec's messages; without memory for it the handle is `nil`, with which
    /// OpenJPEG's functions fail.
    package func use<Result, Failure>(
      codec: UnsafeMutablePointer<opj_codec_t?>, isInput: Bool,
      _ body: (UnsafeMutablePointer<opj_stream_t?>?) throws(Failure) -> Result
    ) throws(Failure) -> Result {
      let handle = opj_stream_create(1 << 16, isInput ? 1 : 0)
      defer { opj_stream_destroy(handle) }
      // The pointer outlives the handle, which is destroyed before this call returns.
      let user = Unmanaged.passUnretained(self).toOpaque()
      opj_stream_set_user_data(handle, user, nil)
      opj_stream_set_user_data_length(handle, UInt64(bytes.count))
      opj_stream_set_read_function(handle) { buffer, count, user in
        JPEG2000Stream.at(user).read(into: buffer, count)
      }
      opj_stream_set_write_function(handle) { buffer, count, user in
        JPEG2000Stream.at(user).write(buffer, count)
      }
      opj_stream_set_skip_function(handle) { count, user in
        JPEG2000Stream.at(user).skip(count)
      }
      opj_stream_set_seek_function(handle) { position, user in
        JPEG2000Stream.at(user).seek(to: position)
      }
      opj_set_error_handler(codec, { JPEG2000Stream.at($1).note($0) }, user)
      opj_set_warning_handler(codec, { JPEG2000Stream.at($1).note($0) }, user)
      defer { withExtendedLifetime(self) {} }
      return try body(handle)
    }

    private static func at(_ user: UnsafeMutableRawPointer?) -> JPEG2000Stream {
      guard let user else { preconditionFailure("OpenJPEG passes on what it was given") }
      return Unmanaged<JPEG2000Stream>.fromOpaque(user).takeUnretainedValue()
    }

    private func note(_ message: UnsafePointer<CChar>?) {
      guard firstProblem == nil, let message else { return }
      let text = String(cString: message).split(whereSeparator: \.isWhitespace)
      firstProblem = text.joined(separator: " ")
    }

    private func read(into buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
      let length = min(count, bytes.count - position)
      guard length > 0, let buffer else { return -1 }
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(start: buffer, count: length).copyBytes(
          from: $0[position..<(position + length)])
      }
      position += length
      return length
    }

    private func write(_ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
      guard let buffer else { return -1 }
      let end = position + count
      let source = UnsafeRawBufferPointer(start: buffer, count: count)
      if position == bytes.count {
        bytes.append(contentsOf: source)
      } else {
        bytes.append(contentsOf: repeatElement(0, count: max(0, end - bytes.count)))
        bytes.replaceSubrange(position..<end, with: source)
      }
      position = end
      return count
    }

    private func skip(_ count: Int64) -> Int64 {
      seek(to: Int64(position) + count) != 0 ? count : -1
    }

    private func seek(to target: Int64) -> Int32 {
      guard target >= 0, target <= Int64(Int32.max) else { return 0 }
      position = Int(target)
      return 1
    }
  }
#endif
