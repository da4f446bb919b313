import RDCoding
import RDCore
import RDNumerics
import RDSources

/// The transform of the blocks of a stationary Gaussian process into the basis of their covariance's eigenvectors, where the
/// components are independent.
///
/// The components of a part are divided by their standard deviations and share one quantiser, designed for the standard normal density; they
/// are in one sequence, block by block, so that a quantiser with memory or of vectors has its use. Components without a rate are in no part,
/// and come back as 0.
///
/// A stream has the descriptor of the process, not the basis: the block length less 1 (an exponential Golomb code of order 8), the
/// number of bytes of the descriptor (order 6) and these, the number of parts (order 0), and for each the number of its components (order 4).
///
/// > Source: [huang1963].
package struct BlockTransform: Sendable {
  /// The process, as `SourceCatalogue` names it.
  let process: String

  /// Samples of a block, `n`.
  package let blockLength: Int

  /// The components of each part, in the order of descending variance, shape `[parts]`; those that are left have no part.
  package let memberCounts: [Int]

  /// The eigenvectors, one a row, shape `[n, n]`.
  private let basis: [Double]

  /// The standard deviation of each component, shape `[n]`, for a process of variance 1.
  private let deviations: [Double]

  /// The most samples of a block: the basis takes the square of them.
  static let blockLimit = 2000
  private static let descriptorLimit = 1 << 10

  /// A transform whose components are not yet in parts, with their variances in descending order.
  ///
  /// - Parameters:
  ///   - process: a descriptor of a stationary Gaussian process.
  ///   - n: samples of a block, at most 2,000.
  /// - Returns: the variances of the components of a process of variance 1, descending, and the eigenvectors, one a row.
  /// - Throws: an error of the descriptor; `NumericsError`.
  package static func components(
    of process: String, blockLength n: Int
  ) throws -> (variances: [Double], basis: [Double]) {
    let covariances = try gaussianProcess(process).autocovariances(count: n)
    let eigen = try ToeplitzEigendecomposition(firstRow: covariances.map { $0 / covariances[0] })
    return (eigen.values, eigen.vectors)
  }

  init(
    process: String, blockLength: Int, memberCounts: [Int], variances: [Double], basis: [Double]
  ) {
    self.process = process
    self.blockLength = blockLength
    self.memberCounts = memberCounts
    self.basis = basis
    deviations = variances.map { max($0, 0).squareRoot() }
  }

  /// The process that a text names.
  ///
  /// - Throws: an error of the descriptor; `SourceKindError` for another source, before anything of it is read.
  package static func gaussianProcess(_ text: String) throws -> any StationaryGaussianProcess {
    let descriptor = try Descriptor(parsing: text)
    guard try SourceCatalogue.kind(of: descriptor) == .process,
      case .process(let process) = try SourceCatalogue.source(descriptor)
    else {
      throw SourceKindError(source: text, kind: "no process", needed: "a Gaussian process")
    }
    return process
  }

  func write(to writer: inout BitWriter) {
    writer.writeExponentialGolomb(UInt64(blockLength - 1), order: 8)
    let text = Array(process.utf8)
    writer.writeExponentialGolomb(UInt64(text.count), order: 6)
    for byte in text { writer.write(UInt64(byte), bitCount: 8) }
    writer.writeExponentialGolomb(UInt64(memberCounts.count))
    for count in memberCounts { writer.writeExponentialGolomb(UInt64(count), order: 4) }
  }

  /// Reads a transform.
  ///
  /// - Throws: `CodingError` for bits that are not one.
  init(from reader: inout BitReader) throws(CodingError) {
    let n = Int(try reader.readExponentialGolomb(order: 8)) + 1
    guard n <= Self.blockLimit else { throw .damagedTable(reason: "a block has \(n) samples") }
    let length = Int(try reader.readExponentialGolomb(order: 6))
    guard length <= Self.descriptorLimit, length <= reader.remainingBitCount / 8 else {
      throw .damagedTable(reason: "a descriptor of \(length) bytes does not fit")
    }
    var bytes: [UInt8] = []
    for _ in 0..<length { bytes.append(UInt8(try reader.read(bitCount: 8))) }
    let process = String(decoding: bytes, as: UTF8.self)
    let partCount = Int(try reader.readExponentialGolomb())
    guard partCount <= n else { throw .damagedTable(reason: "it has \(partCount) parts") }
    var memberCounts: [Int] = []
    for _ in 0..<partCount {
      memberCounts.append(Int(try reader.readExponentialGolomb(order: 4)))
    }
    guard memberCounts.allSatisfy({ $0 > 0 }), memberCounts.reduce(0, +) <= n else {
      throw .damagedTable(reason: "its parts have more components than a block has samples")
    }
    do {
      let (variances, basis) = try Self.components(of: process, blockLength: n)
      self.init(
        process: process, blockLength: n, memberCounts: memberCounts, variances: variances,
        basis: basis)
    } catch {
      throw .damagedTable(reason: "its process is not one: \(error)")
    }
  }

  /// Samples that each part has of a sequence: a component of each member from every block.
  package func partLengths(sampleCount: Int) -> [Int] {
    memberCounts.map { $0 * blockCount(of: sampleCount) }
  }

  /// The components of each part in units of their standard deviations; the last block is filled up with the mean, 0.
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

  /// The samples of the parts, with or without what fills up their last blocks: the inverse of `separate(_:)` but for rounding.
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

  /// The components of each part.
  private var members: [Range<Int>] {
    var start = 0
    return memberCounts.map { count in
      defer { start += count }
      return start..<start + count
    }
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
