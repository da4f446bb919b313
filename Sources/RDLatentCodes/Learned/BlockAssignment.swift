/// The quantisation rule of a learned code's encoder.
package enum BlockAssignment: String, Sendable, CaseIterable {
  /// Each latent of the analysis is rounded.
  case nearest

  /// Coordinate descent from there: integers change by one, latent by latent, while that lowers bits plus weighted squared error of the decoded
  /// block.
  ///
  /// > Source: [chou1989], the rule of entropy-constrained vector quantisation, over the neighbours only.
  case search
}
