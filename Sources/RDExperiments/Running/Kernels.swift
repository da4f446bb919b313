import Foundation
import RDNumerics

/// The variants of numerical kernels that libraries choose when a process starts.
///
/// OpenBLAS chooses by the processor's core, the C library's mathematical functions and the image libraries by its instructions. The
/// same program with the same libraries computes the same bits wherever these are the same, whatever the processor is called.
package enum Kernels {
  /// The choice on this machine, as in `Haswell avx avx2 fma`.
  package static let current: String = {
    let environment = ProcessInfo.processInfo.environment
    let settings = ["GLIBC_TUNABLES", "OPENBLAS_L2_SIZE"].compactMap { name in
      environment[name].map { "\(name)=\($0)" }
    }
    let features = instructions.filter(Processor.current.features.contains)
    return ([BLAS.library.coreName] + features + settings).joined(separator: " ")
  }()

  /// The instructions by which libraries choose, as Linux names them.
  private static let instructions = [
    "avx", "avx2", "avx512bw", "avx512dq", "avx512f", "avx512vl", "fma", "fma4",
  ]
}
