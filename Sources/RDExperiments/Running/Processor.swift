import Foundation

/// The processor, as reported by the operating system.
package struct Processor: Sendable, Equatable {
  /// Its name, as in `AMD EPYC`.
  package let model: String

  /// The vector width in bytes; zero if unknown.
  package let vectorBytes: Int

  package static let current = Processor()

  private init() {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    func value(of key: String) -> String? {
      text.split(separator: "\n").first { $0.hasPrefix(key) }?
        .split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
    }
    let flags = Set((value(of: "flags") ?? "").split(separator: " "))
    model = value(of: "model name") ?? machineName()
    vectorBytes =
      flags.isSuperset(of: ["avx512f", "avx512vl"])
      ? 64 : flags.isSuperset(of: ["avx2", "fma"]) ? 32 : 0
  }
}

/// The architecture, as in `arm64`, if the name is unknown.
private func machineName() -> String {
  var system = utsname()
  uname(&system)
  return withUnsafeBytes(of: &system.machine) { bytes in
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
