import RDFiles
import RDResults

/// What a result depends on besides the specification: the code, and the kernels of the machine that runs it.
package struct Computation: Sendable {
  /// A hash of the executable file and of the numerical libraries.
  package let code: ContentHash

  /// The machine, with its kernels.
  package let origin: TrialOrigin

  package init(code: ContentHash, origin: TrialOrigin) {
    self.code = code
    self.origin = origin
  }

  /// A hash of both code and kernels, for what continues where it stopped, such as a training.
  package var hash: ContentHash { ContentHash(of: "\(code)\n\(origin.kernels)") }
}
