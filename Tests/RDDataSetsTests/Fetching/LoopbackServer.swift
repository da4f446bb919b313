import Foundation
import Synchronization

/// A server of HTTP on this machine, with replies that a test writes.
final class LoopbackServer: Sendable {
  /// What was asked for.
  struct Request: Sendable {
    /// The path, as in `/a.bin`.
    let path: String

    /// The first byte that is wanted, if the request has a range.
    let start: Int?
  }

  /// The address of the server, without a slash at its end.
  let address: String

  private let listener: Int32
  private let log = Mutex<[Request]>([])

  /// All requests so far.
  var requests: [Request] { log.withLock { $0 } }

  /// A server that answers each request with those bytes, header and all, and then closes the connection.
  init(reply: @escaping @Sendable (Request) -> [UInt8]) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var endpoint = sockaddr_in()
    endpoint.sin_family = sa_family_t(AF_INET)
    endpoint.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = withUnsafeMutablePointer(to: &endpoint) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { endpoint in
        bind(listener, endpoint, size) == 0 && listen(listener, 16) == 0
          && getsockname(listener, endpoint, &size) == 0
      }
    }
    guard isOpen else { throw CocoaError(.fileReadUnknown) }
    address = "http://127.0.0.1:\(UInt16(bigEndian: endpoint.sin_port))"
    let thread = Thread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        if let request = Self.request(connection) {
          log.withLock { $0.append(request) }
          Self.send(reply(request), to: connection)
        }
        shutdown(connection, Int32(SHUT_RDWR))
        close(connection)
      }
    }
    thread.start()
  }

  /// Answers no more.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// A whole reply.
  static func reply(
    _ status: String, headers: [String] = [], body: [UInt8], length: Int? = nil
  ) -> [UInt8] {
    let lines = [
      "HTTP/1.1 \(status)", "Content-Length: \(length ?? body.count)", "Connection: close",
    ]
    return Array(((lines + headers).joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }

  private static func request(_ connection: Int32) -> Request? {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !text.suffix(4).elementsEqual([13, 10, 13, 10]) {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      text += buffer[..<count]
    }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\r\n")
    let parts = lines[0].split(separator: " ")
    guard parts.count == 3 else { return nil }
    let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }
    let start = range.flatMap { Int($0.dropFirst(13).prefix { $0.isNumber }) }
    return Request(path: String(parts[1]), start: start)
  }

  private static func send(_ bytes: [UInt8], to connection: Int32) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes[offset...].withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      offset += count
    }
  }
}
