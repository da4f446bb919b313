/// The machine that computed a trial.
package struct TrialOrigin: Sendable, Equatable, Codable {
  /// The kernels that numerical libraries chose there, as in `Haswell avx2 fma`: equal kernels give equal bits.
  package let kernels: String

  /// The name of the host.
  package let node: String

  /// The model of its processor.
  package let processor: String

  package init(kernels: String, node: String, processor: String) {
    self.kernels = kernels
    self.node = node
    self.processor = processor
  }
}
