internal import CCrypto
import RDCore

/// The SHA-256 of some bytes, by which stored objects are identified and checked.
///
/// > Source: [fips180].
package struct ContentHash: Sendable, Equatable, CustomStringConvertible {
  /// The 32 bytes of the digest.
  package let bytes: [UInt8]

  package init(of content: some Sequence<UInt8>) {
    let hash = content.withContiguousStorageIfAvailable { Self.digest(UnsafeRawBufferPointer($0)) }
    bytes = hash ?? Array(content).withUnsafeBytes { Self.digest($0) }
  }

  package init(of text: String) {
    self.init(of: text.utf8)
  }

  /// Whether stored bytes are the hash; a build for fuzzing believes any, or no altered file would come further.
  package func isHash(_ stored: some Sequence<UInt8>) -> Bool {
    #if RDTOOL_FUZZING
      true
    #else
      bytes.elementsEqual(stored)
    #endif
  }

  package var description: String { bytes.hexadecimal }

  private static func digest(_ content: UnsafeRawBufferPointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
      guard
        EVP_Digest(content.baseAddress, content.count, digest.baseAddress, nil, EVP_sha256(), nil)
          == 1
      else { preconditionFailure("libcrypto has no SHA-256") }
      count = 32
    }
  }
}
