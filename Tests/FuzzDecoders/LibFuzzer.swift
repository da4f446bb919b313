import Foundation
import FuzzTargets

// What libFuzzer calls. RDTOOL_FUZZ_TARGET names the decoder; RDTOOL_FUZZ_SEEDS a folder that gets the files to start from.

private let target: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["RDTOOL_FUZZ_TARGET"] ?? ""
  guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
    fatalError("RDTOOL_FUZZ_TARGET is one of \(FuzzTarget.all.map(\.name).joined(separator: ", "))")
  }
  return target
}()

private typealias Test = @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: Test
) -> Int32

/// The program's entry point, which the package manager calls by the name of its target.
@_cdecl("FuzzDecoders_main")
public func enter(
  _ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  if let folder = ProcessInfo.processInfo.environment["RDTOOL_FUZZ_SEEDS"] {
    return writeSeeds(to: folder)
  }
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments) { start, count in
    // Bad data is what most inputs are.
    try? target.decode(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  }
}

private func writeSeeds(to folder: String) -> Int32 {
  do {
    for (index, seed) in try target.seeds().enumerated() {
      try target.decode(seed)
      try Data(seed).write(to: URL(fileURLWithPath: "\(folder)/seed-\(index)"))
    }
  } catch {
    fatalError("a seed of \(target.name) is not decoded: \(error)")
  }
  return 0
}
