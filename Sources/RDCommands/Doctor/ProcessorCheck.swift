internal import CBuildTarget
import Foundation
import RDExperiments

/// The processor, and whether the tool was built for it.
package struct ProcessorCheck: DoctorCheck {
  package func findings() -> [Finding] {
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
          + (isHeldBack
            ? "; the processor has vectors of \(8 * processor.vectorBytes) bits: trainings, quantisers and coders are slower"
            : ""),
        remedy: isHeldBack ? "build with RDTOOL_ARCHITECTURE=native, as scripts/rdtool does" : nil),
    ]
  }
}
