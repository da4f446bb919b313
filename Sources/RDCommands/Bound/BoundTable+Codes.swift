import RDCore
import RDQuantisers
import RDScalarQuantisation
import RDSources

extension BoundTable {
  /// The density for codes; a `Diagnosis` for a source without one.
  private func density(for flag: String) throws(Diagnosis) -> any UnivariateDistribution {
    guard case .density(let density) = source, measure == .meanSquaredError else {
      throw Diagnosis.wrongUse("\(flag) is for sources with a density under mse. Leave it out.")
    }
    return density
  }

  /// Subsampling: a fraction of the samples is kept, the others are set to the mean.
  ///
  /// - Throws: `Diagnosis` without a density under mean-square error.
  package func naivePoints() throws(Diagnosis) -> [Row] {
    let variance = try density(for: "--naive").variance
    return stride(from: 0, through: 1, by: 0.125).map { fraction in
      Row(
        quantity: "naive:kept=\(fraction)", distortion: variance * (1 - fraction),
        rate: fraction > 0 ? .infinity : 0)
    }
  }

  /// The optimal scalar quantisers of 1 to 8 bits.
  ///
  /// - Throws: ``DesignError``, or `Diagnosis` without a density under mean-square error.
  package func lloydMaxPoints() throws -> [Row] {
    func row(_ bits: Int, _ source: some UnivariateDistribution) throws(DesignError) -> Row {
      let quantiser = try LloydMax(levelCount: 1 << bits).design(for: source).product
      return Row(
        quantity: "lloyd-max:levels=\(1 << bits)",
        distortion: quantiser.meanSquaredError(under: source), rate: Double(bits))
    }
    let density = try density(for: "--lloyd-max")
    var rows: [Row] = []
    for bits in 1...8 { rows.append(try row(bits, density)) }
    return rows
  }
}
