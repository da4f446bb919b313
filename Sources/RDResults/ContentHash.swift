internal import Crypto

/// The SHA-256 of some bytes: the name by which stored things are found and checked.
///
/// > Source: [fips180].
public struct ContentHash: Sendable, Equatable, CustomStringConvertible {
  /// The 32 bytes of the digest.
  public let bytes: [UInt8]

  /// The hash of bytes.
  public init(of content: some Sequence<UInt8>) {
    bytes = Array(SHA256.hash(data: Array(content)))
  }

  /// The hash of a text's UTF-8.
  public init(of text: String) {
    self.init(of: text.utf8)
  }

  /// 64 hexadecimal digits.
  public var description: String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
