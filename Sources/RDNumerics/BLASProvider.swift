internal import Foundation

/// The library file that this process's `cblas_sgemm` comes from.
///
/// GSL's own reference BLAS exports the same names; where it is linked ahead of OpenBLAS it takes over without a word
/// and is 11 times slower.
public struct BLASProvider: Sendable, Equatable {
  /// The file, with links followed where the system tells; `nil` if the dynamic linker knows no such function.
  public let path: String?

  /// Whether it is the file that also holds OpenBLAS's own functions.
  public let isOpenBLAS: Bool

  /// Asks the dynamic linker, which answers as it answered when it bound the calls.
  public static var current: BLASProvider {
    let provider = file(of: "cblas_sgemm")
    let openBLAS = file(of: "openblas_get_config")
    return BLASProvider(path: provider, isOpenBLAS: provider != nil && provider == openBLAS)
  }

  /// The loaded file that defines a function.
  private static func file(of symbol: String) -> String? {
    guard let process = dlopen(nil, RTLD_LAZY), let address = dlsym(process, symbol) else {
      return nil
    }
    return file(mappedAt: UInt(bitPattern: address))
  }

  /// The loaded file that an address lies in.
  private static func file(mappedAt address: UInt) -> String? {
    #if canImport(Darwin)
      var information = Dl_info()
      guard dladdr(UnsafeRawPointer(bitPattern: address), &information) != 0 else { return nil }
      return information.dli_fname.map { String(cString: $0) }
    #else
      // dladdr is a GNU extension, which Swift's Glibc module leaves out. A line of the map reads
      // `7f01a000-7f01c000 r-xp 00000000 08:01 123 /usr/lib/libopenblas.so`.
      // The file has no length, so only reading to its end gives all of it.
      let bytes = try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()
      for line in String(decoding: bytes ?? Data(), as: UTF8.self).split(separator: "\n") {
        let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
        let bounds = (fields.first ?? "").split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard fields.count == 6, bounds.count == 2, (bounds[0]..<bounds[1]).contains(address) else {
          continue
        }
        return fields[5].trimmingCharacters(in: .whitespaces)
      }
      return nil
    #endif
  }
}
