internal import RDCore
internal import RDQuantisation
internal import RDResults
internal import RDSources
internal import RDTheory

/// Scalar quantisers of several methods and sizes for one source, side by side.
struct QuantiserComparison {
  /// What the quantisers are designed and judged on.
  enum Material {
    /// A density for both.
    case density(any UnivariateDistribution, name: String)

    /// One half of the samples for each.
    case halves(design: EmpiricalDistribution, heldOut: EmpiricalDistribution, name: String)

    /// The halves of the samples of a file, whose name becomes that of the source.
    ///
    /// - Throws: ``HalfIsConstant`` or ``EmpiricalDistributionError``.
    static func samples(_ file: SampleFile, path: String) throws -> Material {
      let halves = SampleHalves(file.samples)
      return .halves(
        design: try half(halves.design, of: path, named: "design"),
        heldOut: try half(halves.heldOut, of: path, named: "held-out"),
        name: path.split(separator: "/").last.map(String.init) ?? path)
    }

    private static func half(
      _ samples: [Double], of path: String, named name: String
    ) throws -> EmpiricalDistribution {
      guard samples.contains(where: { $0 != samples.first }) else {
        throw HalfIsConstant(path: path, half: name, rowCount: samples.count)
      }
      return try EmpiricalDistribution(samples: samples)
    }
  }

  let material: Material
  let methods: [QuantiserMethod]
  let levelCounts: [Int]

  /// One row a quantiser.
  ///
  /// - Throws: ``DesignError``.
  func summary() throws -> Table {
    var table = Table(columns: [
      Table.Column("source", heading: "Source"),
      Table.Column("method", heading: "Method"),
      Table.Column("bits", heading: "Bits"),
      Table.Column("levels", heading: "Levels"),
      Table.Column("mse", heading: "MSE"),
      Table.Column("snr_db", heading: "SNR (dB)", precision: .decimals(4)),
      Table.Column("entropy_bits", heading: "Entropy (bits)", precision: .decimals(4)),
      Table.Column("gap_db", heading: "Gap (dB)", precision: .decimals(4)),
      Table.Column("gap_bits", heading: "Gap (bits)", precision: .decimals(4), isTextOnly: true),
    ])
    try forEachQuantiser { method, quantiser in
      let quality = quality(of: quantiser)
      let gap = try gap(of: quantiser, meanSquaredError: quality.meanSquaredError)
      let levelCount = quantiser.levelCount
      let isPowerOfTwo = levelCount & (levelCount - 1) == 0
      table.append([
        .text(name), .text(method), .optional(isPowerOfTwo ? levelCount.trailingZeroBitCount : nil),
        .integer(levelCount), .real(quality.meanSquaredError),
        .real(decibels(ofPowerRatio: quality.variance / quality.meanSquaredError)),
        .real(quality.entropy.bits), .optional(gap?.decibels), .optional(gap?.bits),
      ])
    }
    return table
  }

  /// One row a level of each quantiser.
  ///
  /// - Throws: ``DesignError``.
  func designs() throws -> Table {
    var table = Table(columns: [
      Table.Column("source", heading: "Source"),
      Table.Column("method", heading: "Method"),
      Table.Column("levels", heading: "Levels"),
      Table.Column("index", heading: "Index"),
      Table.Column("lower_threshold", heading: "Lower threshold", precision: .significant(9)),
      Table.Column("upper_threshold", heading: "Upper threshold", precision: .significant(9)),
      Table.Column("level", heading: "Level", precision: .significant(9)),
    ])
    try forEachQuantiser { method, quantiser in
      for (index, level) in quantiser.levels.enumerated() {
        let cell = quantiser.cell(at: index)
        table.append([
          .text(name), .text(method), .integer(quantiser.levelCount), .integer(index),
          .real(cell.lower), .real(cell.upper), .real(level),
        ])
      }
    }
    return table
  }

  private var name: String {
    switch material {
    case .density(_, let name), .halves(_, _, let name): name
    }
  }

  private func forEachQuantiser(_ body: (String, ScalarQuantiser) throws -> Void) throws {
    for method in methods {
      for levelCount in levelCounts {
        let designer = try method.designer(levelCount: levelCount)
        switch material {
        case .density(let density, _):
          try body(method.name, try designer.design(for: density).product)
        case .halves(let samples, _, _):
          try body(method.name, try designer.design(for: samples).product)
        }
      }
    }
  }

  private func quality(
    of quantiser: ScalarQuantiser
  ) -> (variance: Double, meanSquaredError: Double, entropy: Information) {
    func measure(
      _ distribution: some RealDistribution
    ) -> (variance: Double, meanSquaredError: Double, entropy: Information) {
      (
        distribution.variance, quantiser.meanSquaredError(under: distribution),
        quantiser.indexEntropy(under: distribution)
      )
    }
    switch material {
    case .density(let density, _): return measure(density)
    case .halves(_, let heldOut, _): return measure(heldOut)
    }
  }

  /// How far the error lies above the least one at the same rate, and the rate above the least one at the same error.
  private func gap(
    of quantiser: ScalarQuantiser, meanSquaredError: Double
  ) throws -> (decibels: Double, bits: Double)? {
    guard case .density(let density, _) = material,
      let bound = try RateDistortionCatalogue.function(of: density, measure: .meanSquaredError)
    else { return nil }
    let rate = quantiser.fixedRatePerSample
    let least = bound.distortion(atRatePerSample: rate).value
    let needed = bound.ratePerSample(atDistortion: meanSquaredError).value
    return (decibels(ofPowerRatio: meanSquaredError / least), (rate - needed).bits)
  }
}
