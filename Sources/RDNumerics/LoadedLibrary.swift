import Foundation

/// The files that the functions of this process come from.
package enum LoadedLibrary {
  /// The loaded file that defines a function, with symbolic links resolved where the system permits; `nil` if the dynamic linker
  /// knows no such function.
  package static func path(ofFunction symbol: String) -> String? {
    guard let process = dlopen(nil, RTLD_LAZY), let address = dlsym(process, symbol) else {
      return nil
    }
    return path(mappedAt: UInt(bitPattern: address))
  }

  /// The loaded file that an address lies in.
  private static func path(mappedAt address: UInt) -> String? {
    #if canImport(Darwin)
      var information = Dl_info()
      guard dladdr(UnsafeRawPointer(bitPattern: address), &information) != 0 else { return nil }
      return information.dli_fname.map { String(cString: $0) }
    #else
      // dladdr is a GNU extension, which Swift's Glibc module leaves out. A line of the map reads
      // `7f01a000-7f01c000 r-xp 00000000 08:01 123 /usr/lib/libopenblas.so`.
      // The file has no length, so it must be read to its end.
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
