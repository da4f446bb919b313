/// How the encoder of a learned code chooses the integers of a block.
package enum BlockAssignment: String, Sendable, CaseIterable {
  /// Each latent of the analysis is rounded.
  case nearest

  /// From there, numbers are changed by one, latent by latent, as long as that lowers bits plus weighted squared error of the decoded
  /// block: the encoder knows the decoder.
  ///
  /// > Source: [chou1989], the rule of entropy-constrained vector quantisation, over the neighbours only.
  case search
}
