import Foundation

/// The processor, as reported by the operating system.
package struct Processor: Sendable, Equatable {
  /// Its name, as in `AMD EPYC`.
  package let model: String

  /// The vector width in bytes; zero if unknown.
  package let vectorBytes: Int

  /// The instructions that it has, as Linux names them, such as `avx2`; empty if unknown.
  package let features: Set<String>

  package static let current = Processor()

  private init() {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    func value(of key: String) -> String? {
      text.split(separator: "\n").first { $0.hasPrefix(key) }?
        .split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
    }
    features = Set((value(of: "flags") ?? "").split(separator: " ").map(String.init))
    model = value(of: "model name") ?? machineName()
    vectorBytes =
      features.isSuperset(of: ["avx512f", "avx512vl"])
      ? 64 : features.isSuperset(of: ["avx2", "fma"]) ? 32 : 0
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
