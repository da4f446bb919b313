import Foundation

/// The C library, whose mathematical functions differ in their last bits between versions.
enum CLibrary {
  /// Its version, as in `glibc 2.36`.
  static var version: String {
    #if canImport(Glibc)
      var text = [CChar](repeating: 0, count: 64)
      _ = confstr(Int32(_CS_GNU_LIBC_VERSION), &text, text.count - 1)
      return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    #else
      return ProcessInfo.processInfo.operatingSystemVersionString
    #endif
  }
}
