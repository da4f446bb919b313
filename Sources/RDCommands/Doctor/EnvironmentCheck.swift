import Foundation
import RDNumerics

/// The environment variables that OpenBLAS reads when it is loaded.
package struct EnvironmentCheck: DoctorCheck {
  /// The variables of the process.
  package var environment = ProcessInfo.processInfo.environment

  package func findings() -> [Finding] {
    let overrides = BLAS.tuningVariables.map { name in
      let value = environment[name]
      return Finding(
        part: "environment", item: name, state: value == nil ? .good : .slow,
        found: value.map { "\($0): overrides what OpenBLAS would detect" }
          ?? "not set",
        remedy: value == nil ? nil : "unset \(name)")
    }
    let threads = Finding(
      part: "environment", item: "OPENBLAS_NUM_THREADS", state: .good,
      found: environment["OPENBLAS_NUM_THREADS"].map { "\($0): without effect on speed here" }
        ?? "not set")
    return overrides + [threads]
  }
}
