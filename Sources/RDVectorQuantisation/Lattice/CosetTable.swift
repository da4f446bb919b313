/// The cosets of a lattice, in classes that are equiprobable for any distribution of independent samples.
///
/// The cosets of a class are consecutive: coset `classStarts[c] + member`.
package struct CosetTable: Sendable {
  /// The residues of the coordinates modulo the modulus, shape `[count * dimension]`; below the modulus, but for the last
  /// coordinate if the steps must be even, which lies below twice the modulus.
  package let residues: [Int32]

  /// Number of cosets.
  package let count: Int

  /// The number of cosets in each class, shape `[classes]`.
  package let classSizes: [Int]

  /// The first coset of each class, shape `[classes]`.
  package let classStarts: [Int]

  /// The class of each coset, shape `[count]`.
  package let classes: [Int32]

  /// Classes of equal probability have the same pool: shape `[classes]`.
  package let pools: [Int]

  /// Whether some class has several cosets, so that the member must be coded too.
  package var hasMembers: Bool { classSizes.contains { $0 > 1 } }

  /// - Precondition: the shapes agree.
  init(residues: [Int32], dimension: Int, classSizes: [Int], pools: [Int]) {
    count = classSizes.reduce(0, +)
    precondition(residues.count == count * dimension && pools.count == classSizes.count)
    self.residues = residues
    self.classSizes = classSizes
    self.pools = pools
    var start = 0
    classStarts = classSizes.map { size in
      defer { start += size }
      return start
    }
    classes = classSizes.indices.flatMap { Array(repeating: Int32($0), count: classSizes[$0]) }
  }

  /// The cosets of a binary code: each word is a class, and those of equal weight are pooled.
  init(words: [[Int32]]) {
    self.init(
      residues: words.flatMap(\.self), dimension: words[0].count,
      classSizes: words.map { _ in 1 }, pools: words.map { Int($0.reduce(0, +)) })
  }
}
