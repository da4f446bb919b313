import RDFiles

/// What names the files of a trial: what is computed, and by which kernels.
package struct TrialKey: Sendable, Equatable {
  /// A hash of the program, the numerical libraries, the specification and the trial's name.
  package let computation: ContentHash

  /// The kernels that numerical libraries choose on this machine, as in `Haswell avx2 fma`.
  package let kernels: String

  package init(computation: ContentHash, kernels: String) {
    self.computation = computation
    self.kernels = kernels
  }

  /// The beginning of the names of the trial's files of any kernels.
  var prefix: String { "\(computation.description.prefix(32))-" }

  /// The end of the names of files of these kernels.
  package var kernelDigest: String { String(ContentHash(of: kernels).description.prefix(8)) }

  /// The names of the trial's files, without ending.
  var stem: String { prefix + kernelDigest }
}
