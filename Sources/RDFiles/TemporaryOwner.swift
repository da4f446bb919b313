import Foundation

/// The process that a temporary file or folder belongs to, as its name states it: `<host>-<pid>-<random>`.
///
/// `host` is the beginning of the SHA-256 of the host's name in 8 hexadecimal digits; 16 random ones make the name one that nobody
/// can guess.
package struct TemporaryOwner: Equatable {
  package let host: String
  package let process: pid_t

  /// A new name of this process.
  package static var newName: String {
    let bytes = withUnsafeBytes(of: UUID().uuid) { Array($0) }
    // All bytes but those with the UUID's version and variant.
    let random = bytes[0..<6] + bytes[10..<12]
    return "\(thisHost)-\(getpid())-\(hexadecimal(random))"
  }

  /// Reads a name.
  package init?(parsing name: some StringProtocol) {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, Self.isHexadecimal(parts[0], digits: 8),
      Self.isHexadecimal(parts[2], digits: 16), let process = Self.process(parts[1])
    else { return nil }
    host = String(parts[0])
    self.process = process
  }

  /// Whether the process ran on this host and has ended.
  ///
  /// This process counts as running; so does one whose number another process has by now.
  package var hasEnded: Bool { isOfThisHost && Self.hasEnded(process) }

  var isOfThisHost: Bool { host == Self.thisHost }

  /// Whether no process of this host has a number.
  static func hasEnded(_ process: pid_t) -> Bool {
    kill(process, 0) != 0 && errno == ESRCH
  }

  /// The number of a process as names have it.
  static func process(_ text: some StringProtocol) -> pid_t? {
    guard !text.isEmpty, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      let number = pid_t(text), number > 0
    else { return nil }
    return number
  }

  private static let thisHost: String = {
    var name = [CChar](repeating: 0, count: 256)
    _ = gethostname(&name, name.count - 1)
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return hexadecimal(ContentHash(of: bytes).bytes.prefix(4))
  }()

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String(format: "%02x", $0) }.joined()
  }

  private static func isHexadecimal(_ text: some StringProtocol, digits: Int) -> Bool {
    text.utf8.count == digits
      && text.utf8.allSatisfy {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
      }
  }
}
