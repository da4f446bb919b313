import RDCore
import RDTheory

extension LedgerSource {
  /// The least rate of a code of finite blocklength at a distortion, and that blocklength; `nil` if not requested or unknown.
  ///
  /// For a density it is the converse bound, which no code of that blocklength gets below if its distortion exceeds the given
  /// one as seldom as the settings say. For a process it is `R_n(D)`, the least mean rate of blocks that are coded each for itself.
  func finiteBlocklengthRate(
    atDistortion distortion: Double, settings: LedgerSettings
  ) throws -> (rate: Information, blocklength: Int)? {
    if let blockBound {
      return (blockBound.ratePerSample(atDistortion: distortion).upper, blockLength)
    }
    guard let blocklength = settings.blocklength, let converse,
      let rate = try converse.rate(
        atDistortion: distortion, blocklength: blocklength, excessProbability: settings.excess)
    else { return nil }
    return (rate, blocklength)
  }

  /// Checks that a finite-blocklength bound is known.
  func checkFiniteBlocklength() throws(Diagnosis) {
    guard blockBound != nil || converse != nil else {
      throw Diagnosis(
        .missing,
        "No bound for codes of finite blocklength is known here for the source '\(name)', as they are for gaussian and for Gaussian processes. Leave --blocklength out."
      )
    }
  }
}
