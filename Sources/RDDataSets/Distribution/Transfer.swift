import Foundation
import RDFiles
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Transfers a file over HTTPS to a path, resuming after existing bytes if the server supports it.
///
/// Plain HTTP is accepted from this machine itself only.
final class Transfer: NSObject, URLSessionDataDelegate {
  private let address: String
  private let path: String
  private let byteLimit: Int
  private let progress: @Sendable (Int, Int) -> Void
  private let finished = DispatchSemaphore(value: 0)
  private let state = Mutex(State())

  private struct State {
    var descriptor: Int32 = -1
    var byteCount = 0
    var expected: Int?
    var failure: DataSetError?
    /// The existing bytes do not belong to this file: restart from the first.
    var isStale = false
  }

  /// A transfer; `progress` receives the transferred and the total bytes.
  init(
    address: String, path: String, byteLimit: Int,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) {
    self.address = address
    self.path = path
    self.byteLimit = byteLimit
    self.progress = progress
  }

  /// Waits for the file.
  ///
  /// - Throws: ``DataSetError``; the partial file is left at the path, to be resumed.
  package func run() throws(DataSetError) {
    try attempt()
    guard state.withLock({ $0.isStale }) else { return }
    unlink(path)
    state.withLock { $0 = State() }
    try attempt()
    guard !state.withLock({ $0.isStale }) else { throw .status(address: address, code: 416) }
  }

  private func attempt() throws(DataSetError) {
    guard let url = URL(string: address), Self.isSecure(url) else {
      throw .insecure(address: address)
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: AtomicFile.lastReason()) }
    defer { close(descriptor) }
    let begun = max(0, Int(lseek(descriptor, 0, SEEK_END)))
    state.withLock {
      $0.descriptor = descriptor
      $0.byteCount = begun
    }
    var request = URLRequest(url: url)
    if begun > 0 { request.setValue("bytes=\(begun)-", forHTTPHeaderField: "Range") }
    // With content encoding, the byte counts would not match.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = 60
    let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
    session.dataTask(with: request).resume()
    finished.wait()
    session.finishTasksAndInvalidate()
    let (failure, count, expected, isStale) = state.withLock {
      ($0.failure, $0.byteCount, $0.expected, $0.isStale)
    }
    if isStale { return }
    if let failure { throw failure }
    if let expected, count < expected {
      throw .truncated(address: address, found: count, expected: expected)
    }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    guard let reply = response as? HTTPURLResponse else { return completionHandler(.cancel) }
    let isAccepted = state.withLock { state in
      // A rejected redirection.
      if state.failure != nil { return false }
      switch reply.statusCode {
      case 206:
        let range = reply.value(forHTTPHeaderField: "Content-Range") ?? ""
        guard range.hasPrefix("bytes \(state.byteCount)-") else {
          state.isStale = true
          return false
        }
      case 200:
        // The server does not support ranges, or none was requested.
        guard ftruncate(state.descriptor, 0) == 0, lseek(state.descriptor, 0, SEEK_SET) == 0 else {
          state.failure = .cannotWrite(path: path, reason: AtomicFile.lastReason())
          return false
        }
        state.byteCount = 0
      case 416:
        state.isStale = true
        return false
      default:
        state.failure = .status(address: address, code: reply.statusCode)
        return false
      }
      let length = reply.expectedContentLength
      state.expected = length >= 0 ? state.byteCount + Int(length) : nil
      if let expected = state.expected, expected > byteLimit {
        state.failure = .tooLong(address: address, limit: byteLimit)
        return false
      }
      return true
    }
    completionHandler(isAccepted ? .allow : .cancel)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let (count, total) = state.withLock { state in
      guard state.failure == nil, !state.isStale else { return (0, 0) }
      if state.byteCount + data.count > byteLimit {
        state.failure = .tooLong(address: address, limit: byteLimit)
      } else if !AtomicFile.writeAll([UInt8](data), to: state.descriptor) {
        state.failure = .cannotWrite(path: path, reason: AtomicFile.lastReason())
      } else {
        state.byteCount += data.count
      }
      if state.failure != nil { dataTask.cancel() }
      return (state.byteCount, state.expected ?? byteLimit)
    }
    if total > 0 { progress(count, total) }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    if let error {
      state.withLock { state in
        guard state.failure == nil, !state.isStale else { return }
        if let expected = state.expected, state.byteCount < expected {
          state.failure = .truncated(
            address: address, found: state.byteCount, expected: expected)
        } else {
          state.failure = .connection(
            address: address, reason: (error as NSError).localizedDescription.lowercased())
        }
      }
    }
    finished.signal()
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    guard let url = request.url, Self.isSecure(url) else {
      state.withLock { state in
        state.failure = .insecure(address: request.url?.absoluteString ?? address)
      }
      return completionHandler(nil)
    }
    completionHandler(request)
  }

  private static func isSecure(_ url: URL) -> Bool {
    url.scheme == "https"
      || url.scheme == "http" && ["127.0.0.1", "localhost", "::1"].contains(url.host() ?? "")
  }
}
