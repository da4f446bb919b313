import RDCore
import RDNumerics
import RDQuantisers
import RDSources

/// A transform code of a stationary Gaussian process: blocks in the eigenbasis of their covariance (KLT), where the
/// components are independent, each quantised at its allocated rate.
///
/// Components of the same rate are divided by their standard deviation and share one quantiser, designed for the standard normal
/// density; they form one sequence, block by block, so that a trellis or a vector quantiser can exploit it. Components
/// of rate 0 are not written and are reconstructed as 0.
///
/// > Source: [huang1963].
package struct TransformCodedSequence: SampleCodec {
  /// The quantisers, by descending rate.
  package let parts: [CodedQuantiser]

  /// A digest of the covariance, of the sharing of quantisers, and of the quantisers' tables.
  package let contentHash: UInt64

  /// Samples of a block, `n`.
  package let blockLength: Int

  /// The rate of each component, the one of the greatest variance first, shape `[n]`.
  package let componentRates: [Information]

  /// The eigenvectors, one a row, shape `[n, n]`.
  private let basis: [Double]

  /// The standard deviation of each component, shape `[n]`.
  private let deviations: [Double]

  /// The components of each part, shape `[parts][…]`.
  private let members: [[Int]]

  /// A transform code.
  ///
  /// - Parameters:
  ///   - process: the source.
  ///   - n: samples of a block.
  ///   - rate: the mean rate of the components, reached up to rounding to the menu.
  ///   - menu: the rates that a component may have.
  ///   - lengths: the code lengths; as the quantisers were designed if `nil`.
  ///   - design: gives the quantiser of the standard normal density at a rate of the menu.
  /// - Throws: what `design` throws; `NumericsError`; ``StreamError``.
  /// - Precondition: `blockLength` is positive.
  package init(
    of process: any StationaryGaussianProcess, blockLength n: Int, rate: Information,
    menu: RateMenu,
    lengths: SymbolLengths?, design: (Information) throws -> RatedQuantiser
  ) throws {
    let covariances = process.autocovariances(count: n)
    var matrix = [Double](repeating: 0, count: n * n)
    for row in 0..<n {
      for column in 0..<n { matrix[row * n + column] = covariances[abs(row - column)] }
    }
    let eigen = try SymmetricEigendecomposition(of: matrix, order: n)
    let allocation = RateAllocation(meanRate: rate.bits, variances: eigen.values, menu: menu)
    let rates = allocation.rates
    guard allocation.greatestRate <= menu.highest + RateMenu.step else {
      throw StreamError.componentRate(
        method: menu.method, rate: allocation.greatestRate, highest: menu.highest)
    }
    blockLength = n
    basis = eigen.vectors
    deviations = eigen.values.map { max($0, 0).squareRoot() }
    componentRates = rates.map { .bits($0) }

    let partRates = Set(rates).filter { $0 > 0 }.sorted(by: >)
    members = partRates.map { partRate in rates.indices.filter { rates[$0] == partRate } }
    parts = try partRates.map { partRate in
      let rated = try design(.bits(partRate))
      return try CodedQuantiser(rated, lengths: lengths ?? SymbolLengths(designedInto: rated))
    }
    var digest = Fingerprint()
    for covariance in covariances { digest.absorb(covariance.bitPattern) }
    for rate in rates { digest.absorb(rate.bitPattern) }
    for part in parts { digest.absorb(part.fingerprint) }
    contentHash = digest.value
  }

  /// A sample of each component from every block.
  package func partLengths(sampleCount: Int) -> [Int] {
    members.map { $0.count * blockCount(of: sampleCount) }
  }

  /// The components in units of their standard deviations; the last block is padded with the mean, 0.
  package func separate(_ samples: [Double]) -> [[Double]] {
    let n = blockLength
    let blocks = blockCount(of: samples.count)
    let filled = samples + [Double](repeating: 0, count: blocks * n - samples.count)
    let components = product(filled, blocks: blocks, with: .transposed)
    return members.map { members in
      var part: [Double] = []
      part.reserveCapacity(blocks * members.count)
      for block in 0..<blocks {
        for k in members { part.append(components[block * n + k] / deviations[k]) }
      }
      return part
    }
  }

  /// The blocks transformed back from the eigenbasis.
  package func merge(_ parts: [[Double]], sampleCount: Int) -> [Double] {
    let n = blockLength
    let blocks = blockCount(of: sampleCount)
    var components = [Double](repeating: 0, count: blocks * n)
    for (part, members) in zip(parts, members) {
      for block in 0..<blocks {
        for (position, k) in members.enumerated() {
          components[block * n + k] = deviations[k] * part[block * members.count + position]
        }
      }
    }
    return Array(product(components, blocks: blocks, with: .asStored).prefix(sampleCount))
  }

  private func blockCount(of sampleCount: Int) -> Int {
    (sampleCount + blockLength - 1) / blockLength
  }

  /// Blocks, shape `[blocks, n]`, times the basis or its transpose.
  private func product(
    _ blocksOfNumbers: [Double], blocks: Int, with orientation: BLAS.Orientation
  ) -> [Double] {
    guard blocks > 0 else { return [] }
    let n = blockLength
    var result = [Double](repeating: 0, count: blocks * n)
    BLAS.multiply(
      .asStored, orientation, m: blocks, n: n, k: n, alpha: 1, a: blocksOfNumbers, lda: n, b: basis,
      ldb: n, beta: 0, c: &result, ldc: n)
    return result
  }
}
