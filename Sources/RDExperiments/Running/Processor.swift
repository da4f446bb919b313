import Foundation

/// What the operating system says of the processor.
package struct Processor: Sendable, Equatable {
  /// Its name, as in `AMD EPYC`.
  package let model: String

  /// The width of its vectors, in bytes; zero if the operating system does not tell.
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

/// The architecture, as in `arm64`, where there is no better name.
private func machineName() -> String {
  var system = utsname()
  uname(&system)
  return withUnsafeBytes(of: &system.machine) { bytes in
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
