internal import CBuildTarget
internal import Foundation

/// The processor, and whether the tool was built for it.
struct ProcessorCheck: DoctorCheck {
  func findings() -> [Finding] {
    let processor = Processor.current
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let isHeldBack = processor.vectorBytes > Int(RD_VECTOR_BYTES)
    return [
      Finding(part: "processor", item: "model", state: .good, found: processor.model),
      Finding(
        part: "processor", item: "cores", state: .good, found: "\(cores) for this process"),
      Finding(
        part: "processor", item: "vector instructions", state: isHeldBack ? .slow : .good,
        found: "built for \(RD_VECTOR_INSTRUCTIONS)"
          + (isHeldBack ? "; the processor has vectors of \(8 * processor.vectorBytes) bits" : ""),
        remedy: isHeldBack ? "unset RDTOOL_ARCHITECTURE, remove .build, build again" : nil),
    ]
  }
}

/// What the operating system says of the processor.
private struct Processor {
  /// Its name, as in `AMD EPYC`.
  let model: String

  /// The width of its vectors, in bytes; zero if the operating system does not tell.
  let vectorBytes: Int

  /// The processor this runs on.
  static var current: Processor {
    // The file has no length, so only reading to its end gives all of it.
    let bytes = try? FileHandle(forReadingAtPath: "/proc/cpuinfo")?.readToEnd()
    let text = String(decoding: bytes ?? Data(), as: UTF8.self)
    func value(of key: String) -> String? {
      text.split(separator: "\n").first { $0.hasPrefix(key) }?
        .split(separator: ":", maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
    }
    let flags = Set((value(of: "flags") ?? "").split(separator: " "))
    let vectorBytes =
      flags.isSuperset(of: ["avx512f", "avx512vl"])
      ? 64 : flags.isSuperset(of: ["avx2", "fma"]) ? 32 : 0
    return Processor(model: value(of: "model name") ?? machineName, vectorBytes: vectorBytes)
  }

  /// The architecture, as in `arm64`, where there is no better name.
  private static var machineName: String {
    var system = utsname()
    uname(&system)
    return withUnsafeBytes(of: &system.machine) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
